/** What a stretch of the audit trail shows of its completeness. */
export interface Sequence {
  /** Entries in the whole trail: the newest number and those before it. */
  readonly count: number;
  /** How many of them were looked at. */
  readonly checked: number;
  /** Numbers that are missing among those. */
  readonly missing: readonly number[];
}

/** Numbers count from 0 and without holes. `seqs` are newest first; null for an empty trail. */
export function sequenceOf(seqs: readonly number[]): Sequence | null {
  const [newest] = seqs;
  if (newest === undefined) return null;
  const has = new Set(seqs);
  const oldest = Math.min(...seqs);
  const missing: number[] = [];
  for (let seq = oldest; seq <= newest; seq += 1) if (!has.has(seq)) missing.push(seq);
  return { count: newest + 1, checked: newest - oldest + 1, missing };
}
