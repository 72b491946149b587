import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ConsoleState } from '../../../shared/domain/state';
import { ok, type Result } from '../../../shared/lib/result';
import { Bytes, type Database } from './database';
import type { DatabaseError } from './database-error';

export interface Checkpoint {
  /** The state is what all events up to and including this one add up to. */
  readonly seq: number;
  readonly state: ConsoleState;
}

/** States written down now and then, so that a start replays only the newest events. Derived: losing them costs time, nothing else. */
export interface Checkpoints {
  /** The newest that is whole and was made by `madeBy`; another version's `evolve` may have meant something else. */
  newest(madeBy: string): Checkpoint | null;
  save(checkpoint: Checkpoint, madeBy: string): Result<null, DatabaseError>;
}

const Row = z.object({ seq: z.number(), digest: Bytes, state: Bytes });
const KEPT = 2;

export function createCheckpoints(database: Database): Checkpoints {
  const byAge = database.query(
    `SELECT seq, digest, state FROM checkpoints WHERE made_by = ? ORDER BY seq DESC LIMIT ${KEPT}`,
    Row,
  );
  const insert = database.command('INSERT OR REPLACE INTO checkpoints (seq, made_by, digest, state) VALUES (?, ?, ?, ?)');
  const forget = database.command(
    `DELETE FROM checkpoints WHERE seq NOT IN (SELECT seq FROM checkpoints ORDER BY seq DESC LIMIT ${KEPT})`,
  );
  return {
    newest(madeBy) {
      const row = byAge.all(madeBy).find((candidate) => digestOf(candidate.state).equals(candidate.digest));
      if (row === undefined) return null;
      // Not parsed by a schema: the digest says that these are the bytes which the same version of this program wrote.
      const state: ConsoleState = JSON.parse(Buffer.from(row.state).toString('utf8'));
      return { seq: row.seq, state };
    },
    save({ seq, state }, madeBy) {
      const bytes = Buffer.from(JSON.stringify(state), 'utf8');
      const saved = database.transaction(() => {
        insert.run(seq, madeBy, digestOf(bytes), bytes);
        forget.run();
      });
      return saved.ok ? ok(null) : saved;
    },
  };
}

function digestOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
