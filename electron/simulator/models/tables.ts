import { createHash } from 'node:crypto';
import type { AttributeValue, Item, SimulatedTime, Tables } from '../world';
import { itemBytes } from './dynamo-value';

export interface KeySchema {
  readonly hash: string;
  readonly range: string | null;
}

export interface Index extends KeySchema {
  readonly name: string;
}

export interface Row {
  readonly item: Item;
  /** Where the item lies in a scan: DynamoDB orders by a hash, which looks like chance and stays the same. */
  readonly place: string;
  readonly bytes: number;
}

/** A table; every key attribute is a string, as in all of the platform's tables. */
export interface Table extends KeySchema {
  readonly account: string;
  readonly region: string;
  readonly name: string;
  readonly arn: string;
  readonly indexes: ReadonlyMap<string, Index>;
  /** Simulated epoch milliseconds. */
  readonly createdAt: number;
  /** Names of all top-level attributes items of this table ever had. */
  readonly attributeNames: ReadonlySet<string>;
  /** All rows in scan order. */
  rows(): readonly Row[];
  find(key: Item): Row | null;
  put(item: Item): void;
  remove(key: Item): void;
}

/** DynamoDB tables. The part the platform uses is `Tables` of `world.ts`; items are replaced, never changed in place. */
export interface TableStore extends Tables {
  find(account: string, region: string, name: string): Table | null;
  list(account: string, region: string): readonly Table[];
}

export function createTables(time: SimulatedTime): TableStore {
  const tables = new Map<string, Table>();
  const arnOf = (account: string, region: string, name: string) => `arn:aws:dynamodb:${region}:${account}:table/${name}`;
  const need = (account: string, region: string, name: string): Table => {
    const table = tables.get(arnOf(account, region, name));
    if (table === undefined) throw new Error(`no table ${name} in ${account} ${region}`);
    return table;
  };
  return {
    create: ({ account, region, name, hash, range, indexes = [] }) => {
      const arn = arnOf(account, region, name);
      const schemas = indexes.map((index): [string, Index] => [
        index.name,
        { name: index.name, hash: index.hash, range: index.range ?? null },
      ]);
      const identity = { account, region, name, arn, createdAt: time.now() };
      tables.set(arn, createTable(identity, { hash, range: range ?? null }, new Map(schemas)));
    },
    put: (account, region, name, item) => need(account, region, name).put(item),
    get: (account, region, name, key) => need(account, region, name).find(key)?.item ?? null,
    remove: (account, region, name, key) => need(account, region, name).remove(key),
    find: (account, region, name) => tables.get(arnOf(account, region, name)) ?? null,
    list: (account, region) =>
      [...tables.values()]
        .filter((table) => table.account === account && table.region === region)
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

function createTable(
  identity: Pick<Table, 'account' | 'region' | 'name' | 'arn' | 'createdAt'>,
  schema: KeySchema,
  indexes: ReadonlyMap<string, Index>,
): Table {
  const rows = new Map<string, Row>();
  const attributeNames = new Set<string>();
  /** Null after a key came or went. */
  let sorted: readonly Row[] | null = null;
  let places: string[] | null = null;

  return {
    ...identity,
    ...schema,
    indexes,
    attributeNames,
    rows: () => {
      places ??= [...rows.keys()].sort();
      sorted ??= places.flatMap((place) => rows.get(place) ?? []);
      return sorted;
    },
    find: (key) => rows.get(placeOf(schema, key)) ?? null,
    put: (item) => {
      const place = placeOf(schema, item);
      if (!rows.has(place)) places = null;
      sorted = null;
      for (const name of Object.keys(item)) attributeNames.add(name);
      rows.set(place, lazyRow(item, place));
    },
    remove: (key) => {
      if (rows.delete(placeOf(schema, key))) places = sorted = null;
    },
  };
}

/** Measured when first read in a page: most items are replaced before anybody reads them. */
function lazyRow(item: Item, place: string): Row {
  let bytes: number | null = null;
  return {
    item,
    place,
    get bytes() {
      bytes ??= itemBytes(item);
      return bytes;
    },
  };
}

/** Place of a primary key in scan order; equal keys have equal places. Throws when a key attribute is missing. */
export function placeOf({ hash, range }: KeySchema, key: Item): string {
  const parts = [hash, ...(range === null ? [] : [range])].map((name) => textOf(key[name], name));
  const order = createHash('md5')
    .update(parts[0] ?? '')
    .digest('hex')
    .slice(0, 12);
  return `${order} ${parts.join(' ')}`;
}

function textOf(value: AttributeValue | undefined, name: string): string {
  if (value !== undefined && 'S' in value) return JSON.stringify(value.S);
  throw new Error(`key attribute ${name} must be a string`);
}
