import { z } from 'zod';
import { type Labels, labelsKey } from '../../../../shared/domain/metrics/labels';
import { ContextId } from '../../../../shared/domain/primitives';
import type { Database } from '../../journal/database';

/** What tells one series from another. */
export interface SeriesName {
  readonly contextId: ContextId;
  readonly name: string;
  readonly labels: Labels;
}

export interface KnownSeries extends SeriesName {
  readonly id: number;
}

/** Which series there are. */
export interface SeriesBook {
  /** The number of a series, which is made where it is new. Within a transaction. */
  idOf(series: SeriesName): number;
  /** Series of a metric, by context and labels, at most `limit` after `after`; `contextId` null for all. */
  named(name: string, contextId: ContextId | null, after: SeriesName | null, limit: number): readonly KnownSeries[];
  /** Labels some series of a metric carries. */
  labelsOf(name: string): ReadonlySet<string>;
  /** Every series of more than `after`, in order, at most `limit`. */
  ids(after: number, limit: number): readonly number[];
  remove(id: number): void;
  /** After a transaction that failed: numbers given in it mean nothing. */
  forget(): void;
}

/** Numbers held in memory; more than this are looked up again. */
const HELD = 50_000;

const SeriesRow = z.object({
  id: z.number(),
  context: ContextId,
  labels: z.string().transform((text): Labels => z.record(z.string(), z.string()).parse(JSON.parse(text))),
});
const Id = z.object({ id: z.number() });

export function createSeriesBook(database: Database): SeriesBook {
  const add = database.command('INSERT OR IGNORE INTO series (context, name, labels) VALUES (?, ?, ?)');
  const find = database.query('SELECT id FROM series WHERE name = ? AND context = ? AND labels = ?', Id);
  const named = database.query(
    'SELECT id, context, labels FROM series WHERE name = ?1 AND (?2 IS NULL OR context = ?2) AND (context, labels) > (?3, ?4) ORDER BY context, labels LIMIT ?5',
    SeriesRow,
  );
  const keys = database.query(
    'SELECT DISTINCT label.key AS key FROM series, json_each(series.labels) AS label WHERE series.name = ?',
    z.object({ key: z.string() }),
  );
  const list = database.query('SELECT id FROM series WHERE id > ? ORDER BY id LIMIT ?', Id);
  const remove = database.command('DELETE FROM series WHERE id = ?');
  const held = new Map<string, number>();

  return {
    idOf({ contextId, name, labels }) {
      const text = labelsKey(labels);
      const key = `${name}\n${contextId}\n${text}`;
      const known = held.get(key);
      if (known !== undefined) return known;
      add.run(contextId, name, text);
      const id = find.first(name, contextId, text)?.id;
      if (id === undefined) throw new Error(`The series ${key} was not kept.`);
      if (held.size >= HELD) held.clear();
      held.set(key, id);
      return id;
    },
    named: (name, contextId, after, limit) =>
      named
        .all(name, contextId, after?.contextId ?? '', after === null ? '' : labelsKey(after.labels), limit)
        .map((row) => ({ id: row.id, contextId: row.context, name, labels: row.labels })),
    labelsOf: (name) => new Set(keys.all(name).map(({ key }) => key)),
    ids: (after, limit) => list.all(after, limit).map(({ id }) => id),
    remove(id) {
      remove.run(id);
      for (const [key, known] of held) if (known === id) held.delete(key);
    },
    forget: () => held.clear(),
  };
}
