import type { Band } from '../detector';
import { bandOf } from './band';
import type { Memory } from './memory';
import { openValueGrid, type Span, type ValueGrid } from './value-grid';

const DAY_MS = 86_400_000;
/** Parts of 20 minutes; a value is compared with its own part and the ones beside it. */
const PARTS = 72;
/** A value counts as seen before where an earlier one lies within this part of the range so far; the surprise is the mean over the three. */
const REACHES = [1 / 32, 1 / 20, 1 / 12] as const;
const MIDDLE_REACH = 1;
/** What a place never visited is counted as having been visited. */
const PRIOR_VISITS = 0.5;
/** The weight, in values, of what is known over all for what is known of one part of the day. */
const PRIOR_OF_DAY = 4;
/** How readily the mixture turns from the one view to the other. */
const SHARE = 0.03;
/** Counts are halved here: about two months of values every five minutes. */
const FORGET_AT = 16_384;

/** A stream of values judged by how seldom something like the newest came before. */
export interface Novelty {
  /**
   * Surprise in bits: minus the binary logarithm of the chance that a value falls where this one fell, by all earlier values and by those of the same time of
   * day. 0 for the first value. 10 bits: one value in a thousand.
   *
   * @param value finite
   */
  observe(atMs: number, value: number): number;
  /** Where a value of this moment is expected by all before it; null where nothing is known. */
  expectedAt(atMs: number): Band | null;
  readonly memory: Memory;
}

function partOf(atMs: number): number {
  return Math.floor((((atMs % DAY_MS) + DAY_MS) % DAY_MS) / (DAY_MS / PARTS));
}

/** @param byDay whether values are also compared with those of the same time of day */
export function openNovelty(byDay: boolean): Novelty {
  const parts = byDay ? PARTS : 1;
  const grid = openValueGrid(parts, FORGET_AT);
  const weights = new Float64Array(REACHES.length).fill(0.5);

  function chanceOf(part: number, span: Span, reach: number): number {
    const overall = (grid.count(span) + PRIOR_VISITS) / (grid.total() + 1);
    if (!byDay) return overall;
    const ofDay = chanceInDay(grid, part, span, overall);
    const weight = weights[reach] ?? 0;
    const mixed = overall + weight * (ofDay - overall);
    // Turns towards the view that foresaw the value better.
    weights[reach] = ((1 - SHARE) * weight * ofDay) / mixed + SHARE / 2;
    return mixed;
  }

  function bitsOf(part: number, value: number): number {
    let sum = 0;
    for (let reach = 0; reach < REACHES.length; reach++) {
      const span = grid.around(value, grid.range() * (REACHES[reach] ?? 0));
      sum += Math.max(0, -Math.log2(chanceOf(part, span, reach)));
    }
    return sum / REACHES.length;
  }

  return {
    observe: (atMs, value) => {
      const part = byDay ? partOf(atMs) : 0;
      const bits = grid.total() === 0 ? 0 : bitsOf(part, value);
      grid.learn(part, value);
      return bits;
    },
    expectedAt: (atMs) => bandOf(grid, byDay ? nearbyParts(partOf(atMs)) : [], weights[MIDDLE_REACH] ?? 0, REACHES[MIDDLE_REACH]),
    memory: [...grid.memory, weights],
  };
}

/** A part of the day and the ones beside it. */
function nearbyParts(part: number): readonly number[] {
  return [(part + PARTS - 1) % PARTS, part, (part + 1) % PARTS];
}

function chanceInDay(grid: ValueGrid, part: number, span: Span, overall: number): number {
  let seen = 0;
  let total = 0;
  for (const near of nearbyParts(part)) {
    seen += grid.countAt(near, span);
    total += grid.totalAt(near);
  }
  return (seen + PRIOR_OF_DAY * overall) / (total + PRIOR_OF_DAY);
}
