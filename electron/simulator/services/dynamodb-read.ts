import { meets, project } from '../models/dynamo-evaluate';
import type { Comparison, Expression } from '../models/dynamo-expression';
import { type ReadPlan, readPage } from '../models/table-read';
import type { Index, KeySchema, Row, Table } from '../models/tables';
import type { Item } from '../world';
import {
  type QueryInput,
  type ReadExpressions,
  requireIndex,
  requireStartKey,
  type ScanInput,
  validation,
} from './dynamodb-request';

/** A Query: one partition of a table or index, in order of the range key. */
export function query(table: Table, input: QueryInput, expressions: ReadExpressions, pageBytes: number) {
  const index = requireIndex(table, input.IndexName, input.ConsistentRead);
  const { key } = expressions;
  if (key === null)
    throw validation('Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.');
  requireKeyCondition(key, index ?? table);
  const order = input.ScanIndexForward ? 'ascending' : 'descending';
  return answer(table, index, input, expressions, { wanted: (item) => meets(key, item), order, pageBytes });
}

/** A Scan: everything, in an order that means nothing. */
export function scan(table: Table, input: ScanInput, expressions: ReadExpressions, pageBytes: number) {
  const index = requireIndex(table, input.IndexName, input.ConsistentRead);
  return answer(table, index, input, expressions, { wanted: () => true, order: 'scan', pageBytes });
}

function answer(
  table: Table,
  index: Index | null,
  input: ScanInput,
  { filter, projection }: ReadExpressions,
  how: Pick<ReadPlan, 'wanted' | 'order' | 'pageBytes'>,
) {
  requireSelect(input, index, projection !== null);
  const page = readPage({
    table,
    index,
    startKey: requireStartKey(table, index, input.ExclusiveStartKey),
    limit: input.Limit ?? Number.POSITIVE_INFINITY,
    ...how,
  });
  const matching = page.rows.filter(({ item }) => filter === null || meets(filter, item));
  const items = matching.map(({ item }) => (projection === null ? item : project(item, projection)));
  return {
    ...(input.Select !== 'COUNT' && { Items: items }),
    Count: items.length,
    ScannedCount: page.rows.length,
    ...(page.lastKey !== null && { LastEvaluatedKey: page.lastKey }),
    ...(input.ReturnConsumedCapacity !== 'NONE' && { ConsumedCapacity: consumed(table, page.rows) }),
  };
}

function requireSelect({ Select }: ScanInput, index: Index | null, isProjected: boolean): void {
  if (Select === 'SPECIFIC_ATTRIBUTES' && !isProjected) {
    throw validation('Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES');
  }
  if (Select === 'ALL_PROJECTED_ATTRIBUTES' && index === null) {
    throw validation('ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName');
  }
  if (isProjected && Select !== undefined && Select !== 'SPECIFIC_ATTRIBUTES') {
    const what = Select === 'COUNT' ? 'only the Count' : Select;
    throw validation(`Cannot specify the ProjectionExpression when choosing to get ${what}`);
  }
}

/** `dynamodb:Select` of a request: what it says, or what its projection implies. */
export function selectOf(input: ScanInput): string {
  if (input.Select !== undefined) return input.Select;
  if (input.ProjectionExpression !== undefined) return 'SPECIFIC_ATTRIBUTES';
  return input.IndexName === undefined ? 'ALL_ATTRIBUTES' : 'ALL_PROJECTED_ATTRIBUTES';
}

const RANGE_OPERATORS: readonly Comparison[] = ['=', '<', '<=', '>', '>='];

/** A key condition is equality on the hash key and at most one simple condition on the range key, joined by AND. */
function requireKeyCondition(key: Expression, schema: KeySchema): void {
  const parts = key.kind === 'and' ? key.parts : [key];
  const hash = parts.filter((part) => attributeOf(part) === schema.hash);
  if (hash.length === 0) throw validation(`Query condition missed key schema element: ${schema.hash}`);
  const others = parts.filter((part) => attributeOf(part) !== schema.hash);
  const isEquality = hash.length === 1 && hash[0]?.kind === 'compare' && hash[0].operator === '=';
  const areRanges = others.length <= 1 && others.every((part) => attributeOf(part) === schema.range && isRange(part));
  if (!isEquality || !areRanges) throw validation('Query key condition not supported');
}

function attributeOf(part: Expression): string | null {
  if (part.kind === 'begins_with') return String(part.path[0]);
  const operand = part.kind === 'compare' ? part.left : part.kind === 'between' ? part.operand : null;
  return operand?.kind === 'path' && operand.path.length === 1 ? String(operand.path[0]) : null;
}

function isRange(part: Expression): boolean {
  return (
    part.kind === 'begins_with' || part.kind === 'between' || (part.kind === 'compare' && RANGE_OPERATORS.includes(part.operator))
  );
}

function consumed(table: Table, rows: readonly Row[]) {
  const bytes = rows.reduce((sum, row) => sum + row.bytes, 0);
  return { TableName: table.name, CapacityUnits: Math.max(0.5, Math.ceil(bytes / 4096) / 2) };
}

/** An item as a Get answers it; undefined when there is none. */
export function getItem(table: Table, key: Item, { projection }: ReadExpressions): Item | undefined {
  const row = table.find(key);
  if (row === null) return undefined;
  return projection === null ? row.item : project(row.item, projection);
}
