/** Rows fetched at a time: little memory, and few questions. */
export const SLICE = 1_000;

/**
 * Walks rows of a table in slices, each asked for after the last of the one before; from the first row on each time it is iterated.
 *
 * @param first what lies before every row
 */
export function walk<Row, Key, T>(
  first: Key,
  slice: (after: Key, limit: number) => readonly Row[],
  keyOf: (row: Row) => Key,
  read: (row: Row) => T,
): Iterable<T> {
  return {
    *[Symbol.iterator]() {
      let after = first;
      for (;;) {
        const rows = slice(after, SLICE);
        for (const row of rows) yield read(row);
        const last = rows.at(-1);
        if (last === undefined || rows.length < SLICE) return;
        after = keyOf(last);
      }
    },
  };
}
