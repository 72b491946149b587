import { quantileOf } from './robust';

/** What is believed of the spread of paces before any was seen, and how many executions that is worth. */
export const PACE_PRIOR = { spread: 0.17, worth: 3 } as const;

/** The pace expected of the next execution, and how far it usually lies from what was expected. */
export interface Drift {
  readonly next: number;
  readonly spread: number;
}

const GAINS = [0.05, 0.15, 0.3, 0.5, 0.7] as const;

/** Where paces, oldest first, are going: exponential smoothing with whichever gain would have foreseen each next one best. */
export function follow(pace: readonly number[]): Drift {
  let best = { next: 0, error: Number.POSITIVE_INFINITY, errors: [0] };
  for (const gain of GAINS) {
    let level = pace[0] ?? 0;
    const errors: number[] = [];
    for (const value of pace.slice(1)) {
      errors.push(value - level);
      level += gain * (value - level);
    }
    // Few executions cannot tell gains apart: a middling one is preferred unless another is clearly better.
    const error = errors.reduce((sum, value) => sum + Math.abs(value), 0.5 * Math.abs(Math.log(gain / 0.3)) * PACE_PRIOR.spread);
    if (error < best.error) best = { next: level, error, errors };
  }
  const wide = (errors: readonly number[]) => {
    const squares = errors.reduce((sum, value) => sum + value * value, 0);
    return Math.max(0.03, Math.sqrt((squares + PACE_PRIOR.worth * PACE_PRIOR.spread ** 2) / (errors.length + PACE_PRIOR.worth)));
  };
  return { next: best.next, spread: wide(best.errors) * widening(best.errors, wide) };
}

/** Nine of ten lie within so many spreads, as spreads are used (Student's t with 4 degrees of freedom, 0.8 of its scale). */
const NINE_OF_TEN = 1.7;
/** What the past is believed to have been wrong by before any was seen, and how many executions that is worth. */
const WIDENING = { prior: 1.55, worth: 12, least: 1, most: 2 } as const;

/**
 * Conformal: each past execution is held against the spread that was known before it. Where nine of ten did not lie within, future ones
 * will not either, and the spread is widened accordingly.
 */
function widening(errors: readonly number[], wide: (errors: readonly number[]) => number): number {
  const scores = errors
    .flatMap((error, index) => (index < 2 ? [] : [Math.abs(error) / wide(errors.slice(0, index))]))
    .sort((a, b) => a - b);
  const found = quantileOf(scores, 0.9) / NINE_OF_TEN;
  const factor = (scores.length * found + WIDENING.worth * WIDENING.prior) / (scores.length + WIDENING.worth);
  return Math.min(WIDENING.most, Math.max(WIDENING.least, factor));
}
