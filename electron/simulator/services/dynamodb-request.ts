import { z } from 'zod';
import { attributesOf, type Expression, type Path } from '../models/dynamo-expression';
import { parseCondition, parseProjection } from '../models/dynamo-parser';
import { BadExpression, type Substitutes, substitutes } from '../models/dynamo-tokens';
import { ItemSchema } from '../models/dynamo-value';
import type { Index, Table, TableStore } from '../models/tables';
import { AwsFault, type Call } from '../service';
import type { Item } from '../world';
import { operations } from './operation';

export const operation = operations((field, problem) =>
  validation(`1 validation error detected: Value at '${field}' ${problem}`),
);

export function validation(message: string): AwsFault {
  return new AwsFault('ValidationException', message);
}

const Names = z.object({ ExpressionAttributeNames: z.record(z.string(), z.string()).optional() });
export const GetInput = Names.extend({
  TableName: z.string(),
  Key: ItemSchema,
  ProjectionExpression: z.string().optional(),
  ConsistentRead: z.boolean().default(false),
});
export const BatchKeys = Names.extend({
  Keys: z.array(ItemSchema).min(1).max(100),
  ProjectionExpression: z.string().optional(),
});
export const ScanInput = Names.extend({
  TableName: z.string(),
  IndexName: z.string().optional(),
  FilterExpression: z.string().optional(),
  ProjectionExpression: z.string().optional(),
  ExpressionAttributeValues: ItemSchema.optional(),
  ExclusiveStartKey: ItemSchema.optional(),
  Limit: z.number().int().min(1).optional(),
  Select: z.enum(['ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES', 'SPECIFIC_ATTRIBUTES', 'COUNT']).optional(),
  ConsistentRead: z.boolean().default(false),
  ReturnConsumedCapacity: z.string().default('NONE'),
});
export type ScanInput = z.output<typeof ScanInput>;
export const QueryInput = ScanInput.extend({
  KeyConditionExpression: z.string().optional(),
  ScanIndexForward: z.boolean().default(true),
});
export type QueryInput = z.output<typeof QueryInput>;

/** A name, or an ARN that ends in one. */
export function tableName(text: string): string {
  return text.split('/').at(-1) ?? text;
}

export function tableArn({ region, caller }: Call, name: string): string {
  return `arn:aws:dynamodb:${region}:${caller.accountId}:table/${tableName(name)}`;
}

/** Policy resource of calls about one table. */
export const onTable = { resources: ({ TableName }: { TableName: string }, call: Call) => [tableArn(call, TableName)] };

export function requireTable(tables: TableStore, call: Call, name: string): Table {
  const table = tables.find(call.caller.accountId, call.region, tableName(name));
  if (table === null) throw new AwsFault('ResourceNotFoundException', 'Requested resource not found');
  return table;
}

export function requireIndex(table: Table, name: string | undefined, consistent: boolean): Index | null {
  if (name === undefined) return null;
  const index = table.indexes.get(name);
  if (index === undefined) throw validation(`The table does not have the specified index: ${name}`);
  if (consistent) throw validation('Consistent reads are not supported on global secondary indexes');
  return index;
}

/** The key must hold exactly the table's key attributes. */
export function requireKey(table: Table, key: Item): Item {
  const names = [table.hash, ...(table.range === null ? [] : [table.range])];
  const fits = Object.keys(key).length === names.length && names.every((name) => isText(key[name]));
  if (!fits) throw validation('The provided key element does not match the schema');
  return key;
}

function isText(value: Item[string] | undefined): boolean {
  return value !== undefined && 'S' in value;
}

/** A key to go on from: primary key, and the index's key where an index is read. */
export function requireStartKey(table: Table, index: Index | null, key: Item | undefined): Item | null {
  if (key === undefined) return null;
  const names = new Set([table.hash, table.range, index?.hash, index?.range].filter((name) => typeof name === 'string'));
  const fits = Object.keys(key).length === names.size && [...names].every((name) => isText(key[name]));
  if (!fits) throw validation('The provided starting key is invalid');
  return key;
}

export interface ReadExpressions {
  readonly key: Expression | null;
  readonly filter: Expression | null;
  /** Null returns whole items. */
  readonly projection: readonly Path[] | null;
}

interface ExpressionTexts {
  readonly KeyConditionExpression?: string | undefined;
  readonly FilterExpression?: string | undefined;
  readonly ProjectionExpression?: string | undefined;
  readonly ExpressionAttributeNames?: Record<string, string> | undefined;
  readonly ExpressionAttributeValues?: Item | undefined;
}

/** Reads all expressions of a request; every alias and value must be used. */
export function readExpressions(input: ExpressionTexts): ReadExpressions {
  return orValidation(() => {
    const given = substitutes(input.ExpressionAttributeNames, input.ExpressionAttributeValues);
    const condition = (kind: string, text: string | undefined) => (text === undefined ? null : parseCondition(kind, text, given));
    const read = {
      key: condition('KeyConditionExpression', input.KeyConditionExpression),
      filter: condition('FilterExpression', input.FilterExpression),
      projection: input.ProjectionExpression === undefined ? null : parseProjection(input.ProjectionExpression, given),
    };
    given.requireAllUsed();
    return read;
  });
}

/** Runs what may find fault with an expression. */
export function orValidation<T>(read: (given?: Substitutes) => T): T {
  try {
    return read();
  } catch (problem) {
    if (problem instanceof BadExpression) throw validation(problem.message);
    throw problem;
  }
}

/**
 * `dynamodb:Attributes`: every attribute the call reads or compares. Without a projection these are all the table has, and
 * a mark that no policy lists, so that an empty table grants nothing more than a full one.
 */
export function attributesRead(
  table: Table | null,
  { key, filter, projection }: ReadExpressions,
  keys: readonly Item[] = [],
): readonly string[] {
  const conditions = [key, filter].flatMap((expression) => (expression === null ? [] : attributesOf(expression)));
  const returned = projection === null ? ['*', ...(table?.attributeNames ?? [])] : projection.map(([head]) => String(head));
  return [...new Set([...conditions, ...keys.flatMap(Object.keys), ...returned])];
}
