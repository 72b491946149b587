import { z } from 'zod';
import type { Cell } from '../../../../shared/domain/metrics/cell';
import { mergedCell } from '../../../../shared/domain/metrics/cell';
import { decodeSketch, encodeSketch, sketchOf } from '../../../../shared/domain/metrics/sketch';
import { Bytes, type Database } from '../../journal/database';

const Row = z.object({
  at: z.number(),
  count: z.number(),
  last: z.number(),
  last_at: z.number(),
  sum: z.number().nullable(),
  min: z.number().nullable(),
  max: z.number().nullable(),
  sketch: Bytes.nullable(),
});
type Row = z.infer<typeof Row>;

const COLUMNS = 'at, count, last, last_at, sum, min, max, sketch';

/** The cells of one granularity. All within a transaction of the caller's. */
export interface CellRows {
  get(series: number, atMs: number): Cell | null;
  put(series: number, atMs: number, cell: Cell): void;
  /** Adds to what is there. */
  fold(series: number, atMs: number, cell: Cell): void;
  /** Cells of a stretch of time with the moments at which they begin, oldest first; the end is not part of it. */
  between(series: number, fromMs: number, endMs: number): readonly { readonly atMs: number; readonly cell: Cell }[];
}

export function createCellRows(database: Database, table: 'minutes' | 'hours'): CellRows {
  const one = database.query(`SELECT ${COLUMNS} FROM ${table} WHERE series = ? AND at = ?`, Row);
  const some = database.query(`SELECT ${COLUMNS} FROM ${table} WHERE series = ? AND at >= ? AND at < ? ORDER BY at`, Row);
  const put = database.command(
    `INSERT OR REPLACE INTO ${table} (series, at, count, last, last_at, sum, min, max, sketch) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const rows: CellRows = {
    get(series, atMs) {
      const row = one.first(series, atMs);
      return row === null ? null : cellOfRow(row);
    },
    put(series, atMs, cell) {
      const { count, sum, min, max, last, lastAtMs, sketch } = cell;
      const lastAt = lastAtMs - atMs;
      if (count === 1) put.run(series, atMs, 1, last, lastAt, null, null, null, null);
      // Values that are all the same need no sketch.
      else put.run(series, atMs, count, last, lastAt, sum, min, max, min === max ? null : encodeSketch(sketch));
    },
    fold(series, atMs, cell) {
      const held = rows.get(series, atMs);
      rows.put(series, atMs, held === null ? cell : mergedCell(held, cell));
    },
    between: (series, fromMs, endMs) => some.all(series, fromMs, endMs).map((row) => ({ atMs: row.at, cell: cellOfRow(row) })),
  };
  return rows;
}

function cellOfRow(row: Row): Cell {
  const { at, count, last, last_at: lastAt, sum, min, max, sketch } = row;
  return {
    count,
    sum: sum ?? last,
    min: min ?? last,
    max: max ?? last,
    last,
    lastAtMs: at + lastAt,
    sketch: sketch === null ? sameSketch(last, count) : decodeSketch(sketch),
  };
}

function sameSketch(value: number, count: number) {
  return new Map([...sketchOf([value])].map(([bucket]) => [bucket, count]));
}
