import { isUtf8 } from 'node:buffer';
import { err, ok, type Result } from '../../../../shared/lib/result';
import { fromBase64 } from './base64';
import { cosignatureHolds } from './cosignature';
import { isKeyName, quoted, type VerifierKey } from './vkey';

/** A signature line: `— <name> <base64 of key id ‖ signature>`. */
export interface NoteSignature {
  readonly name: string;
  /** 8 hex digits. */
  readonly keyId: string;
  readonly bytes: Uint8Array;
}

/** A C2SP signed note. */
export interface SignedNote {
  /** What is signed, with its last LF, without the blank line. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** One known key that signed; `timeSeconds` (Unix time) is what a witness says, null for a log's key. */
export interface KnownSignature {
  readonly key: VerifierKey;
  readonly timeSeconds: bigint | null;
}

const LONGEST_NOTE_BYTES = 1_000_000;
const MOST_SIGNATURES = 100;
const LINE = /^\u2014 ([^ ]+) ([^ ]+)$/;

/** Takes a note apart; the error is one sentence. Signatures are not checked yet. */
export function parseNote(bytes: Uint8Array): Result<SignedNote, string> {
  if (bytes.length > LONGEST_NOTE_BYTES) return err(`The note has ${bytes.length} bytes, more than ${LONGEST_NOTE_BYTES}.`);
  if (!isUtf8(bytes)) return err('The note is not valid UTF-8.');
  const whole = Buffer.from(bytes).toString('utf8');
  if (/[^\P{Cc}\n]/u.test(whole)) return err('The note holds a control character.');
  const split = whole.lastIndexOf('\n\n');
  if (split < 0) return err('The note has no blank line between text and signatures.');
  const [text, lines] = [whole.slice(0, split + 1), whole.slice(split + 2)];
  if (text === '\n') return err('The note has no text.');
  if (!lines.endsWith('\n')) return err('The last signature line of the note does not end.');
  const signatures = lines.slice(0, -1).split('\n').map(signatureOf);
  if (signatures.length > MOST_SIGNATURES) return err(`The note has more than ${MOST_SIGNATURES} signature lines.`);
  const good = signatures.filter((one) => one !== null);
  if (good.length < signatures.length) return err(`Signature line ${signatures.indexOf(null) + 1} of the note is malformed.`);
  return ok({ text, signatures: good });
}

/**
 * The known keys that signed a note. Signatures of unknown keys are passed over; a wrong signature of a known key refuses the
 * note, with one sentence. Whether those that signed are enough is for the caller to say.
 */
export function knownSignatures(note: SignedNote, keys: readonly VerifierKey[]): Result<readonly KnownSignature[], string> {
  const text = Buffer.from(note.text, 'utf8');
  const found = new Map<string, KnownSignature>();
  for (const one of note.signatures) {
    for (const key of keys) {
      if (key.name !== one.name || key.id !== one.keyId) continue;
      const held = holds(key, text, one.bytes);
      if (held === null) return err(`The signature of ${quoted(one.name)} (key ${one.keyId}) is wrong.`);
      if (!found.has(key.text)) found.set(key.text, { key, timeSeconds: held.timeSeconds });
    }
  }
  return ok([...found.values()]);
}

/** The bytes of a note. `signatures` are whole lines as {@link signatureLine} writes them. */
export function formatNote(text: string, signatures: readonly string[]): string {
  return `${text}\n${signatures.map((line) => `${line}\n`).join('')}`;
}

/** One signature line, without LF; `signature` is what follows the key id (72 bytes for a cosignature, else 64). */
export function signatureLine(key: Pick<VerifierKey, 'name' | 'id'>, signature: Uint8Array): string {
  return `\u2014 ${key.name} ${Buffer.concat([Buffer.from(key.id, 'hex'), signature]).toString('base64')}`;
}

function signatureOf(line: string): NoteSignature | null {
  const [, name, encoded] = LINE.exec(line) ?? [];
  if (name === undefined || encoded === undefined || !isKeyName(name)) return null;
  const bytes = fromBase64(encoded);
  if (bytes === null || bytes.length < 5) return null;
  return { name, keyId: bytes.subarray(0, 4).toString('hex'), bytes: bytes.subarray(4) };
}

function holds(key: VerifierKey, text: Uint8Array, signature: Uint8Array): { readonly timeSeconds: bigint | null } | null {
  if (key.use === 'witness') return cosignatureHolds(key, text, signature);
  return key.verifies(text, signature) ? { timeSeconds: null } : null;
}
