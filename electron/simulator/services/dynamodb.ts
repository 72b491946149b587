import { z } from 'zod';
import { meets } from '../models/dynamo-evaluate';
import { parseCondition } from '../models/dynamo-parser';
import { substitutes } from '../models/dynamo-tokens';
import { ItemSchema } from '../models/dynamo-value';
import type { Table, TableStore } from '../models/tables';
import { AwsFault, type Call, type Operation, type Service } from '../service';
import type { Item } from '../world';
import { getItem, query, scan, selectOf } from './dynamodb-read';
import {
  attributesRead,
  BatchKeys,
  GetInput,
  onTable,
  operation,
  orValidation,
  QueryInput,
  readExpressions,
  requireKey,
  requireTable,
  ScanInput,
  tableArn,
  tableName,
  validation,
} from './dynamodb-request';
import { tableOperations } from './dynamodb-tables';

/** DynamoDB ends a page of Query or Scan at 1 MB. */
const PAGE_BYTES = 1_048_576;
const BATCH_BYTES = 16_777_216;
const MAX_ITEM_BYTES = 409_600;

/** DynamoDB: the reads a console needs, and PutItem. `pageBytes` may be small in tests. */
export function dynamodbService(tables: TableStore, pageBytes = PAGE_BYTES): Service {
  return {
    id: 'dynamodb',
    signingName: 'dynamodb',
    iamPrefix: 'dynamodb',
    protocol: {
      kind: 'json',
      version: '1.0',
      targetPrefix: 'DynamoDB_20120810',
      queryMode: false,
      errorNamespace: 'com.amazonaws.dynamodb.v20120810',
    },
    operations: { ...tableOperations(tables), ...itemOperations(tables), ...readOperations(tables, pageBytes) },
  };
}

function itemOperations(tables: TableStore): Readonly<Record<string, Operation>> {
  return {
    GetItem: operation(
      GetInput,
      (input, call) => {
        const table = requireTable(tables, call, input.TableName);
        const item = getItem(table, requireKey(table, input.Key), readExpressions(input));
        return item === undefined ? {} : { Item: item };
      },
      { ...onTable, conditions: (input, call) => attributes(tables, call, input.TableName, readExpressions(input), [input.Key]) },
    ),
    BatchGetItem: operation(
      z.object({ RequestItems: z.record(z.string(), BatchKeys) }),
      (input, call) => batchGet(tables, call, input.RequestItems),
      {
        resources: (input, call) => Object.keys(input.RequestItems).map((name) => tableArn(call, name)),
        conditions: (input, call) => {
          const read = Object.entries(input.RequestItems).flatMap(
            ([name, wanted]) => attributes(tables, call, name, readExpressions(wanted), wanted.Keys)['dynamodb:Attributes'],
          );
          return { 'dynamodb:Attributes': read };
        },
      },
    ),
    PutItem: operation(
      z.object({
        TableName: z.string(),
        Item: ItemSchema,
        ConditionExpression: z.string().optional(),
        ExpressionAttributeNames: z.record(z.string(), z.string()).optional(),
        ExpressionAttributeValues: ItemSchema.optional(),
      }),
      (input, call) => {
        const table = requireTable(tables, call, input.TableName);
        requireItem(table, input.Item);
        const { ConditionExpression: text } = input;
        const condition = orValidation(() => {
          const given = substitutes(input.ExpressionAttributeNames, input.ExpressionAttributeValues);
          return text === undefined ? null : parseCondition('ConditionExpression', text, given);
        });
        if (condition !== null && !meets(condition, table.find(input.Item)?.item ?? {})) {
          throw new AwsFault('ConditionalCheckFailedException', 'The conditional request failed');
        }
        table.put(input.Item);
        return {};
      },
      { ...onTable, conditions: (input) => ({ 'dynamodb:Attributes': Object.keys(input.Item) }) },
    ),
  };
}

function readOperations(tables: TableStore, pageBytes: number): Readonly<Record<string, Operation>> {
  const about = {
    resources: ({ TableName, IndexName }: ScanInput, call: Call) => [
      `${tableArn(call, TableName)}${IndexName === undefined ? '' : `/index/${IndexName}`}`,
    ],
    conditions: (input: ScanInput, call: Call) => ({
      ...attributes(tables, call, input.TableName, readExpressions(input), []),
      'dynamodb:Select': selectOf(input),
    }),
  };
  return {
    Query: operation(
      QueryInput,
      (input, call) => query(requireTable(tables, call, input.TableName), input, readExpressions(input), pageBytes),
      about,
    ),
    Scan: operation(
      ScanInput,
      (input, call) => scan(requireTable(tables, call, input.TableName), input, readExpressions(input), pageBytes),
      about,
    ),
  };
}

function attributes(
  tables: TableStore,
  call: Call,
  name: string,
  expressions: ReturnType<typeof readExpressions>,
  keys: readonly Item[],
): { readonly 'dynamodb:Attributes': readonly string[] } {
  const table = tables.find(call.caller.accountId, call.region, tableName(name));
  return { 'dynamodb:Attributes': attributesRead(table, expressions, keys) };
}

/** Answers what fits into 16 MB; the keys of the rest come back as unprocessed. */
function batchGet(tables: TableStore, call: Call, requests: Readonly<Record<string, z.output<typeof BatchKeys>>>) {
  const asked = Object.values(requests).reduce((sum, { Keys }) => sum + Keys.length, 0);
  if (asked > 100) throw validation('Too many items requested for the BatchGetItem call');
  const Responses: Record<string, Item[]> = {};
  const UnprocessedKeys: Record<string, object> = {};
  let bytes = 0;
  for (const [name, wanted] of Object.entries(requests)) {
    const table = requireTable(tables, call, name);
    const expressions = readExpressions(wanted);
    const found: Item[] = [];
    const left: Item[] = [];
    for (const key of wanted.Keys) {
      const item = getItem(table, requireKey(table, key), expressions);
      bytes += table.find(key)?.bytes ?? 0;
      if (bytes > BATCH_BYTES) left.push(key);
      else if (item !== undefined) found.push(item);
    }
    Responses[name] = found;
    if (left.length > 0) UnprocessedKeys[name] = { ...wanted, Keys: left };
  }
  return { Responses, UnprocessedKeys };
}

function requireItem(table: Table, item: Item): void {
  for (const name of [table.hash, table.range]) {
    if (name === null) continue;
    const value = item[name];
    if (value === undefined) throw validation(`One or more parameter values were invalid: Missing the key ${name} in the item`);
    if (!('S' in value)) throw validation(`One or more parameter values were invalid: Type mismatch for key ${name} expected: S`);
  }
  if (Buffer.byteLength(JSON.stringify(item)) > MAX_ITEM_BYTES)
    throw validation('Item size has exceeded the maximum allowed size');
}
