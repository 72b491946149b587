/** How strange a score is, in four steps that a reader can tell apart by height, colour and word. */
export const scoreLevels = ['usual', 'slight', 'unusual', 'strong'] as const;
export type ScoreLevel = (typeof scoreLevels)[number];

/**
 * What a score leaves to 1 is halved where something comes half as often. From `threshold` on it is worth telling; four times as seldom
 * it is strong; up to twice as often it begins to show.
 */
export function scoreLevel(score: number, threshold: number): ScoreLevel {
  if (score >= threshold) return 1 - score <= (1 - threshold) / 4 ? 'strong' : 'unusual';
  return 1 - score <= (1 - threshold) * 2 ? 'slight' : 'usual';
}

/** A CSS variable's name. */
export const levelColour: Readonly<Record<ScoreLevel, string>> = {
  usual: '--line-strong',
  slight: '--running',
  unusual: '--waiting',
  strong: '--failed',
};

/** The share of a cell that its bar fills: the level without its colour. */
export const levelHeight: Readonly<Record<ScoreLevel, number>> = { usual: 0.14, slight: 0.4, unusual: 0.7, strong: 1 };
