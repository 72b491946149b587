import type { Item } from '../world';
import { compareValues } from './dynamo-value';
import { type KeySchema, placeOf, type Row, type Table } from './tables';

/** What a Query or Scan reads from: a table or one of its indexes. */
export interface ReadPlan {
  readonly table: Table;
  /** Null reads the table itself. */
  readonly index: KeySchema | null;
  /** Rows of the partition for a query; every row of the index for a scan. */
  readonly wanted: (item: Item) => boolean;
  /** By range key for a query, by place for a scan. */
  readonly order: 'ascending' | 'descending' | 'scan';
  readonly startKey: Item | null;
  readonly limit: number;
  readonly pageBytes: number;
}

export interface ReadPage {
  readonly rows: readonly Row[];
  /** Null when the end was reached for certain. */
  readonly lastKey: Item | null;
}

/**
 * One page before filters. Like DynamoDB it ends after `limit` items or a page of bytes, and then tells where it ended even
 * if nothing follows.
 */
export function readPage(plan: ReadPlan): ReadPage {
  const schema: KeySchema = plan.index ?? plan.table;
  const compare = comparator(plan, schema);
  const start = plan.startKey;
  const startRow = start === null ? null : { item: start, place: placeOf(plan.table, start), bytes: 0 };
  const ordered = plan.table.rows().filter(({ item }) => isIn(schema, item) && plan.wanted(item));
  if (plan.order !== 'scan') ordered.sort(compare);
  const rows: Row[] = [];
  let bytes = 0;
  for (const row of ordered) {
    if (startRow !== null && compare(row, startRow) <= 0) continue;
    rows.push(row);
    bytes += row.bytes;
    if (rows.length >= plan.limit || bytes >= plan.pageBytes) return { rows, lastKey: keyOf(plan, row.item) };
  }
  return { rows, lastKey: null };
}

/** An item without the index's key attributes is not in the index. */
function isIn({ hash, range }: KeySchema, item: Item): boolean {
  return item[hash] !== undefined && (range === null || item[range] !== undefined);
}

function comparator(plan: ReadPlan, { range }: KeySchema): (a: Row, b: Row) => number {
  const byPlace = (a: Row, b: Row) => (a.place < b.place ? -1 : Number(a.place > b.place));
  if (plan.order === 'scan') return byPlace;
  const direction = plan.order === 'ascending' ? 1 : -1;
  return (a, b) => {
    const [left, right] = range === null ? [undefined, undefined] : [a.item[range], b.item[range]];
    const byRange = left === undefined || right === undefined ? 0 : (compareValues(left, right) ?? 0);
    return direction * (byRange === 0 ? byPlace(a, b) : byRange);
  };
}

/** Primary key, and the index's key where an index is read. */
function keyOf({ table, index }: ReadPlan, item: Item): Item {
  const names = [table.hash, table.range, index?.hash, index?.range];
  const pairs = names.flatMap((name) => {
    const value = name === null || name === undefined ? undefined : item[name];
    return name === null || name === undefined || value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(pairs);
}
