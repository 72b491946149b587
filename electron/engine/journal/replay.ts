import { z } from 'zod';
import { ConsoleEvent, type JournalEntry } from '../../../shared/domain/events';
import { err, ok, type Result } from '../../../shared/lib/result';
import type { Database } from './database';

export interface Unreadable {
  readonly seq: number;
  readonly reason: string;
}

export interface Replay {
  /**
   * Every event after `seq`, oldest first, read as they are asked for. An event that this program cannot read (written by a newer one,
   * or damaged) is left out and told to `onUnreadable`.
   */
  after(seq: number, onUnreadable: (unreadable: Unreadable) => void): Generator<ConsoleEvent, void, void>;
  /** The events after `seq` up to and including `last`, oldest first, without those that cannot be read. Ask for hundreds, not for all. */
  between(seq: number, last: number): JournalEntry[];
}

const Row = z.object({ seq: z.number(), payload: z.string() });
const ROWS_AT_A_TIME = 2_000;

export function createReplay(database: Database): Replay {
  const next = database.query(`SELECT seq, payload FROM events WHERE seq > ? ORDER BY seq LIMIT ${ROWS_AT_A_TIME}`, Row);
  const between = database.query('SELECT seq, payload FROM events WHERE seq > ? AND seq <= ? ORDER BY seq', Row);
  return {
    between: (seq, last) =>
      between.all(seq, last).flatMap((row) => {
        const event = readEvent(row.payload);
        return event.ok ? [{ seq: row.seq, event: event.value }] : [];
      }),
    *after(seq, onUnreadable) {
      for (let rows = next.all(seq); rows.length > 0; rows = next.all(rows.at(-1)?.seq ?? seq)) {
        for (const row of rows) {
          const event = readEvent(row.payload);
          if (event.ok) yield event.value;
          else onUnreadable({ seq: row.seq, reason: event.error });
        }
      }
    },
  };
}

/** What is on disk was written by us, perhaps by another version of us: it is parsed like anything from outside. */
export function readEvent(payload: string): Result<ConsoleEvent, string> {
  let value: unknown;
  try {
    value = JSON.parse(payload);
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return err(thrown.message);
    throw thrown;
  }
  const parsed = ConsoleEvent.safeParse(value);
  return parsed.success ? ok(parsed.data) : err(z.prettifyError(parsed.error));
}
