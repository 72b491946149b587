import { z } from 'zod';
import type { Instant } from '../../../shared/domain/primitives';
import type { Result } from '../../../shared/lib/result';
import type { Database } from '../journal/database';
import type { DatabaseError } from '../journal/database-error';

/** Events a step: well under the time in which anybody would notice. */
const STEP = 200;

const Seq = z.object({ seq: z.number() });

/**
 * Forgets notifications that happened before `before` and have ended, a few at a time; answers how many, 0 when there are no more. The
 * journal keeps that they were sent; only the outbox's own copy goes.
 */
export function createForget(database: Database): (before: Instant) => Result<number, DatabaseError> {
  const old = database.query(
    `SELECT e.seq FROM notification_events e WHERE e.at < ? AND NOT EXISTS
       (SELECT 1 FROM deliveries d WHERE d.event_seq = e.seq AND d.state IN ('queued', 'sending')) ORDER BY e.at LIMIT ${STEP}`,
    Seq,
  );
  const ofEvent = 'SELECT seq FROM deliveries WHERE event_seq = ?';
  const steps = [
    `DELETE FROM rendered WHERE delivery IN (${ofEvent})`,
    `DELETE FROM attempts WHERE delivery IN (${ofEvent})`,
    `DELETE FROM receipts WHERE delivery IN (${ofEvent})`,
    'DELETE FROM deliveries WHERE event_seq = ?',
    'DELETE FROM notification_events WHERE seq = ?',
  ].map((sql) => database.command(sql));
  const threads = database.command('DELETE FROM threads WHERE at < ?');
  return (before) =>
    database.transaction(() => {
      const rows = old.all(before);
      for (const { seq } of rows) for (const step of steps) step.run(seq);
      if (rows.length > 0) threads.run(before);
      return rows.length;
    });
}
