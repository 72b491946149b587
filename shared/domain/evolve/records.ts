import { noteCopy } from '../changed-keys';

/**
 * How slices write to records. `copying` is the pure form: every write makes a new record. `batching` copies a record once and then
 * writes into its own copy, so that a replay of a million events does not copy the state a million times; nobody else may hold the
 * copies before the batch is over.
 */
export interface Records {
  put<T>(record: Readonly<Record<string, T>>, key: string, value: T): Readonly<Record<string, T>>;
  remove<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>>;
}

export const copying: Records = {
  put(record, key, value) {
    if (record[key] === value) return record;
    const copy = { ...record, [key]: value };
    sizes.set(copy, sizeOf(record) + (key in record ? 0 : 1));
    noteCopy(record, copy, new Set([key]));
    return copy;
  },
  remove(record, key) {
    if (!(key in record)) return record;
    const rest = without(record, key);
    sizes.set(rest, sizeOf(record) - 1);
    noteCopy(record, rest, new Set([key]));
    return rest;
  },
};

/** A writer for one batch. Records it has copied are changed in place until the batch ends. */
export function batching(): Records {
  const owned = new WeakMap<object, Set<string>>();
  const own = <T>(record: Record<string, T>, key: string): Record<string, T> => {
    const touched = owned.get(record);
    if (touched !== undefined) {
      touched.add(key);
      return record;
    }
    const copy = { ...record };
    const keys = new Set([key]);
    owned.set(copy, keys);
    noteCopy(record, copy, keys);
    sizes.set(copy, sizeOf(record));
    return copy;
  };
  return {
    put(record, key, value) {
      if (record[key] === value) return record;
      const mine = own(record, key);
      if (!(key in mine)) sizes.set(mine, sizeOf(mine) + 1);
      mine[key] = value;
      return mine;
    },
    remove(record, key) {
      if (!(key in record)) return record;
      const mine = own(record, key);
      sizes.set(mine, sizeOf(mine) - 1);
      delete mine[key];
      return mine;
    },
  };
}

/**
 * Keeps the `most` greatest entries by `order`. `slack` lets a record outgrow its bound by that many before it is cut, so that the cost
 * of cutting is spread; without slack the bound is exact after every write.
 */
export function bounded<T>(
  records: Records,
  record: Readonly<Record<string, T>>,
  most: number,
  slack: number,
  order: (value: T) => string,
): Readonly<Record<string, T>> {
  const size = sizeOf(record);
  if (size <= most + slack) return record;
  const oldestFirst = Object.entries(record)
    .map(([key, value]) => ({ key, rank: `${order(value)} ${key}` }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1));
  return oldestFirst.slice(0, size - most).reduce((kept, { key }) => records.remove(kept, key), record);
}

/** Counting keys of a large record is dear; records made here know their size. */
const sizes = new WeakMap<object, number>();

function sizeOf(record: object): number {
  return sizes.get(record) ?? Object.keys(record).length;
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  const { [key]: _, ...rest } = record;
  return rest;
}
