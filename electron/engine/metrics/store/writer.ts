import { z } from 'zod';
import { type Cell, cellOf, mergedCell, type Point } from '../../../../shared/domain/metrics/cell';
import { type Floors, floorTo, HOUR_MS, MINUTE_MS } from '../../../../shared/domain/metrics/cover';
import type { Database } from '../../journal/database';
import { createCellRows } from './cell-rows';

/** `set`: the newest value of a moment counts, as CloudWatch completes a period. `add`: values of a moment are added up. */
export type Mode = 'set' | 'add';

/** Puts points of one series where they belong: raw, and into their minute and hour. Everything within a transaction of the caller's. */
export interface Writer {
  write(series: number, points: readonly Point[], mode: Mode): void;
  /** Makes the minutes and hours of a series anew from its points, for one that came from a file without them. */
  rollUp(series: number): void;
  /** After a transaction that failed, or rows that went away: what is remembered of series may be wrong. */
  forget(): void;
}

/** Series whose running hour is remembered, so that the usual next point costs no reading. */
const HELD = 2_000;

const PointRow = z.object({ at: z.number(), value: z.number() });

export function createWriter(database: Database, floors: () => Floors): Writer {
  const minutes = createCellRows(database, 'minutes');
  const hours = createCellRows(database, 'hours');
  const add = database.command('INSERT OR IGNORE INTO points (series, at, value) VALUES (?, ?, ?)');
  const change = database.command('UPDATE points SET value = ? WHERE series = ? AND at = ?');
  const held = database.query('SELECT at, value FROM points WHERE series = ? AND at = ?', PointRow);
  const within = database.query('SELECT at, value FROM points WHERE series = ? AND at >= ? AND at < ? ORDER BY at', PointRow);
  const ends = database.query(
    'SELECT coalesce(min(at), 0) AS first, coalesce(max(at), -1) AS last FROM points WHERE series = ?',
    z.object({ first: z.number(), last: z.number() }),
  );

  /** The newest hour of series, as written. */
  const newest = new Map<number, { readonly hourMs: number; readonly cell: Cell }>();

  function remember(series: number, hourMs: number, cell: Cell): void {
    const held = newest.get(series);
    if (held !== undefined && held.hourMs > hourMs) return;
    if (newest.size >= HELD) newest.clear();
    newest.set(series, { hourMs, cell });
  }

  /** Whether nothing of this series was measured in the rest of the running hour, from its minute `atMs` on. */
  function isAhead(series: number, atMs: number): boolean {
    const held = newest.get(series);
    return held !== undefined && held.hourMs === floorTo(atMs, HOUR_MS) && held.cell.lastAtMs < atMs;
  }

  function foldHour(series: number, hourMs: number, added: Cell): void {
    const held = newest.get(series);
    const before = held?.hourMs === hourMs ? held.cell : hours.get(series, hourMs);
    const cell = before === null ? added : mergedCell(before, added);
    hours.put(series, hourMs, cell);
    remember(series, hourMs, cell);
  }

  /** Answers whether a value that was there is another now. */
  function writePoint(series: number, { atMs, value }: Point, mode: Mode): 'new' | 'changed' | 'same' {
    if (add.run(series, atMs, value) === 1) return 'new';
    const before = held.first(series, atMs)?.value ?? 0;
    const after = mode === 'add' ? before + value : value;
    if (after === before) return 'same';
    change.run(after, series, atMs);
    return 'changed';
  }

  /** New points of one minute; answers what they add to its hour, or that the hour has to be made anew. */
  function writeMinute(series: number, atMs: number, points: readonly Point[], mode: Mode): Cell | 'anew' | null {
    const written = points.map((point) => ({ point, as: writePoint(series, point, mode) }));
    if (written.some(({ as }) => as === 'changed')) {
      const all = within.all(series, atMs, atMs + MINUTE_MS).map(({ at, value }) => ({ atMs: at, value }));
      const cell = cellOf(all);
      if (cell !== null) minutes.put(series, atMs, cell);
      return 'anew';
    }
    const cell = cellOf(written.flatMap(({ point, as }) => (as === 'new' ? [point] : [])));
    if (cell === null) return null;
    if (isAhead(series, atMs)) minutes.put(series, atMs, cell);
    else minutes.fold(series, atMs, cell);
    return cell;
  }

  function makeHour(series: number, atMs: number): void {
    const [first, ...rest] = minutes.between(series, atMs, atMs + HOUR_MS).map(({ cell }) => cell);
    newest.delete(series);
    if (first !== undefined) hours.put(series, atMs, rest.reduce(mergedCell, first));
  }

  /** What is older than the kept points goes into the cells alone. */
  function foldOld(series: number, atMs: number, points: readonly Point[]): void {
    const cell = cellOf(points);
    if (cell === null || atMs < floors().hours) return;
    if (atMs >= floors().minutes) minutes.fold(series, atMs, cell);
    newest.delete(series);
    hours.fold(series, floorTo(atMs, HOUR_MS), cell);
  }

  return {
    write(series, points, mode) {
      const byHour = new Map<number, Cell | 'anew'>();
      for (const [atMs, some] of byMinute(points, mode)) {
        if (atMs < floors().points) {
          foldOld(series, atMs, some);
          continue;
        }
        const told = writeMinute(series, atMs, some, mode);
        if (told === null) continue;
        const hourMs = floorTo(atMs, HOUR_MS);
        const before = byHour.get(hourMs);
        byHour.set(
          hourMs,
          told === 'anew' || before === 'anew' ? 'anew' : before === undefined ? told : mergedCell(before, told),
        );
      }
      for (const [hourMs, told] of byHour)
        if (told === 'anew') makeHour(series, hourMs);
        else foldHour(series, hourMs, told);
    },
    rollUp(series) {
      const { first, last } = ends.first(series) ?? { first: 0, last: -1 };
      for (let hourMs = floorTo(first, HOUR_MS); hourMs <= last; hourMs += HOUR_MS) {
        const all = within.all(series, hourMs, hourMs + HOUR_MS).map(({ at, value }) => ({ atMs: at, value }));
        for (const [atMs, some] of byMinute(all, 'set')) {
          const cell = cellOf(some);
          if (cell !== null) minutes.put(series, atMs, cell);
        }
        makeHour(series, hourMs);
      }
    },
    forget: () => newest.clear(),
  };
}

/** Points by the minute they fall into, oldest first, each moment once. */
function byMinute(points: readonly Point[], mode: Mode): ReadonlyMap<number, readonly Point[]> {
  const moments = new Map<number, number>();
  for (const { atMs, value } of points) {
    if (!Number.isFinite(value)) continue;
    const at = Math.round(atMs);
    moments.set(at, mode === 'add' ? (moments.get(at) ?? 0) + value : value);
  }
  const found = new Map<number, Point[]>();
  for (const [atMs, value] of [...moments].sort(([one], [other]) => one - other)) {
    const minuteMs = floorTo(atMs, MINUTE_MS);
    const some = found.get(minuteMs);
    if (some === undefined) found.set(minuteMs, [{ atMs, value }]);
    else some.push({ atMs, value });
  }
  return found;
}
