import { unreachable } from '../../lib/unreachable';
import type { FindingAspect } from './finding';
import { DEFAULT_THRESHOLD } from './open-detector';

/**
 * From how readily findings are made to the score from which one is made. `shipped` is the detector's own threshold, of scores that say how
 * seldom something this strange comes: 1 − score is the share of moments that are at least as strange. Each step of feedback (× 0.7) halves
 * what is left above the threshold, so findings of the kind come about half as often; the way back doubles it. 0 is above every score.
 */
export function thresholdAt(shipped: number, sensitivity: number): number {
  if (sensitivity <= 0) return NEVER;
  const left = (1 - shipped) * sensitivity ** HALVED_A_STEP;
  return Math.min(1, Math.max(LEAST, 1 - left));
}

/**
 * The score from which a finding is made of what is off in this way, as shipped. Detectors and what is learned of few observations share
 * one meaning; what recurs, and what lies ahead, is said by whoever found it, and lies above these.
 */
export function shippedThreshold(aspect: FindingAspect): number {
  switch (aspect) {
    case 'outlook':
      return 0.5;
    case 'recurrence':
      return 0.9;
    case 'level':
    case 'spread':
    case 'shape':
    case 'rate':
    case 'gap':
    case 'outlier':
      return DEFAULT_THRESHOLD;
    default:
      return unreachable(aspect);
  }
}

/** Above every score. */
export const NEVER = 2;
/** What one verdict takes from the sensitivity of a kind. */
export const STEP = 0.7;
const HALVED_A_STEP = Math.log(2) / -Math.log(STEP);
/** However sensitive: what is half expected is no finding. */
const LEAST = 0.5;
