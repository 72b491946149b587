import { SIGNATURE_BYTES, type SigningKey } from './ed25519';
import type { VerifierKey } from './vkey';

/** A cosignature is 8 bytes of time, big-endian, then an Ed25519 signature. */
const TIME_BYTES = 8;

/** A witness's signature over a checkpoint's text at a time (whole seconds of Unix time): what follows the key id in its line. */
export function cosign(key: SigningKey, timeSeconds: bigint, text: Uint8Array): Buffer {
  const time = Buffer.alloc(TIME_BYTES);
  time.writeBigUInt64BE(timeSeconds);
  return Buffer.concat([time, key.sign(cosigned(timeSeconds, text))]);
}

/** The time a cosignature tells, or null where it is not this key's over this text. */
export function cosignatureHolds(
  key: Pick<VerifierKey, 'verifies'>,
  text: Uint8Array,
  signature: Uint8Array,
): { readonly timeSeconds: bigint } | null {
  if (signature.length !== TIME_BYTES + SIGNATURE_BYTES) return null;
  const bytes = Buffer.from(signature);
  const timeSeconds = bytes.readBigUInt64BE();
  return key.verifies(cosigned(timeSeconds, text), bytes.subarray(TIME_BYTES)) ? { timeSeconds } : null;
}

function cosigned(timeSeconds: bigint, text: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`cosignature/v1\ntime ${timeSeconds}\n`, 'utf8'), text]);
}
