import { z } from 'zod';
import type { ServiceLevel } from '../../../shared/domain/notifications/record';
import { Instant, msOf } from '../../../shared/domain/primitives';
import type { Database } from '../journal/database';

const GOAL = 0.999;

const Mark = z.object({ seq: z.number(), type: z.enum(['session.started', 'session.stopped']), at: Instant });
const Moment = z.object({ at: Instant });

/** Time that sessions lasted within a period, of the time since this console was first started; in seconds. */
export function createAvailability(database: Database): (from: Instant, to: Instant) => ServiceLevel['availability'] {
  // Along the audit trail's index of kinds: the events themselves have none.
  const marks = database.query(
    `SELECT e.seq, e.type, e.at FROM audit a JOIN events e ON e.seq = a.event_seq
     WHERE a.kind IN ('session.started', 'session.stopped') AND e.type IN ('session.started', 'session.stopped') ORDER BY e.seq`,
    Mark,
  );
  const lastBefore = database.query('SELECT at FROM events WHERE seq < ? ORDER BY seq DESC LIMIT 1', Moment);

  return (from, to) => {
    const all = marks.all();
    const first = all[0];
    if (first === undefined) return { share: null, good: 0, all: 0, goal: GOAL };
    const begin = Math.max(msOf(from), msOf(first.at));
    const end = msOf(to);
    let servedMs = 0;
    for (const [index, mark] of all.entries()) {
      if (mark.type !== 'session.started') continue;
      servedMs += Math.max(0, Math.min(end, endOf(all, index) ?? end) - Math.max(begin, msOf(mark.at)));
    }
    const allSeconds = Math.max(0, Math.round((end - begin) / 1000));
    const good = Math.min(allSeconds, Math.round(servedMs / 1000));
    return { share: allSeconds === 0 ? null : good / allSeconds, good, all: allSeconds, goal: GOAL };
  };

  /** Where a session was killed, it ended with the last thing it recorded; the running one has no end. */
  function endOf(all: readonly z.infer<typeof Mark>[], index: number): number | null {
    const next = all[index + 1];
    if (next === undefined) return null;
    if (next.type === 'session.stopped') return msOf(next.at);
    const last = lastBefore.first(next.seq);
    return last === null ? msOf(next.at) : msOf(last.at);
  }
}
