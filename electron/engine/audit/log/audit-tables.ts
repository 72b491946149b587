import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Result } from '../../../../shared/lib/result';
import { Bytes, type Database } from '../../journal/database';
import type { DatabaseError } from '../../journal/database-error';
import { SEAL_KEY_BYTES } from '../core/sealed';
import { type AuditFields, auditEntry } from '../entry';
import { type AuditMarks, createAuditMarks } from './audit-marks';
import { createSealedValues, type KeptSealed, type SealedValues } from './sealed-values';
import { createStoredTree, type StoredTree } from './stored-tree';

/** An entry as it is kept. `bytes` are empty where its text went under a policy. */
export interface KeptEntry {
  readonly seq: number;
  readonly kind: string;
  readonly bytes: Uint8Array;
  readonly leafHash: Uint8Array;
}

/** Hears what was written, after it was written: how many entries there are, and the kinds of the new ones. */
export type OnWritten = (size: number, kinds: readonly string[]) => void;

/** The audit log in the journal's database. `write` is called within the journal's transactions alone. */
export interface AuditTables {
  /** Entries that are written: the next one's seq. */
  size(): number;
  /** Within a transaction: the entry of the event `eventSeq`, its leaf, and what it seals. */
  write(fields: AuditFields, eventSeq: number): void;
  /** After the transaction: whether it held. */
  settled(isWritten: boolean): void;
  /** The first listener to be told is the first one added. */
  onWritten(listener: OnWritten): void;
  readonly tree: StoredTree;
  /** Adds at most `most` entries of an older version's journal to the tree; answers whether there are more. */
  catchUp(most: number): Result<boolean, DatabaseError>;
  /** From `first` on, in order, at most `limit`. */
  entries(first: number, limit: number): KeptEntry[];
  readonly marks: AuditMarks;
  readonly sealed: SealedValues;
  /** Entries whose text is to go: deletes text, keys and values of those between `first` and `last`. */
  removeText(first: number, last: number): Result<number, DatabaseError>;
  /** Destroys sealed values; the entries stay as they are. */
  erase(values: readonly Pick<KeptSealed, 'seq' | 'pointer'>[]): Result<null, DatabaseError>;
  /** As `entries`, of one kind. */
  ofKind(kind: string, first: number, limit: number): KeptEntry[];
}

const EntryRow = z.object({ seq: z.number(), kind: z.string(), bytes: Bytes, leaf_hash: Bytes });
const HashRow = z.object({ leaf_hash: Bytes });
const Count = z.object({ n: z.number() });

/** `keyBytes`: where the keys that seal values come from. */
export function createAuditTables(
  database: Database,
  keyBytes: () => Uint8Array = () => randomBytes(SEAL_KEY_BYTES),
): AuditTables {
  const insert = database.command('INSERT INTO audit (seq, event_seq, kind, bytes, leaf_hash) VALUES (?, ?, ?, ?, ?)');
  const read = database.query('SELECT seq, kind, bytes, leaf_hash FROM audit WHERE seq >= ? ORDER BY seq LIMIT ?', EntryRow);
  const readKind = database.query(
    'SELECT seq, kind, bytes, leaf_hash FROM audit WHERE kind = ? AND seq >= ? ORDER BY seq LIMIT ?',
    EntryRow,
  );
  const readHashes = database.query('SELECT leaf_hash FROM audit WHERE seq >= ? ORDER BY seq LIMIT ?', HashRow);
  const clear = database.command("UPDATE audit SET bytes = x'' WHERE seq >= ? AND seq <= ? AND length(bytes) > 0");
  let size = database.query('SELECT coalesce(max(seq), -1) + 1 AS n FROM audit', Count).first()?.n ?? 0;
  const tree = createStoredTree(database, size);
  const sealed = createSealedValues(database);
  const listeners: OnWritten[] = [];
  let drafted: string[] = [];

  return {
    size: () => size,
    write(fields, eventSeq) {
      const seq = size + drafted.length;
      const { open, values } = sealed.seal(fields, keyBytes);
      const { entry, isWhole } = entryAt(seq, open);
      insert.run(entry.seq, eventSeq, entry.kind, entry.bytes, entry.leafHash);
      if (isWhole) for (const value of values) sealed.keep(seq, value);
      if (tree.next() === seq) tree.append(entry.leafHash);
      drafted.push(entry.kind);
    },
    settled(isWritten) {
      const kinds = drafted;
      drafted = [];
      tree.settled(isWritten);
      if (!isWritten || kinds.length === 0) return;
      size += kinds.length;
      for (const listener of listeners) listener(size, kinds);
    },
    onWritten: (listener) => {
      listeners.push(listener);
    },
    tree,
    catchUp(most) {
      const done = database.transaction(() => {
        for (const { leaf_hash } of readHashes.all(tree.next(), most)) tree.append(leaf_hash);
      });
      tree.settled(done.ok);
      return done.ok ? { ok: true, value: tree.size() < size } : done;
    },
    entries: (first, limit) => read.all(first, limit).map((row) => ({ ...row, leafHash: row.leaf_hash })),
    marks: createAuditMarks(database),
    sealed,
    removeText: (first, last) =>
      database.transaction(() => {
        sealed.forget(first, last);
        return clear.run(first, last);
      }),
    erase: (values) =>
      database.transaction(() => {
        sealed.erase(values);
        return null;
      }),
    ofKind: (kind, first, limit) => readKind.all(kind, first, limit).map((row) => ({ ...row, leafHash: row.leaf_hash })),
  };
}

/**
 * What cannot be written as an audit entry (too large, or text that has no canonical form) must not keep the event out of the
 * journal: the entry then says so in place of its data, and the event stands beside it.
 */
function entryAt(seq: number, fields: AuditFields) {
  const whole = auditEntry(seq, fields);
  if (whole.ok) return { entry: whole.value, isWhole: true };
  const rehearsal = fields.data.rehearsal === true ? { rehearsal: true } : {};
  const reduced = auditEntry(seq, { ...fields, data: { omitted: whole.error.code, why: whole.error.message, ...rehearsal } });
  if (!reduced.ok) throw new Error(`The audit entry ${seq} (${fields.kind}) cannot be written: ${reduced.error.message}`);
  return { entry: reduced.value, isWhole: false };
}
