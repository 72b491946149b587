import { z } from 'zod';
import { err, ok, type Result } from '../../../../shared/lib/result';
import { Bytes, type Database } from '../../journal/database';
import { chainOf } from '../answers';
import { type AuditMarks, createAuditMarks, type SignedMark } from '../log/audit-marks';

/** One file of an evidence bundle: its path within it, and its bytes as they are read. */
export interface EvidenceFile {
  readonly path: string;
  chunks(): Iterable<Uint8Array>;
}

/** What proves the log up to its newest checkpoint, in the form of `build/docs/audit-format.md`. */
export interface Evidence {
  readonly head: SignedMark;
  readonly files: readonly EvidenceFile[];
}

const ROWS_AT_A_TIME = 1_000;
/** Beside those of a key change: the last of each of the newest days. */
const MOST_OLDER_CHECKPOINTS = 1_000;

const EntryRow = z.object({ seq: z.number(), bytes: Bytes, leaf_hash: Bytes });
const HashRow = z.object({ seq: z.number(), leaf_hash: Bytes });
const SealedRow = z.object({ seq: z.number(), pointer: z.string(), key: Bytes, value: z.string() });

/**
 * Reads the evidence out of a journal; the caller holds a reading transaction while the files are read. Entries beyond the newest
 * checkpoint are left out: nobody has signed them yet.
 */
export function evidenceOf(database: Database): Result<Evidence, 'nothing-signed'> {
  const marks = createAuditMarks(database);
  const log = marks.log();
  const head = log === null ? null : marks.newest(log.origin);
  if (head === null) return err('nothing-signed');
  const chain = chainOf({ marks }, head.origin);
  const older = olderOf(marks, head, new Set(chain.map(({ number }) => number)));
  const text = (path: string, content: string): EvidenceFile => ({ path, chunks: () => [Buffer.from(content, 'utf8')] });
  const sealed = database.query(
    'SELECT seq, pointer, key, value FROM audit_sealed WHERE seq < ? AND (seq, pointer) > (?, ?) ORDER BY seq, pointer LIMIT ?',
    SealedRow,
  );
  const hasSealed = sealed.first(head.size, -1, '', 1) !== null;
  return ok({
    head,
    files: [
      text('checkpoint', head.note),
      text('vkeys.txt', chain.map(({ vkey }) => `${vkey}\n`).join('')),
      ...older.map((mark) => text(`checkpoints/${String(mark.size).padStart(12, '0')}-${mark.number}`, mark.note)),
      { path: 'hashes.bin', chunks: () => hashes(database, head.size) },
      ...(hasSealed ? [{ path: 'disclosed.jsonl', chunks: () => disclosed(sealed, head.size) }] : []),
      { path: 'log.jsonl', chunks: () => lines(database, head.size) },
    ],
  });
}

function* lines(database: Database, size: number): Generator<Uint8Array> {
  const rows = database.query(
    'SELECT seq, bytes, leaf_hash FROM audit WHERE seq >= ? AND seq < ? ORDER BY seq LIMIT ?',
    EntryRow,
  );
  const end = Buffer.from('\n');
  for (let first = 0; first < size; ) {
    const found = rows.all(first, size, ROWS_AT_A_TIME);
    const last = found.at(-1);
    if (last === undefined) return;
    yield Buffer.concat(
      found.flatMap(({ seq, bytes, leaf_hash }) => [bytes.length > 0 ? bytes : removedLine(seq, leaf_hash), end]),
    );
    first = last.seq + 1;
  }
}

function removedLine(seq: number, leafHash: Uint8Array): Uint8Array {
  return Buffer.from(JSON.stringify({ removed: { leafHash: Buffer.from(leafHash).toString('base64'), seq } }), 'utf8');
}

function* hashes(database: Database, size: number): Generator<Uint8Array> {
  const rows = database.query('SELECT seq, leaf_hash FROM audit WHERE seq >= ? AND seq < ? ORDER BY seq LIMIT ?', HashRow);
  for (let first = 0; first < size; ) {
    const found = rows.all(first, size, ROWS_AT_A_TIME);
    const last = found.at(-1);
    if (last === undefined) return;
    yield Buffer.concat(found.map(({ leaf_hash }) => leaf_hash));
    first = last.seq + 1;
  }
}

/** The value stands as its canonical JSON, and so does the whole line. */
function* disclosed(
  rows: { all(...values: (string | number)[]): z.infer<typeof SealedRow>[] },
  size: number,
): Generator<Uint8Array> {
  let after: { readonly seq: number; readonly pointer: string } = { seq: -1, pointer: '' };
  for (;;) {
    const found = rows.all(size, after.seq, after.pointer, ROWS_AT_A_TIME);
    const last = found.at(-1);
    if (last === undefined) return;
    const text = found.map(
      ({ seq, pointer, key, value }) =>
        `{"key":"${Buffer.from(key).toString('base64')}","pointer":${JSON.stringify(pointer)},"seq":${seq},"value":${value}}\n`,
    );
    yield Buffer.from(text.join(''), 'utf8');
    after = last;
  }
}

/** Older checkpoints that keys of the chain signed: every one that two keys signed, and the last of each of the newest days. */
function olderOf(marks: AuditMarks, head: SignedMark, chain: ReadonlySet<number>): SignedMark[] {
  const ofKeyChange: SignedMark[] = [];
  const byDay = new Map<string, SignedMark>();
  for (let after = 0; ; ) {
    const found = marks.signed(head.origin, after, ROWS_AT_A_TIME);
    const last = found.at(-1);
    if (last === undefined) break;
    for (const mark of found) {
      if (mark.number === head.number || !chain.has(mark.keyNumber)) continue;
      if (signatureLines(mark, head.origin) > 1) ofKeyChange.push(mark);
      else byDay.set(mark.signedAt.slice(0, 10), mark);
    }
    after = last.number;
  }
  return [...ofKeyChange, ...[...byDay.values()].slice(-MOST_OLDER_CHECKPOINTS)].sort((a, b) => a.number - b.number);
}

/** Of the log's own keys; witnesses sign under other names. */
function signatureLines({ note }: SignedMark, origin: string): number {
  return note.split('\n').filter((line) => line.startsWith(`\u2014 ${origin} `)).length;
}
