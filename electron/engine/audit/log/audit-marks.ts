import { z } from 'zod';
import { Instant } from '../../../../shared/domain/primitives';
import type { Result } from '../../../../shared/lib/result';
import { Bytes, type Database } from '../../journal/database';
import type { DatabaseError } from '../../journal/database-error';

/** A log that this journal was: its entries go on, its origin does not. */
export interface LogMark {
  readonly number: number;
  readonly origin: string;
  readonly beganAt: Instant;
  /** Why heads of a former log must not be extended: the code of a warning that stays. Null where all is well. */
  readonly trouble: string | null;
}

/** How a key came to sign: as the first of its log, signed for by the one before, or in place of one that was lost. */
export type KeyBeginning = 'first' | 'rotated' | 'lost';

export interface KeyMark {
  readonly number: number;
  readonly origin: string;
  readonly vkey: string;
  readonly how: KeyBeginning;
  readonly since: Instant;
}

export interface SignedMark {
  readonly number: number;
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  /** The signed note, with all signatures it has so far. */
  readonly note: string;
  /** Which of `keys` signed it: the newer one where two did. */
  readonly keyNumber: number;
  readonly signedAt: Instant;
}

/** Which logs and keys there were, and every checkpoint that was signed. Each of these is one small transaction. */
export interface AuditMarks {
  /** The newest; null before the first start. */
  log(): LogMark | null;
  beginLog(origin: string, at: Instant, trouble: string | null): Result<null, DatabaseError>;
  setTrouble(trouble: string | null): Result<null, DatabaseError>;
  /** Keys of an origin, oldest first. */
  keys(origin: string): KeyMark[];
  addKey(origin: string, vkey: string, how: KeyBeginning, at: Instant): Result<null, DatabaseError>;
  /** The newest checkpoint of an origin. */
  newest(origin: string): SignedMark | null;
  /** Checkpoints of an origin, oldest first, beginning after `number`. */
  signed(origin: string, after: number, limit: number): SignedMark[];
  sign(mark: Omit<SignedMark, 'number'>): Result<null, DatabaseError>;
  /** Adds signature lines, each without LF, to every checkpoint of this size that does not have them yet. */
  cosign(origin: string, size: number, lines: readonly string[]): Result<null, DatabaseError>;
}

const LogRow = z.object({ number: z.number(), origin: z.string(), began_at: Instant, trouble: z.string().nullable() });
const KeyRow = z.object({
  number: z.number(),
  origin: z.string(),
  vkey: z.string(),
  how: z.enum(['first', 'rotated', 'lost']),
  since: Instant,
});
const SignedRow = z.object({
  number: z.number(),
  origin: z.string(),
  size: z.number(),
  root: Bytes,
  note: z.string(),
  key_number: z.number(),
  signed_at: Instant,
});

export function createAuditMarks(database: Database): AuditMarks {
  const columns = 'number, origin, size, root, note, key_number, signed_at';
  const newestLog = database.query(
    'SELECT number, origin, began_at, trouble FROM audit_log ORDER BY number DESC LIMIT 1',
    LogRow,
  );
  const insertLog = database.command('INSERT INTO audit_log (origin, began_at, trouble) VALUES (?, ?, ?)');
  const setTrouble = database.command('UPDATE audit_log SET trouble = ? WHERE number = (SELECT max(number) FROM audit_log)');
  const keys = database.query('SELECT number, origin, vkey, how, since FROM audit_keys WHERE origin = ? ORDER BY number', KeyRow);
  const insertKey = database.command('INSERT INTO audit_keys (origin, vkey, how, since) VALUES (?, ?, ?, ?)');
  const newest = database.query(
    `SELECT ${columns} FROM audit_checkpoints WHERE origin = ? ORDER BY number DESC LIMIT 1`,
    SignedRow,
  );
  const signed = database.query(
    `SELECT ${columns} FROM audit_checkpoints WHERE origin = ? AND number > ? ORDER BY number LIMIT ?`,
    SignedRow,
  );
  const ofSize = database.query(`SELECT ${columns} FROM audit_checkpoints WHERE origin = ? AND size = ?`, SignedRow);
  const insertSigned = database.command(
    'INSERT INTO audit_checkpoints (origin, size, root, note, key_number, signed_at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const rewrite = database.command('UPDATE audit_checkpoints SET note = ? WHERE number = ?');

  const one = (work: () => void): Result<null, DatabaseError> =>
    database.transaction(() => {
      work();
      return null;
    });

  return {
    log() {
      const row = newestLog.first();
      return row === null ? null : { number: row.number, origin: row.origin, beganAt: row.began_at, trouble: row.trouble };
    },
    beginLog: (origin, at, trouble) => one(() => void insertLog.run(origin, at, trouble)),
    setTrouble: (trouble) => one(() => void setTrouble.run(trouble)),
    keys: (origin) => keys.all(origin),
    addKey: (origin, vkey, how, at) => one(() => void insertKey.run(origin, vkey, how, at)),
    newest(origin) {
      const row = newest.first(origin);
      return row === null ? null : markOf(row);
    },
    signed: (origin, after, limit) => signed.all(origin, after, limit).map(markOf),
    sign: ({ origin, size, root, note, keyNumber, signedAt }) =>
      one(() => void insertSigned.run(origin, size, root, note, keyNumber, signedAt)),
    cosign: (origin, size, lines) =>
      one(() => {
        for (const { number, note } of ofSize.all(origin, size)) {
          const missing = lines.filter((line) => !note.split('\n').includes(line));
          if (missing.length > 0) rewrite.run(`${note}${missing.map((line) => `${line}\n`).join('')}`, number);
        }
      }),
  };
}

function markOf(row: z.infer<typeof SignedRow>): SignedMark {
  return {
    number: row.number,
    origin: row.origin,
    size: row.size,
    root: row.root,
    note: row.note,
    keyNumber: row.key_number,
    signedAt: row.signed_at,
  };
}
