import { z } from 'zod';
import { readCheckpoint } from '../core/checkpoint';
import { checkEntry } from '../core/entry-check';
import { HASH_BYTES, leafHash, sameBytes } from '../core/hash';
import { knownSignatures } from '../core/note';
import { TILE_WIDTH } from '../core/tiles';
import { compactRange } from '../core/tree';
import { parseVerifierKey, type VerifierKey } from '../core/vkey';
import type { SignedMark } from '../log/audit-marks';
import type { AuditTables, KeptEntry } from '../log/audit-tables';

/** What is wrong with the stored log; `seq` is the first entry that is wrong, null where only a stretch is known. */
export interface StoredFault {
  readonly seq: number | null;
  readonly reason: string;
}

/** A walk over the stored log, from its first entry to the one that was last when it began. */
export interface StoredCheck {
  readonly size: number;
  through(): number;
  /** Looks at the next entries. Null while there are more and all is well; then the outcome. */
  step(): { readonly fault: StoredFault | null } | null;
}

const ENTRIES_A_STEP = 200;
const CHECKPOINTS_AT_A_TIME = 50;
const Removal = z.object({ data: z.object({ ranges: z.array(z.tuple([z.number(), z.number()])) }) });

/**
 * Checks what is stored against itself and against what was signed under `origin`: bytes against leaf hashes, form and place of every entry,
 * leaf hashes against tiles, the tree against every checkpoint, checkpoints against keys, and missing text against what allows it.
 */
export function checkStored(tables: AuditTables, origin: string): StoredCheck {
  const size = tables.tree.size();
  const range = compactRange();
  const keys = tables.marks.keys(origin).flatMap(({ vkey }) => keyOf(vkey));
  const tile = Buffer.alloc(TILE_WIDTH * HASH_BYTES);
  let removals = removalsIn(tables);
  let marks: SignedMark[] = tables.marks.signed(origin, 0, CHECKPOINTS_AT_A_TIME);
  let lastSigned = 0;

  /** A removal may have been recorded since the walk began. */
  function mayBeGone(seq: number): boolean {
    if (removals.some((one) => covers(one, seq))) return true;
    removals = removalsIn(tables);
    return removals.some((one) => covers(one, seq));
  }

  function entryFault(entry: KeptEntry, seq: number): string | null {
    if (entry.seq !== seq) return 'is not there';
    if (entry.bytes.length === 0) return mayBeGone(seq) ? null : 'has lost its text, and no later entry says that it was removed';
    if (!sameBytes(leafHash(entry.bytes), entry.leafHash)) return 'is not what it was when it was written';
    const checked = checkEntry(entry.bytes);
    if (!checked.ok) return checked.error;
    if (checked.value.seq !== seq) return `says that it is entry ${checked.value.seq}`;
    return checked.value.kind === entry.kind ? null : 'is kept under another kind';
  }

  /** The stored tile of leaf hashes; where it differs, the first entry that does. */
  function tileFault(index: number): number | null {
    const stored = tables.tree.storedTile(0, index);
    if (stored === null || stored.length !== tile.length) return index * TILE_WIDTH;
    if (sameBytes(stored, tile)) return null;
    for (let at = 0; at < tile.length; at += HASH_BYTES)
      if (!sameBytes(stored.subarray(at, at + HASH_BYTES), tile.subarray(at, at + HASH_BYTES)))
        return index * TILE_WIDTH + at / HASH_BYTES;
    return null;
  }

  function signedFault(): StoredFault | null {
    for (let mark = marks[0]; mark !== undefined && mark.size <= range.size(); mark = marks[0]) {
      if (mark.size === range.size()) {
        const reason = markFault(mark, range.root(), keys);
        if (reason !== null)
          return { seq: null, reason: `${reason} The entries ${lastSigned} to ${mark.size - 1} are in doubt.` };
        lastSigned = mark.size;
      }
      marks.shift();
      if (marks.length === 0) marks = tables.marks.signed(origin, mark.number, CHECKPOINTS_AT_A_TIME);
    }
    return null;
  }

  function next(): StoredFault | null {
    const first = range.size();
    const entries = tables.entries(first, Math.min(ENTRIES_A_STEP, size - first));
    if (entries.length === 0) return { seq: first, reason: `Entry ${first} is not there.` };
    for (const entry of entries) {
      const seq = range.size();
      const reason = entryFault(entry, seq);
      if (reason !== null) return { seq, reason: `Entry ${seq} ${reason}.` };
      tile.set(entry.leafHash, (seq % TILE_WIDTH) * HASH_BYTES);
      range.append(entry.leafHash);
      const wrong = range.size() % TILE_WIDTH === 0 ? tileFault(range.size() / TILE_WIDTH - 1) : null;
      if (wrong !== null) return { seq: wrong, reason: `Entry ${wrong} is not the one that the tree was built of.` };
      const fault = signedFault();
      if (fault !== null) return fault;
    }
    return null;
  }

  function last(): StoredFault | null {
    const beyond = tables.marks.newest(origin);
    if (beyond !== null && beyond.size > tables.size())
      return { seq: size, reason: `${beyond.size} entries were signed, ${tables.size()} are there.` };
    const stored = tables.tree.rootAt(size);
    return stored !== null && sameBytes(stored, range.root())
      ? null
      : { seq: null, reason: 'The upper tiles of the tree do not belong to its leaves.' };
  }

  return {
    size,
    through: () => range.size(),
    step() {
      if (range.size() < size) {
        const fault = next();
        return fault === null ? null : { fault };
      }
      return { fault: last() };
    },
  };
}

function markFault(mark: SignedMark, root: Uint8Array, keys: readonly VerifierKey[]): string | null {
  const said = readCheckpoint(Buffer.from(mark.note, 'utf8'));
  if (!said.ok) return `The checkpoint over ${mark.size} entries cannot be read: ${said.error}`;
  if (said.value.checkpoint.size !== mark.size || !sameBytes(said.value.checkpoint.root, root))
    return `The first ${mark.size} entries are not those that were signed.`;
  const signed = knownSignatures(said.value.note, keys);
  if (!signed.ok) return signed.error;
  return signed.value.length > 0 ? null : `No key of this log signed the checkpoint over ${mark.size} entries.`;
}

function keyOf(vkey: string): VerifierKey[] {
  const key = parseVerifierKey(vkey);
  return key.ok ? [key.value] : [];
}

interface KnownRemoval {
  readonly by: number;
  readonly ranges: readonly (readonly [number, number])[];
}

function removalsIn(tables: AuditTables): KnownRemoval[] {
  const found: KnownRemoval[] = [];
  for (let first = 0; ; ) {
    const entries = tables.ofKind('audit.removed', first, 200);
    for (const { seq, bytes } of entries) {
      const parsed = Removal.safeParse(parsedJson(bytes));
      if (parsed.success) found.push({ by: seq, ranges: parsed.data.data.ranges });
    }
    const last = entries.at(-1);
    if (last === undefined) return found;
    first = last.seq + 1;
  }
}

function covers({ by, ranges }: KnownRemoval, seq: number): boolean {
  return seq < by && ranges.some(([from, to]) => seq >= from && seq <= to);
}

function parsedJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return null;
    throw thrown;
  }
}
