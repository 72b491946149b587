/** Steps a person understands, in seconds: from ten seconds to thirty days. */
export const niceSteps = [
  10, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400, 172_800, 604_800, 2_592_000,
] as const;

/** Steps of one series in one answer, and raw points likewise. */
export const MOST_POINTS = 4_100;

/** The smallest step of that list that cuts `rangeSeconds` into at most `most` steps; the greatest where none does. */
export function stepFor(rangeSeconds: number, most = 240): number {
  return niceSteps.find((step) => rangeSeconds / step <= most) ?? 2_592_000;
}
