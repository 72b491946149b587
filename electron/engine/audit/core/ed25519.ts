import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { err, ok, type Result } from '../../../../shared/lib/result';
import { fromBase64, toBase64 } from './base64';

/** Raw Ed25519 keys lie at the end of these fixed DER frames (RFC 8410). */
const PUBLIC_FRAME = Buffer.from('302a300506032b6570032100', 'hex');
const PRIVATE_FRAME = Buffer.from('302e020100300506032b657004220420', 'hex');
export const PUBLIC_KEY_BYTES = 32;
const SEED_BYTES = 32;
export const SIGNATURE_BYTES = 64;

/** An Ed25519 private key that can sign; {@link textOfSigningKey} writes it for the key store. */
export interface SigningKey {
  /** 32 bytes. */
  readonly publicKey: Buffer;
  /** 64 bytes over exactly these bytes (RFC 8032). */
  sign(bytes: Uint8Array): Buffer;
  /** Base64 of PKCS #8: a secret, for the key store alone. */
  secretText(): string;
}

/** Makes a new key from the system's own source of chance. */
export function generateSigningKey(): SigningKey {
  return signingKeyOf(generateKeyPairSync('ed25519').privateKey);
}

/** Reads a key as {@link SigningKey.secretText} wrote it, or the base64 of a bare 32-byte seed. The error is one sentence without the key. */
export function signingKeyFrom(secretText: string): Result<SigningKey, string> {
  const bytes = fromBase64(secretText.trim());
  if (bytes === null) return err('The signing key is not base64.');
  const der = bytes.length === SEED_BYTES ? Buffer.concat([PRIVATE_FRAME, bytes]) : bytes;
  try {
    const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    return key.asymmetricKeyType === 'ed25519' ? ok(signingKeyOf(key)) : err('The signing key is not an Ed25519 key.');
  } catch {
    return err('The signing key cannot be read.');
  }
}

/** A key that follows from 32 bytes alone. */
export function signingKeyOfSeed(seed: Uint8Array): SigningKey {
  return signingKeyOf(createPrivateKey({ key: Buffer.concat([PRIVATE_FRAME, seed]), format: 'der', type: 'pkcs8' }));
}

/** What checks signatures of a 32-byte public key, or null where the bytes are no key. */
export function verifierOf(publicKey: Uint8Array): ((bytes: Uint8Array, signature: Uint8Array) => boolean) | null {
  if (publicKey.length !== PUBLIC_KEY_BYTES) return null;
  try {
    const key = createPublicKey({ key: Buffer.concat([PUBLIC_FRAME, publicKey]), format: 'der', type: 'spki' });
    return (bytes, signature) => signature.length === SIGNATURE_BYTES && verify(null, bytes, key, signature);
  } catch {
    return null;
  }
}

function signingKeyOf(key: KeyObject): SigningKey {
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return {
    publicKey: Buffer.from(spki.subarray(PUBLIC_FRAME.length)),
    sign: (bytes) => sign(null, bytes, key),
    secretText: () => toBase64(key.export({ format: 'der', type: 'pkcs8' })),
  };
}
