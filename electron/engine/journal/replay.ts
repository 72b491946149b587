import { z } from 'zod';
import { ConsoleEvent } from '../../../shared/domain/events';
import { err, ok, type Result } from '../../../shared/lib/result';
import type { Database } from './database';

export interface Unreadable {
  readonly seq: number;
  readonly reason: string;
}

export interface Replay {
  /**
   * Hands every event after `seq` to `each`, oldest first. An event that this program cannot read (written by a newer one, or damaged)
   * is left out and named in the answer.
   */
  after(seq: number, each: (event: ConsoleEvent, seq: number) => void): readonly Unreadable[];
}

const Row = z.object({ seq: z.number(), payload: z.string() });
const ROWS_AT_A_TIME = 2_000;

export function createReplay(database: Database): Replay {
  const next = database.query(`SELECT seq, payload FROM events WHERE seq > ? ORDER BY seq LIMIT ${ROWS_AT_A_TIME}`, Row);
  return {
    after(seq, each) {
      const unreadable: Unreadable[] = [];
      for (let rows = next.all(seq); rows.length > 0; rows = next.all(rows.at(-1)?.seq ?? seq)) {
        for (const row of rows) {
          const event = readEvent(row.payload);
          if (event.ok) each(event.value, row.seq);
          else unreadable.push({ seq: row.seq, reason: event.error });
        }
      }
      return unreadable;
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
