/**
 * What one observation in so many does by chance is worth telling: of the durations of a plan with fifty servers about one in four
 * drills.
 */
const TELLING_TAIL = 0.002;

/**
 * A chance (0 to 1) as a score with the meaning of the detectors': at `threshold` stands what comes once in 500 observations, and every
 * further decimal place of rarity comes nearer to 1.
 */
export function scoreOfTail(tail: number, threshold: number): number {
  const rarity = -Math.log10(Math.min(1, Math.max(1e-300, tail)));
  const telling = -Math.log10(TELLING_TAIL);
  return rarity / (rarity + (telling * (1 - threshold)) / threshold);
}
