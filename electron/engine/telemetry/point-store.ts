import { z } from 'zod';
import { ContextId } from '../../../shared/domain/primitives';
import type { Database } from '../journal/database';

export type Labels = Readonly<Record<string, string>>;

/** A moment (engine clock, epoch milliseconds) and a value in the metric's own unit. */
export interface Point {
  readonly atMs: number;
  readonly value: number;
}

export interface Series {
  readonly contextId: ContextId;
  readonly name: string;
  readonly labels: Labels;
  readonly points: readonly Point[];
}

export interface Wanted {
  readonly name: string;
  readonly contextId: ContextId | null;
  /** Labels a series must have; it may have more. */
  readonly labels: Labels;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Points of metrics, newest value per series and moment. Kept for a while, then forgotten. */
export interface PointStore {
  record(series: readonly Series[]): void;
  /** Series with at least one point in the time asked for, ordered by context and labels. */
  read(wanted: Wanted): Series[];
  /** Forgets what is older than `keptMs`. */
  prune(nowMs: number): void;
  /** From now on records and answers nothing. */
  close(): void;
}

/** How long raw points are kept. */
export const keptMs = 14 * 86_400_000;
/** Points of one series in one answer: 14 days at five minutes fit. */
const mostPoints = 4_100;

export const pointTables = `
CREATE TABLE series (
  id INTEGER PRIMARY KEY,
  context TEXT NOT NULL,
  name TEXT NOT NULL,
  labels TEXT NOT NULL,
  UNIQUE (name, context, labels)
) STRICT;

CREATE TABLE points (
  series INTEGER NOT NULL,
  at INTEGER NOT NULL,
  value REAL NOT NULL,
  PRIMARY KEY (series, at)
) STRICT, WITHOUT ROWID;
`;

const SeriesRow = z.object({
  id: z.number(),
  context: z.string(),
  labels: z.string().transform((text): Labels => z.record(z.string(), z.string()).parse(JSON.parse(text))),
});
const PointRow = z.object({ at: z.number(), value: z.number() });

/** `onTrouble` hears of what SQLite refuses (a full disk): points are then lost, and nothing else is. */
export function createPointStore(database: Database, onTrouble: (message: string) => void): PointStore {
  const addSeries = database.command('INSERT OR IGNORE INTO series (context, name, labels) VALUES (?, ?, ?)');
  const findSeries = database.query(
    'SELECT id FROM series WHERE name = ? AND context = ? AND labels = ?',
    z.object({ id: z.number() }),
  );
  const listSeries = database.query('SELECT id, context, labels FROM series WHERE name = ? ORDER BY context, labels', SeriesRow);
  const allSeries = database.query('SELECT id FROM series', z.object({ id: z.number() }));
  const addPoint = database.command('INSERT OR REPLACE INTO points (series, at, value) VALUES (?, ?, ?)');
  const newestPoints = database.query(
    `SELECT at, value FROM points WHERE series = ? AND at BETWEEN ? AND ? ORDER BY at DESC LIMIT ${mostPoints}`,
    PointRow,
  );
  const forget = database.command('DELETE FROM points WHERE series = ? AND at < ?');
  let isOpen = true;

  return {
    record(all) {
      if (!isOpen || all.length === 0) return;
      const written = database.transaction(() => {
        for (const { contextId, name, labels, points } of all) {
          const text = textOf(labels);
          addSeries.run(contextId, name, text);
          const id = findSeries.first(name, contextId, text)?.id;
          if (id === undefined) continue;
          for (const { atMs, value } of points) addPoint.run(id, Math.round(atMs), value);
        }
      });
      if (!written.ok) onTrouble(written.error.message);
    },
    read({ name, contextId, labels, fromMs, toMs }) {
      if (!isOpen) return [];
      return listSeries.all(name).flatMap((row) => {
        if (contextId !== null && row.context !== contextId) return [];
        if (!Object.entries(labels).every(([label, value]) => row.labels[label] === value)) return [];
        const points = newestPoints.all(row.id, fromMs, toMs).map(({ at, value }) => ({ atMs: at, value }));
        if (points.length === 0) return [];
        return [{ contextId: ContextId.parse(row.context), name, labels: row.labels, points: points.reverse() }];
      });
    },
    prune(nowMs) {
      if (!isOpen) return;
      const done = database.transaction(() => {
        for (const { id } of allSeries.all()) forget.run(id, nowMs - keptMs);
      });
      if (!done.ok) onTrouble(done.error.message);
    },
    close() {
      if (!isOpen) return;
      isOpen = false;
      database.close();
    },
  };
}

/** One spelling per set of labels, whatever order they came in. */
function textOf(labels: Labels): string {
  return JSON.stringify(Object.fromEntries(Object.entries(labels).sort(([one], [other]) => (one < other ? -1 : 1))));
}
