import { err, ok, type Result } from '../../../../shared/lib/result';
import { nodeHash } from './hash';
import { splitOf } from './tree';

/** Reads the root of a perfect subtree: node `index` of `level`, level 0 being the leaf hashes. Null where it is not kept. */
export type NodeAt = (level: number, index: number) => Uint8Array | null;

/** Why no proof can be made. */
export interface ProofError {
  readonly code: 'outside' | 'node-missing';
  readonly message: string;
}

/** Path that shows leaf `index` in the tree of `size` leaves, from the bottom up (RFC 9162 2.1.3.1). */
export function inclusionProof(index: number, size: number, nodeAt: NodeAt): Result<readonly Uint8Array[], ProofError> {
  if (!isCount(index) || !isCount(size) || index >= size) return outside(`There is no entry ${index} among ${size}.`);
  const path: Uint8Array[] = [];
  let [start, count] = [0, size];
  // From the top down; each step notes the root of the half that the leaf is not in.
  while (count > 1) {
    const left = splitOf(count);
    const inLeft = index - start < left;
    const sibling = inLeft ? rangeRoot(start + left, count - left, nodeAt) : rangeRoot(start, left, nodeAt);
    if (!sibling.ok) return sibling;
    path.push(sibling.value);
    [start, count] = inLeft ? [start, left] : [start + left, count - left];
  }
  return ok(path.reverse());
}

/** Path that shows that the tree of `from` leaves is the beginning of that of `to` (RFC 9162 2.1.4.1). `from` is at least 1. */
export function consistencyProof(from: number, to: number, nodeAt: NodeAt): Result<readonly Uint8Array[], ProofError> {
  if (!isCount(from) || !isCount(to) || from > to) return outside(`${to} entries do not begin with ${from}.`);
  if (from === 0) return outside('A proof from an empty log would prove nothing.');
  const path: Uint8Array[] = [];
  let [start, count, old] = [0, to, from];
  let oldIsWhole = true;
  while (old !== count) {
    const left = splitOf(count);
    const inLeft = old <= left;
    const sibling = inLeft ? rangeRoot(start + left, count - left, nodeAt) : rangeRoot(start, left, nodeAt);
    if (!sibling.ok) return sibling;
    path.push(sibling.value);
    if (inLeft) count = left;
    else {
      [start, count, old] = [start + left, count - left, old - left];
      oldIsWhole = false;
    }
  }
  if (!oldIsWhole) {
    const last = rangeRoot(start, count, nodeAt);
    if (!last.ok) return last;
    path.push(last.value);
  }
  return ok(path.reverse());
}

/** Root over the leaves `start` to `start + count − 1`; `start` is a multiple of the power of two at or above `count`. */
export function rangeRoot(start: number, count: number, nodeAt: NodeAt): Result<Uint8Array, ProofError> {
  const level = Math.round(Math.log2(count));
  if (2 ** level === count) {
    const node = nodeAt(level, start / count);
    return node === null
      ? err({ code: 'node-missing', message: `Node ${start / count} of level ${level} is not kept.` })
      : ok(node);
  }
  const half = splitOf(count);
  const left = rangeRoot(start, half, nodeAt);
  if (!left.ok) return left;
  const right = rangeRoot(start + half, count - half, nodeAt);
  return right.ok ? ok(nodeHash(left.value, right.value)) : right;
}

export function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function outside(message: string): Result<never, ProofError> {
  return err({ code: 'outside', message });
}
