import { z } from 'zod';
import { Bytes, type Database } from '../../journal/database';
import { HASH_BYTES } from '../core/hash';
import type { NodeAt } from '../core/proofs';
import { nodesOfTiles, TILE_BYTES, TILE_WIDTH, type TileAt, tilePlaceOf } from '../core/tiles';
import { type CompactRange, compactRange, type RangeStart } from '../core/tree';

/**
 * The tree over all entries: its right edge in memory, its tiles in the journal. `append` is called within the transaction that writes
 * the entry; `settled` says whether that transaction held, and without it nothing of it counts.
 */
export interface StoredTree {
  /** Leaves that count. Less than there are entries only while an older version's journal is caught up with. */
  size(): number;
  root(): Buffer;
  /** Index of the leaf that `append` would add. */
  next(): number;
  /** Within a transaction: adds the next leaf. */
  append(leafHash: Uint8Array): void;
  settled(isWritten: boolean): void;
  /** A tile as stored; null where it is not kept. */
  storedTile(level: number, index: number): Uint8Array | null;
  /** Reads perfect subtrees from what is stored, not from memory. */
  readonly nodeAt: NodeAt;
  /** The root over the first `size` leaves, from what is stored; null where a tile is missing. */
  rootAt(size: number): Uint8Array | null;
}

interface GrowingTile {
  readonly bytes: Buffer;
  readonly width: number;
}

interface Edge {
  readonly range: CompactRange;
  /** By level of tiles. Places from `width` on may hold what a failed transaction left. */
  readonly tiles: GrowingTile[];
}

const TILE_LEVELS = 7;
const TileRow = z.object({ bytes: Bytes });
const HashRow = z.object({ leaf_hash: Bytes });
const Count = z.object({ n: z.number() });

/** `entries`: how many are written. */
export function createStoredTree(database: Database, entries: number): StoredTree {
  const readTile = database.query('SELECT bytes FROM audit_tiles WHERE level = ? AND tile = ?', TileRow);
  const readLeaves = database.query('SELECT leaf_hash FROM audit WHERE seq >= ? AND seq < ? ORDER BY seq', HashRow);
  const writeTile = database.command('INSERT OR REPLACE INTO audit_tiles (level, tile, bytes) VALUES (?, ?, ?)');
  const countFull = database.query('SELECT coalesce(max(tile) + 1, 0) AS n FROM audit_tiles WHERE level = 0', Count);

  const tileAt: TileAt = (level, index) => {
    const kept = readTile.first(level, index)?.bytes;
    if (kept !== undefined || level > 0) return kept ?? null;
    const from = index * TILE_WIDTH;
    const hashes = readLeaves.all(from, from + TILE_WIDTH).map((row) => row.leaf_hash);
    return hashes.length === 0 ? null : Buffer.concat(hashes);
  };
  const nodeAt = nodesOfTiles(tileAt);

  function open(): Edge {
    const size = (countFull.first()?.n ?? 0) * TILE_WIDTH;
    const start = size <= entries ? startAt(size, nodeAt) : null;
    if (start === null) {
      // Tiles that do not belong to these entries: the tree is made anew, and does not lead to what was signed.
      database.exec('DELETE FROM audit_tiles');
      return emptyEdge();
    }
    const tiles = Array.from({ length: TILE_LEVELS }, (_, level) => growing(level === 0 ? null : partialOf(level, size)));
    return { range: compactRange(start), tiles };
  }

  function partialOf(level: number, size: number): Uint8Array | null {
    const nodes = Math.floor(size / TILE_WIDTH ** level);
    const width = nodes % TILE_WIDTH;
    return width === 0 ? null : (tileAt(level, Math.floor(nodes / TILE_WIDTH))?.subarray(0, width * HASH_BYTES) ?? null);
  }

  let edge = open();
  let draft: Edge | null = null;

  function place(tiles: GrowingTile[], nodeLevel: number, nodeIndex: number, hash: Uint8Array): void {
    const at = tilePlaceOf(nodeLevel, nodeIndex);
    const tile = at === null ? undefined : tiles[at.level];
    if (at === null || tile === undefined) return;
    tile.bytes.set(hash, at.offset * HASH_BYTES);
    const width = at.offset + 1;
    if (at.level > 0 || width === TILE_WIDTH)
      writeTile.run(at.level, at.index, Uint8Array.from(tile.bytes.subarray(0, width * HASH_BYTES)));
    tiles[at.level] = width === TILE_WIDTH ? growing(null) : { bytes: tile.bytes, width };
  }

  function append(leafHash: Uint8Array): void {
    draft ??= { range: compactRange({ size: edge.range.size(), hashes: edge.range.hashes() }), tiles: [...edge.tiles] };
    const { range, tiles } = draft;
    range.append(leafHash, (level, index, hash) => place(tiles, level, index, hash));
  }

  // Less than a tile's worth is not kept in tiles; more means a journal of an older version, which is caught up with in slices.
  if (entries - edge.range.size() < TILE_WIDTH) {
    for (const { leaf_hash } of readLeaves.all(edge.range.size(), entries)) append(leaf_hash);
    edge = draft ?? edge;
    draft = null;
  }

  return {
    size: () => edge.range.size(),
    root: () => edge.range.root(),
    next: () => (draft ?? edge).range.size(),
    append,
    settled(isWritten) {
      if (isWritten && draft !== null) edge = draft;
      draft = null;
    },
    storedTile: (level, index) => readTile.first(level, index)?.bytes ?? null,
    nodeAt,
    rootAt(size) {
      const start = startAt(size, nodeAt);
      return start === null ? null : compactRange(start).root();
    },
  };
}

function emptyEdge(): Edge {
  return { range: compactRange(), tiles: Array.from({ length: TILE_LEVELS }, () => growing(null)) };
}

function growing(begun: Uint8Array | null): GrowingTile {
  const bytes = Buffer.alloc(TILE_BYTES);
  if (begun !== null) bytes.set(begun);
  return { bytes, width: (begun?.length ?? 0) / HASH_BYTES };
}

/** The perfect subtrees that make up the first `size` leaves, largest first. */
function startAt(size: number, nodeAt: NodeAt): RangeStart | null {
  const hashes: Uint8Array[] = [];
  let first = 0;
  for (let power = 2 ** 52; power >= 1; power /= 2) {
    if (Math.floor(size / power) % 2 === 0) continue;
    const node = nodeAt(Math.log2(power), first / power);
    if (node === null) return null;
    hashes.push(node);
    first += power;
  }
  return { size, hashes };
}
