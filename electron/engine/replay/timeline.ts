import { type Instant, instantOf, msOf } from '../../../shared/domain/primitives';
import type { CommitRow } from '../journal/commits';

/**
 * Which commits a recording has, and when each was made. An instant shows what the newest commit made at or before it added up to: the
 * journal's order holds, also where the clock was put back (D15).
 */
export interface Timeline {
  /** The last event to be counted in at `ms` (epoch): that of the first commit where the instant lies before all of them. */
  seqAt(ms: number): number;
  /** When the event was committed. */
  momentOf(seq: number): Instant;
  /** The first commit after `ms`, epoch milliseconds, or null. */
  nextAfter(ms: number): number | null;
  /** The last event of the first and of the last commit. */
  readonly firstSeq: number;
  readonly lastSeq: number;
}

/** `rows`: at least one, oldest first. */
export function timelineOf(rows: readonly CommitRow[]): Timeline {
  const seqs = rows.map(({ seq }) => seq);
  const moments = rows.map(({ at }) => msOf(at));
  // The earliest moment of this commit and all after it never falls, so the newest commit at or before an instant is found by halving.
  const earliest = [...moments];
  for (let index = earliest.length - 2; index >= 0; index -= 1)
    earliest[index] = Math.min(valueAt(earliest, index), valueAt(earliest, index + 1));
  const firstSeq = valueAt(seqs, 0);
  return {
    seqAt: (ms) => valueAt(seqs, Math.max(0, firstAbove(earliest, ms) - 1)),
    momentOf: (seq) => instantOf(valueAt(moments, Math.min(seqs.length - 1, firstAbove(seqs, seq - 1)))),
    nextAfter: (ms) => earliest[firstAbove(earliest, ms)] ?? null,
    firstSeq,
    lastSeq: valueAt(seqs, seqs.length - 1),
  };
}

/** Index of the first of `sorted` that is greater than `value`. */
export function firstAbove(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (valueAt(sorted, middle) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

function valueAt(values: readonly number[], index: number): number {
  const value = values[index];
  if (value === undefined) throw new Error(`A timeline of ${values.length} commits has no commit ${index}`);
  return value;
}
