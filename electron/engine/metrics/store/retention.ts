import { z } from 'zod';
import { type Floors, floorTo, HOUR_MS } from '../../../../shared/domain/metrics/cover';
import type { Database } from '../../journal/database';
import type { SeriesBook } from './series-book';

/** Days for which points, minutes and hours are kept. */
export interface Keep {
  readonly rawDays: number;
  readonly minuteDays: number;
  readonly hourDays: number;
}

/** Forgets what is older than its policy, piece by piece. */
export interface Retention {
  floors(): Floors;
  /** From now on nothing older is answered. Within a transaction. */
  raise(nowMs: number, keep: Keep): void;
  /** Deletes one piece of what lies below the floors; false when nothing is left to do. Within a transaction. */
  deleteSome(): boolean;
  /** After everything was deleted. */
  reset(): void;
}

const DAY_MS = 86_400_000;
/** Rows of one table and series that go at once: a few milliseconds. */
const AT_ONCE = 500;
const tables = ['points', 'minutes', 'hours'] as const;
const Kept = z.object({ points: z.number(), minutes: z.number(), hours: z.number(), raisedAt: z.number() });
const nothing: z.infer<typeof Kept> = { points: 0, minutes: 0, hours: 0, raisedAt: 0 };

export function createRetention(database: Database, book: SeriesBook): Retention {
  const keepFact = database.command("INSERT OR REPLACE INTO facts (key, value) VALUES ('floors', ?)");
  const fact = database.query("SELECT value FROM facts WHERE key = 'floors'", z.object({ value: z.string() }));
  const kept = fact.first();
  let floors = kept === null ? nothing : Kept.parse(JSON.parse(kept.value));
  /** The series that is looked at next; null when none is. */
  let cursor: number | null = kept === null ? null : 0;
  const deletes = tables.map((table) => ({
    table,
    run: database.command(
      `DELETE FROM ${table} WHERE series = ?1 AND at <= (SELECT max(at) FROM (SELECT at FROM ${table} WHERE series = ?1 AND at < ?2 ORDER BY at LIMIT ${AT_ONCE}))`,
    ),
  }));
  const isUsed = database.query(
    'SELECT EXISTS (SELECT 1 FROM hours WHERE series = ?1) OR EXISTS (SELECT 1 FROM points WHERE series = ?1) AS used',
    z.object({ used: z.number() }),
  );

  return {
    floors: () => floors,
    raise(nowMs, { rawDays, minuteDays, hourDays }) {
      const minutesKept = Math.max(rawDays, minuteDays);
      // What is gone stays gone, however long things are to be kept from now on; unless the clock had been set far ahead.
      const wasAhead = nowMs < floors.raisedAt - DAY_MS;
      const floor = (days: number, before: number) => Math.max(wasAhead ? 0 : before, floorTo(nowMs - days * DAY_MS, HOUR_MS));
      floors = {
        points: floor(rawDays, floors.points),
        minutes: floor(minutesKept, floors.minutes),
        hours: floor(Math.max(minutesKept, hourDays), floors.hours),
        raisedAt: nowMs,
      };
      keepFact.run(JSON.stringify(floors));
      cursor = 0;
    },
    deleteSome() {
      if (cursor === null) return false;
      const [id] = book.ids(cursor, 1);
      if (id === undefined) {
        cursor = null;
        return false;
      }
      const gone = deletes.reduce((sum, { table, run }) => sum + run.run(id, floors[table]), 0);
      if (gone > 0) return true;
      if (isUsed.first(id)?.used === 0) book.remove(id);
      cursor = id;
      return true;
    },
    reset() {
      floors = nothing;
      cursor = null;
    },
  };
}
