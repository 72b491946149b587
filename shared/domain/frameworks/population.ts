import type { EvidenceResult, PopulationItem } from './evaluation';

/** One of a population as it was judged: `why` it is not as it should be, or null where it is. */
export interface JudgedItem extends PopulationItem {
  readonly why: string | null;
}

export interface Counted {
  readonly size: number;
  readonly good: number;
  /** Null where there was none. */
  readonly share: number | null;
  readonly population: NonNullable<EvidenceResult['population']>;
}

const SAMPLE = 25;
const MOST_LISTED = 100;

/**
 * Counts a population as it is walked, and keeps no more of it than is shown. The sample: those 25 whose places, mixed with `seed`, come
 * first; in their own order.
 */
export function countItems(what: string, seed: string, items: Iterable<JudgedItem>): Counted {
  const sample: { readonly rank: number; readonly index: number; readonly item: PopulationItem }[] = [];
  const exceptions: (PopulationItem & { readonly why: string })[] = [];
  let size = 0;
  let exceptionCount = 0;
  for (const { why, ...item } of items) {
    const index = size++;
    if (why !== null) {
      exceptionCount += 1;
      if (exceptions.length < MOST_LISTED) exceptions.push({ ...item, why });
    }
    sample.push({ rank: rankOf(`${seed} ${index}`), index, item });
    if (sample.length >= 2 * SAMPLE) keepFirst(sample);
  }
  keepFirst(sample);
  const chosen = sample.sort((a, b) => a.index - b.index).map(({ item }) => item);
  return {
    size,
    good: size - exceptionCount,
    share: size === 0 ? null : (size - exceptionCount) / size,
    population: { what, size, sampled: chosen.length, sample: chosen, exceptionCount, exceptions },
  };
}

function keepFirst(sample: { readonly rank: number; readonly index: number }[]): void {
  sample.sort((a, b) => a.rank - b.rank || a.index - b.index);
  sample.length = Math.min(sample.length, SAMPLE);
}

/** FNV-1a, 32 bits, with a last mixing: neighbours must not keep together. */
function rankOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
