import { err, ok, type Result } from '../../../../shared/lib/result';
import { HASH_BYTES, nodeHash, sameBytes } from './hash';
import { isCount } from './proofs';

/** Why a proof does not hold. */
export type ProofFault =
  | 'not-a-count'
  | 'index-outside'
  | 'from-nothing'
  | 'shrinks'
  | 'hash-length'
  | 'path-length'
  | 'roots-differ'
  | 'root-differs';

type Checked = Result<void, ProofFault>;

/** Whether `path` leads from the leaf hash at `index` to the root of `size` leaves (RFC 9162 2.1.3.2). */
export function verifyInclusion(
  hash: Uint8Array,
  index: number,
  size: number,
  path: readonly Uint8Array[],
  root: Uint8Array,
): Checked {
  if (!isCount(index) || !isCount(size)) return err('not-a-count');
  if (index >= size) return err('index-outside');
  if (![hash, root, ...path].every(isHash)) return err('hash-length');
  let [fn, sn] = [index, size - 1];
  let node = hash;
  for (const sibling of path) {
    if (sn === 0) return err('path-length');
    if (fn % 2 === 1 || fn === sn) {
      node = nodeHash(sibling, node);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, half(sn)];
    } else node = nodeHash(node, sibling);
    [fn, sn] = [half(fn), half(sn)];
  }
  if (sn !== 0) return err('path-length');
  return sameBytes(node, root) ? ok(undefined) : err('root-differs');
}

/**
 * Whether the tree of `to` leaves begins with that of `from` (RFC 9162 2.1.4.2). From 0 nothing is proven, so it is refused;
 * equal sizes need equal roots and an empty path.
 */
export function verifyConsistency(
  from: number,
  to: number,
  path: readonly Uint8Array[],
  fromRoot: Uint8Array,
  toRoot: Uint8Array,
): Checked {
  if (!isCount(from) || !isCount(to)) return err('not-a-count');
  if (from === 0) return err('from-nothing');
  if (from > to) return err('shrinks');
  if (![fromRoot, toRoot, ...path].every(isHash)) return err('hash-length');
  if (from === to) {
    if (path.length > 0) return err('path-length');
    return sameBytes(fromRoot, toRoot) ? ok(undefined) : err('roots-differ');
  }
  return walk(from, to, path, fromRoot, toRoot);
}

function walk(from: number, to: number, path: readonly Uint8Array[], fromRoot: Uint8Array, toRoot: Uint8Array): Checked {
  let [fn, sn] = [from - 1, to - 1];
  while (fn % 2 === 1) [fn, sn] = [half(fn), half(sn)];
  // A perfect old tree is itself the first node; its path does not repeat it.
  const nodes = fn === 0 ? [fromRoot, ...path] : path;
  const [first, ...rest] = nodes;
  if (first === undefined || path.length === 0) return err('path-length');
  let [old, whole] = [first, first];
  for (const node of rest) {
    if (sn === 0) return err('path-length');
    if (fn % 2 === 1 || fn === sn) {
      old = nodeHash(node, old);
      whole = nodeHash(node, whole);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, half(sn)];
    } else whole = nodeHash(whole, node);
    [fn, sn] = [half(fn), half(sn)];
  }
  if (sn !== 0) return err('path-length');
  if (!sameBytes(old, fromRoot)) return err('roots-differ');
  return sameBytes(whole, toRoot) ? ok(undefined) : err('root-differs');
}

function isHash(bytes: Uint8Array): boolean {
  return bytes.length === HASH_BYTES;
}

function half(count: number): number {
  return Math.floor(count / 2);
}
