import { EMPTY_ROOT, nodeHash } from './hash';

/** Told of each perfect subtree as it is completed: `index` counts the nodes of that level, level 0 being the leaves. */
export type OnNode = (level: number, index: number, hash: Uint8Array) => void;

/** The right edge of a tree that only grows: enough to append and to tell the root, log2(n) hashes. */
export interface CompactRange {
  size(): number;
  /** Adds the next leaf by its hash; `onNode` hears of the leaf and of every perfect subtree it completes, lowest first. */
  append(hash: Uint8Array, onNode?: OnNode): void;
  root(): Buffer;
  /** Roots of the perfect subtrees, largest first, one per set bit of the size. What {@link compactRange} takes to go on later. */
  hashes(): readonly Uint8Array[];
}

/** Where a compact range begins: so many leaves, as the roots of their perfect subtrees, largest first. */
export interface RangeStart {
  readonly size: number;
  readonly hashes: readonly Uint8Array[];
}

/** @throws RangeError where there is not one hash per set bit of the size: callers check what strangers gave first ({@link setBits}). */
export function compactRange(start: RangeStart = { size: 0, hashes: [] }): CompactRange {
  if (start.hashes.length !== setBits(start.size)) throw new RangeError(`${start.hashes.length} hashes for size ${start.size}`);
  let size = start.size;
  const stack: Uint8Array[] = [...start.hashes];
  return {
    size: () => size,
    append(hash, onNode) {
      let [node, level, index] = [hash, 0, size];
      onNode?.(level, index, node);
      while (index % 2 === 1) {
        const left = stack.pop();
        if (left === undefined) break;
        node = nodeHash(left, node);
        level += 1;
        index = (index - 1) / 2;
        onNode?.(level, index, node);
      }
      stack.push(node);
      size += 1;
    },
    root: () => foldRight(stack),
    hashes: () => [...stack],
  };
}

/** The root over leaf hashes, in one pass. */
export function rootOf(leafHashes: Iterable<Uint8Array>): Buffer {
  const range = compactRange();
  for (const hash of leafHashes) range.append(hash);
  return range.root();
}

/** How many bits of a size are set; sizes go beyond 32 bits. */
export function setBits(size: number): number {
  let bits = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) bits += rest % 2;
  return bits;
}

/** The largest power of two below `size`, which is at least 2. */
export function splitOf(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

function foldRight(hashes: readonly Uint8Array[]): Buffer {
  let root: Uint8Array | null = null;
  for (let at = hashes.length - 1; at >= 0; at -= 1) {
    const left = hashes[at];
    if (left !== undefined) root = root === null ? left : nodeHash(left, root);
  }
  return root === null ? EMPTY_ROOT : Buffer.from(root);
}
