import { HASH_BYTES, nodeHash } from './hash';
import type { NodeAt } from './proofs';

/** Hashes in a full tile. */
export const TILE_WIDTH = 256;
/** Bytes of a full tile. */
export const TILE_BYTES = TILE_WIDTH * HASH_BYTES;
/** Levels of the tree that one level of tiles stands for. */
const TILE_HEIGHT = 8;

/** Which tile keeps a node: tile level, tile index, and the place of the hash within the tile. */
export interface TilePlace {
  readonly level: number;
  readonly index: number;
  readonly offset: number;
}

/**
 * Reads a tile as stored: `level` counts levels of tiles (0 holds leaf hashes, 1 the roots of 256 leaves each, …), the bytes
 * are its hashes one after the other; a partial tile is shorter. Null where it is not kept.
 */
export type TileAt = (level: number, index: number) => Uint8Array | null;

/** Where a node is stored, or null for levels between two levels of tiles: those are hashed from the tile below. */
export function tilePlaceOf(nodeLevel: number, nodeIndex: number): TilePlace | null {
  if (nodeLevel % TILE_HEIGHT !== 0) return null;
  return { level: nodeLevel / TILE_HEIGHT, index: Math.floor(nodeIndex / TILE_WIDTH), offset: nodeIndex % TILE_WIDTH };
}

/** How many hashes tile `index` of tile level `level` holds when the log has `size` entries: 0 to 256. */
export function tileWidth(level: number, index: number, size: number): number {
  const nodes = Math.floor(size / TILE_WIDTH ** level);
  return Math.max(0, Math.min(TILE_WIDTH, nodes - index * TILE_WIDTH));
}

/** Reads perfect subtrees out of tiles; whatever lies between two levels of tiles is hashed from the tile below. */
export function nodesOfTiles(tileAt: TileAt): NodeAt {
  return (level, index) => {
    const tileLevel = Math.floor(level / TILE_HEIGHT);
    const within = level - tileLevel * TILE_HEIGHT;
    const count = 2 ** within;
    const first = index * count;
    const bytes = tileAt(tileLevel, Math.floor(first / TILE_WIDTH));
    const from = (first % TILE_WIDTH) * HASH_BYTES;
    const to = from + count * HASH_BYTES;
    if (bytes === null || bytes.length < to) return null;
    return perfectRoot(bytes.subarray(from, to));
  };
}

/** Root over hashes one after the other; their number is a power of two. */
function perfectRoot(bytes: Uint8Array): Uint8Array {
  if (bytes.length === HASH_BYTES) return bytes;
  const half = bytes.length / 2;
  return nodeHash(perfectRoot(bytes.subarray(0, half)), perfectRoot(bytes.subarray(half)));
}
