import { err, ok, type Result } from '../../../../shared/lib/result';
import { fromBase64Of, toBase64 } from './base64';
import { HASH_BYTES } from './hash';
import { parseNote, type SignedNote } from './note';
import { isKeyName, quoted } from './vkey';

/** The head of a log: which log, how many entries ever written, and the root over them (32 bytes). */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

/** A checkpoint with the note that carries it. Nothing is said about its signatures yet. */
export interface CheckpointNote {
  readonly checkpoint: Checkpoint;
  readonly note: SignedNote;
}

/** The text that is signed: three lines, each with its LF. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

/** Reads the text of a checkpoint; extension lines are refused. The error is one sentence. */
export function parseCheckpoint(text: string): Result<Checkpoint, string> {
  const lines = text.split('\n');
  const [origin, count, encoded, end] = lines;
  if (origin === undefined || count === undefined || encoded === undefined || end !== '' || lines.length !== 4) {
    return err('The checkpoint does not have exactly three lines.');
  }
  if (!isKeyName(origin)) return err(`The origin of the checkpoint, ${quoted(origin)}, is malformed.`);
  if (!/^(?:0|[1-9][0-9]*)$/.test(count)) return err(`The size of the checkpoint, ${quoted(count)}, is not a decimal number.`);
  const size = Number(count);
  if (!Number.isSafeInteger(size)) return err(`The size of the checkpoint, ${quoted(count)}, is more than any log has.`);
  const root = fromBase64Of(HASH_BYTES, encoded);
  return root === null ? err('The root of the checkpoint is not the canonical base64 of 32 bytes.') : ok({ origin, size, root });
}

/** Reads a checkpoint as a signed note; the error is one sentence. */
export function readCheckpoint(bytes: Uint8Array): Result<CheckpointNote, string> {
  const note = parseNote(bytes);
  if (!note.ok) return note;
  const checkpoint = parseCheckpoint(note.value.text);
  return checkpoint.ok ? ok({ checkpoint: checkpoint.value, note: note.value }) : checkpoint;
}
