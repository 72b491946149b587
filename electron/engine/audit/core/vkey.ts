import { err, ok, type Result } from '../../../../shared/lib/result';
import { fromBase64Of, toBase64 } from './base64';
import { PUBLIC_KEY_BYTES, verifierOf } from './ed25519';
import { sha256 } from './hash';

/** What a key signs: `log` the checkpoints of a log (type 01), `witness` cosignatures of them (type 04). Both are Ed25519. */
export type KeyUse = 'log' | 'witness';

const TYPE_OF: Readonly<Record<KeyUse, number>> = { log: 1, witness: 4 };

/** A public key with its name, as operators pin it. */
export interface VerifierKey {
  readonly name: string;
  readonly use: KeyUse;
  /** First 4 bytes of SHA-256(name ‖ 0A ‖ type ‖ public key), as 8 hex digits. */
  readonly id: string;
  /** `<name>+<id>+<base64 of type ‖ public key>`. */
  readonly text: string;
  readonly publicKey: Uint8Array;
  /** Whether the 64 bytes are this key's signature over exactly `bytes`. */
  verifies(bytes: Uint8Array, signature: Uint8Array): boolean;
}

/** The verifier key of 32 public bytes under a name; the error is one sentence. */
export function verifierKey(name: string, use: KeyUse, publicKey: Uint8Array): Result<VerifierKey, string> {
  if (!isKeyName(name)) return err(`${quoted(name)} cannot name a key: no space, no plus, no control character.`);
  const verifies = verifierOf(publicKey);
  if (verifies === null) return err('The public key is not an Ed25519 key of 32 bytes.');
  const typed = Buffer.concat([Uint8Array.of(TYPE_OF[use]), publicKey]);
  const id = sha256(Buffer.from(`${name}\n`, 'utf8'), typed)
    .subarray(0, 4)
    .toString('hex');
  return ok({ name, use, id, text: `${name}+${id}+${toBase64(typed)}`, publicKey: Buffer.from(publicKey), verifies });
}

/** Reads a verifier key; the error is one sentence that says what is wrong with it. */
export function parseVerifierKey(text: string): Result<VerifierKey, string> {
  const match = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text);
  const [, name, id, encoded] = match ?? [];
  if (name === undefined || id === undefined || encoded === undefined) {
    return err(`${quoted(text)} is not a verifier key: expected NAME+8 hex digits+base64.`);
  }
  const typed = fromBase64Of(1 + PUBLIC_KEY_BYTES, encoded);
  if (typed === null) return err(`The key of ${quoted(text)} is not the canonical base64 of 33 bytes.`);
  const use = typed[0] === TYPE_OF.log ? 'log' : typed[0] === TYPE_OF.witness ? 'witness' : null;
  if (use === null)
    return err(`The key of ${quoted(text)} is of type ${typed[0]}; types 1 (Ed25519) and 4 (cosignature) are known.`);
  const key = verifierKey(name, use, typed.subarray(1));
  if (key.ok && key.value.id !== id) return err(`The key id of ${quoted(text)} does not belong to its key.`);
  return key;
}

/** Names of keys and origins of logs: not empty, no space, no plus, no control character, well-formed Unicode. */
export function isKeyName(name: string): boolean {
  return name !== '' && !/[\s+\p{Cc}\p{Cs}]/u.test(name);
}

/** A text of a stranger in a sentence: shortened, and without control characters. */
export function quoted(text: string): string {
  const plain = text.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, '\ufffd');
  return plain.length > 100 ? `"${plain.slice(0, 97)}…"` : `"${plain}"`;
}
