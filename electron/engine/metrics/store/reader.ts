import { z } from 'zod';
import type { Cell, CellValue } from '../../../../shared/domain/metrics/cell';
import { coverOf, type Floors, type Granularity, type Steps, type Stretch } from '../../../../shared/domain/metrics/cover';
import { mergeInto, sketchOf } from '../../../../shared/domain/metrics/sketch';
import { unreachable } from '../../../../shared/lib/unreachable';
import type { Database } from '../../journal/database';
import { createCellRows } from './cell-rows';

/** A cell on its way. */
type Growing = { -readonly [K in keyof Omit<Cell, 'sketch'>]: Cell[K] } & { sketch: Map<number, number> };

/** Cells of one series by the number of the step they fall into, 0 for the first. Only what `wanted` needs is filled in. */
export interface Reader {
  cells(series: number, steps: Steps, wanted: CellValue): ReadonlyMap<number, Cell>;
}

const SumRow = z.object({ step: z.number(), n: z.number(), sum: z.number(), min: z.number(), max: z.number() });
const LastRow = z.object({ step: z.number(), at: z.number(), last: z.number() });
const PointRow = z.object({ at: z.number(), value: z.number() });

/** What a row of each table counts for. Cells of one point hold their value alone. */
const columns: Readonly<Record<Granularity, { n: string; sum: string; min: string; max: string; at: string; last: string }>> = {
  points: { n: 'count(*)', sum: 'sum(value)', min: 'min(value)', max: 'max(value)', at: 'max(at)', last: 'value' },
  minutes: cellColumns(),
  hours: cellColumns(),
};

function cellColumns() {
  return {
    n: 'sum(count)',
    sum: 'sum(coalesce(sum, last))',
    min: 'min(coalesce(min, last))',
    max: 'max(coalesce(max, last))',
    at: 'max(at + last_at)',
    last: 'last',
  };
}

export function createReader(database: Database, floors: () => Floors): Reader {
  const where = 'WHERE series = ?1 AND at >= ?2 AND at < ?3 GROUP BY step';
  // Numbers are bound as floating ones; a step is a whole number.
  const step = '(at - CAST(?4 AS INTEGER)) / CAST(?5 AS INTEGER) AS step';
  const grouped = (of: Granularity) => {
    const { n, sum, min, max, at, last } = columns[of];
    return {
      sums: database.query(`SELECT ${step}, ${n} AS n, ${sum} AS sum, ${min} AS min, ${max} AS max FROM ${of} ${where}`, SumRow),
      // With a single max() SQLite takes the other columns from the row that has it.
      lasts: database.query(`SELECT ${step}, ${at} AS at, ${last} AS last FROM ${of} ${where}`, LastRow),
    };
  };
  const tables = { points: grouped('points'), minutes: grouped('minutes'), hours: grouped('hours') };
  const rows = { minutes: createCellRows(database, 'minutes'), hours: createCellRows(database, 'hours') };
  const points = database.query('SELECT at, value FROM points WHERE series = ? AND at >= ? AND at < ?', PointRow);

  function sums(series: number, stretch: Stretch, steps: Steps, into: Map<number, Growing>): void {
    const { of, fromMs, endMs } = stretch;
    for (const row of tables[of].sums.all(series, fromMs, endMs, steps.fromMs, steps.stepMs)) {
      const cell = cellAt(into, row.step);
      cell.count += row.n;
      cell.sum += row.sum;
      cell.min = Math.min(cell.min, row.min);
      cell.max = Math.max(cell.max, row.max);
    }
  }

  function lasts(series: number, stretch: Stretch, steps: Steps, into: Map<number, Growing>): void {
    const { of, fromMs, endMs } = stretch;
    for (const row of tables[of].lasts.all(series, fromMs, endMs, steps.fromMs, steps.stepMs)) {
      const cell = cellAt(into, row.step);
      cell.count += 1;
      if (row.at >= cell.lastAtMs) Object.assign(cell, { last: row.last, lastAtMs: row.at });
    }
  }

  function sketches(series: number, { of, fromMs, endMs }: Stretch, steps: Steps, into: Map<number, Growing>): void {
    const stepAt = (atMs: number) => Math.floor((atMs - steps.fromMs) / steps.stepMs);
    if (of === 'points') {
      for (const { at, value } of points.all(series, fromMs, endMs))
        mergeInto(cellAt(into, stepAt(at)).sketch, sketchOf([value]));
      return;
    }
    for (const { atMs, cell } of rows[of].between(series, fromMs, endMs))
      mergeInto(cellAt(into, stepAt(atMs)).sketch, cell.sketch);
  }

  return {
    cells(series, steps, wanted) {
      const found = new Map<number, Growing>();
      for (const stretch of coverOf(steps, floors())) {
        switch (wanted) {
          case 'avg':
          case 'min':
          case 'max':
          case 'sum':
          case 'count':
            sums(series, stretch, steps, found);
            break;
          case 'last':
            lasts(series, stretch, steps, found);
            break;
          case 'p50':
          case 'p90':
          case 'p99':
            sums(series, stretch, steps, found);
            sketches(series, stretch, steps, found);
            break;
          default:
            unreachable(wanted);
        }
      }
      return found;
    },
  };
}

/** A cell that begins before the first step, because only the hour of it is kept, counts for the first. */
function cellAt(cells: Map<number, Growing>, step: number): Growing {
  const index = Math.max(0, step);
  const held = cells.get(index);
  if (held !== undefined) return held;
  const fresh: Growing = {
    count: 0,
    sum: 0,
    min: Number.POSITIVE_INFINITY,
    max: Number.NEGATIVE_INFINITY,
    last: 0,
    lastAtMs: Number.NEGATIVE_INFINITY,
    sketch: new Map(),
  };
  cells.set(index, fresh);
  return fresh;
}
