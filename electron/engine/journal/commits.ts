import { z } from 'zod';
import { Instant } from '../../../shared/domain/primitives';
import type { Database } from './database';

/** One commit: the last event in it, and when it was made by the engine's clock. */
export interface CommitRow {
  readonly seq: number;
  readonly at: Instant;
}

/** When what was recorded. */
export interface Commits {
  /** Commits that hold an event from `firstSeq` on, oldest first, at most `limit`. */
  from(firstSeq: number, limit: number): CommitRow[];
  /** The last event of the newest commit made at or before `at`; 0 where there is none. */
  upTo(at: Instant): number;
  /** The first and the last event about `subject`, or null where there is none. */
  span(subject: string): { readonly first: number; readonly last: number } | null;
}

const Row = z.object({ last_seq: z.number(), at: Instant });
const Span = z.object({ first: z.number().nullable(), last: z.number().nullable() });

export function createCommits(database: Database): Commits {
  const rows = database.query('SELECT last_seq, at FROM commits WHERE last_seq >= ? ORDER BY last_seq LIMIT ?', Row);
  const upTo = database.query('SELECT last_seq, at FROM commits WHERE at <= ? ORDER BY last_seq DESC LIMIT 1', Row);
  const span = database.query(
    'SELECT (SELECT min(seq) FROM subjects WHERE subject = ?1) AS first, (SELECT max(seq) FROM subjects WHERE subject = ?1) AS last',
    Span,
  );
  return {
    from: (firstSeq, limit) => rows.all(firstSeq, limit).map((row) => ({ seq: row.last_seq, at: row.at })),
    upTo: (at) => upTo.first(at)?.last_seq ?? 0,
    span(subject) {
      const found = span.first(subject);
      return found === null || found.first === null || found.last === null ? null : { first: found.first, last: found.last };
    },
  };
}
