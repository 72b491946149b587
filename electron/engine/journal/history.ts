import { z } from 'zod';
import type { JournalEntry } from '../../../shared/domain/events';
import { Bytes, type Database } from './database';
import { readEvent } from './replay';

export interface EventQuery {
  /** Events about all of these; empty means every event. */
  readonly subjects: readonly string[];
  readonly contextId: string | null;
  /** Only events before this one. */
  readonly before: number | null;
  readonly limit: number;
}

export interface AuditQuery {
  readonly kind: string | null;
  readonly before: number | null;
  readonly limit: number;
}

/** What has been recorded, newest first. */
export interface History {
  events(query: EventQuery): JournalEntry[];
  /** The bytes of each entry, as they are hashed. */
  audit(query: AuditQuery): { readonly seq: number; readonly bytes: Uint8Array; readonly leafHash: Uint8Array }[];
}

const EventRow = z.object({ seq: z.number(), payload: z.string() });
const AuditRow = z.object({ seq: z.number(), bytes: Bytes, leaf_hash: Bytes });
const MOST_SUBJECTS = 2;

export function createHistory(database: Database): History {
  const statements = Array.from({ length: MOST_SUBJECTS + 1 }, (_, subjects) => database.query(eventsAbout(subjects), EventRow));
  const audit = database.query(
    'SELECT seq, bytes, leaf_hash FROM audit WHERE (?1 IS NULL OR kind = ?1) AND seq < ?2 ORDER BY seq DESC LIMIT ?3',
    AuditRow,
  );
  return {
    events({ subjects, contextId, before, limit }) {
      const statement = statements[subjects.length];
      if (statement === undefined) throw new Error(`At most ${MOST_SUBJECTS} subjects, not ${subjects.length}`);
      const entries: JournalEntry[] = [];
      let from = before ?? Number.MAX_SAFE_INTEGER;
      // An event that cannot be read is left out, but a short page would be taken for the last one.
      while (entries.length < limit) {
        const rows = statement.all(contextId, from, limit - entries.length, ...subjects);
        for (const row of rows) {
          const event = readEvent(row.payload);
          if (event.ok) entries.push({ seq: row.seq, event: event.value });
        }
        const last = rows.at(-1);
        if (last === undefined) break;
        from = last.seq;
      }
      return entries;
    },
    audit: ({ kind, before, limit }) =>
      audit
        .all(kind, before ?? Number.MAX_SAFE_INTEGER, limit)
        .map((row) => ({ seq: row.seq, bytes: row.bytes, leafHash: row.leaf_hash })),
  };
}

/** With subjects, the walk is along the first subject's index, never through all events. */
function eventsAbout(subjects: number): string {
  const bounds = 'e.seq < ?2 AND (?1 IS NULL OR e.context = ?1)';
  if (subjects === 0) return `SELECT e.seq, e.payload FROM events e WHERE ${bounds} ORDER BY e.seq DESC LIMIT ?3`;
  const others = Array.from(
    { length: subjects - 1 },
    (_, index) => ` AND EXISTS (SELECT 1 FROM subjects t WHERE t.subject = ?${5 + index} AND t.seq = s.seq)`,
  ).join('');
  return `SELECT e.seq, e.payload FROM subjects s JOIN events e ON e.seq = s.seq
    WHERE s.subject = ?4 AND s.seq < ?2 AND ${bounds}${others} ORDER BY s.seq DESC LIMIT ?3`;
}
