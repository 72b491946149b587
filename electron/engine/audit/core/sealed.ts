import { createHmac } from 'node:crypto';
import { err, ok, type Result } from '../../../../shared/lib/result';
import { fromBase64Of, toBase64 } from './base64';
import { canonicalJson } from './canonical';
import { HASH_BYTES, sameBytes } from './hash';

/** Length of a key of its own that seals one value, in bytes. */
export const SEAL_KEY_BYTES = 32;

/** What stands in an entry in place of personal data: base64 of HMAC-SHA-256 over the value's canonical JSON. */
export interface Sealed {
  readonly sealed: string;
}

/** Seals a value under a random 32-byte key that is kept outside the log, with the value. The error says why the value has no canonical form. */
export function seal(value: unknown, key: Uint8Array): Result<Sealed, string> {
  const tag = sealTag(value, key);
  return tag.ok ? ok({ sealed: toBase64(tag.value) }) : tag;
}

/** HMAC-SHA-256 of the value's canonical JSON, 32 bytes. */
export function sealTag(value: unknown, key: Uint8Array): Result<Buffer, string> {
  if (key.length !== SEAL_KEY_BYTES) return err(`the key has ${key.length} bytes, not ${SEAL_KEY_BYTES}`);
  const text = canonicalJson(value);
  return text.ok ? ok(createHmac('sha256', key).update(text.value, 'utf8').digest()) : text;
}

/** Whether `tag` is what the object at `pointer` (RFC 6901) of an entry holds as `sealed`. The error is the reason, without a stop. */
export function holdsSealed(entry: unknown, pointer: string, tag: Uint8Array): Result<void, string> {
  const found = atPointer(entry, pointer);
  if (!found.ok) return found;
  const there = found.value;
  if (typeof there !== 'object' || there === null || !('sealed' in there) || typeof there.sealed !== 'string') {
    return err('nothing is sealed there');
  }
  const bytes = fromBase64Of(HASH_BYTES, there.sealed);
  if (bytes === null) return err('the sealed value there is malformed');
  return sameBytes(bytes, tag) ? ok(undefined) : err('the value is not the one that was sealed');
}

/** What a JSON pointer (RFC 6901) names in a document. Names of prototypes are never found. */
export function atPointer(document: unknown, pointer: string): Result<unknown, string> {
  if (pointer !== '' && !pointer.startsWith('/')) return err('the pointer does not begin with a slash');
  if (/~(?![01])/.test(pointer)) return err('the pointer has a tilde that means nothing');
  let here: unknown = document;
  for (const part of pointer === '' ? [] : pointer.slice(1).split('/')) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const next = stepInto(here, name);
    if (next === null) return err('the pointer leads nowhere');
    here = next.value;
  }
  return ok(here);
}

function stepInto(here: unknown, name: string): { readonly value: unknown } | null {
  if (typeof here !== 'object' || here === null) return null;
  if (Array.isArray(here) && !/^(?:0|[1-9][0-9]*)$/.test(name)) return null;
  const own = Object.getOwnPropertyDescriptor(here, name);
  return own === undefined ? null : { value: own.value };
}
