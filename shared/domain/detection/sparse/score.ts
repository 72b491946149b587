/**
 * What one observation in so many does by chance is worth telling: of fifty servers with three phases each, that is one in about three
 * drills.
 */
const TELLING_TAIL = 0.002;

/**
 * A chance (0 to 1) as a score with the meaning of the detectors': at `threshold` stands what comes once in 500 observations, and what
 * is left to 1 is in proportion to the chance. So half of what is left is what comes half as often.
 */
export function scoreOfTail(tail: number, threshold: number): number {
  return Math.max(0, 1 - ((1 - threshold) * tail) / TELLING_TAIL);
}
