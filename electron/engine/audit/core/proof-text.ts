import { err, ok, type Result } from '../../../../shared/lib/result';
import { fromBase64, fromBase64Of, toBase64 } from './base64';
import { HASH_BYTES } from './hash';

/** One inclusion proof with its checkpoint and the entry itself, as a C2SP tlog-proof. */
export interface ProofText {
  readonly index: number;
  /** The entry's bytes, carried as `extra`; null where the reader has them already. */
  readonly leaf: Uint8Array | null;
  readonly path: readonly Uint8Array[];
  /** Signed note. */
  readonly checkpoint: string;
}

export const PROOF_TEXT_HEAD = 'c2sp.org/tlog-proof@v1';

export function formatProofText({ index, leaf, path, checkpoint }: ProofText): string {
  const extra = leaf === null ? [] : [`extra ${toBase64(leaf)}`];
  return `${[PROOF_TEXT_HEAD, ...extra, `index ${index}`, ...path.map(toBase64)].join('\n')}\n\n${checkpoint}`;
}

/** Reads a proof text; nothing is verified yet. The error is one sentence. */
export function parseProofText(text: string): Result<ProofText, string> {
  const split = text.indexOf('\n\n');
  if (split < 0) return err('The proof has no blank line before its checkpoint.');
  const lines = text.slice(0, split).split('\n');
  if (lines.shift() !== PROOF_TEXT_HEAD) return err(`The proof does not begin with ${PROOF_TEXT_HEAD}.`);
  const extra = lines[0]?.startsWith('extra ') ? lines.shift()?.slice('extra '.length) : undefined;
  const leaf = extra === undefined ? null : fromBase64(extra);
  if (extra !== undefined && leaf === null) return err('The entry in the proof is not canonical base64.');
  const index = /^index (0|[1-9][0-9]{0,15})$/.exec(lines.shift() ?? '')?.[1];
  if (index === undefined || !Number.isSafeInteger(Number(index))) return err('The proof names no index.');
  const path = lines.map((line) => fromBase64Of(HASH_BYTES, line));
  const good = path.filter((hash) => hash !== null);
  if (good.length < path.length) return err('A hash in the proof is not the canonical base64 of 32 bytes.');
  return ok({ index: Number(index), leaf, path: good, checkpoint: text.slice(split + 2) });
}
