import { err, ok, type Result } from '../../../../shared/lib/result';
import { type Checkpoint, checkpointText } from './checkpoint';
import { cosign } from './cosignature';
import type { SigningKey } from './ed25519';
import { formatNote, signatureLine } from './note';
import { type VerifierKey, verifierKey } from './vkey';

/** A signing key under the name of a log: what signs its checkpoints. */
export interface LogSigner {
  readonly key: VerifierKey;
  /** The signature line over a checkpoint's text, without LF. */
  line(text: string): string;
}

/** A signing key under a witness's own name. */
export interface WitnessSigner {
  readonly key: VerifierKey;
  /** The cosignature line over a checkpoint's text at a time in whole seconds of Unix time, without LF. */
  line(text: string, timeSeconds: bigint): string;
}

/** The name of a log's key is its origin. The error is one sentence. */
export function logSigner(origin: string, signing: SigningKey): Result<LogSigner, string> {
  const key = verifierKey(origin, 'log', signing.publicKey);
  if (!key.ok) return key;
  return ok({ key: key.value, line: (text) => signatureLine(key.value, signing.sign(Buffer.from(text, 'utf8'))) });
}

export function witnessSigner(name: string, signing: SigningKey): Result<WitnessSigner, string> {
  const key = verifierKey(name, 'witness', signing.publicKey);
  if (!key.ok) return key;
  return ok({
    key: key.value,
    line: (text, timeSeconds) => signatureLine(key.value, cosign(signing, timeSeconds, Buffer.from(text, 'utf8'))),
  });
}

/** A checkpoint signed by one key, or by two while the key changes. Every signer bears the origin's name, or it is refused. */
export function signCheckpoint(checkpoint: Checkpoint, signers: readonly LogSigner[]): Result<string, string> {
  const stranger = signers.find(({ key }) => key.name !== checkpoint.origin);
  if (stranger !== undefined) return err(`${stranger.key.name} does not sign for ${checkpoint.origin}.`);
  const text = checkpointText(checkpoint);
  return ok(
    formatNote(
      text,
      signers.map((signer) => signer.line(text)),
    ),
  );
}

/** The note with one more signature line at its end. */
export function withSignature(note: string, line: string): string {
  return `${note}${line}\n`;
}
