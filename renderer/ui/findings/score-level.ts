/** How strange a score is, in four steps that a reader can tell apart by height, colour and word. */
export const scoreLevels = ['usual', 'slight', 'unusual', 'strong'] as const;
export type ScoreLevel = (typeof scoreLevels)[number];

/** From `threshold` on it is worth telling; halfway from there to 1 it is strong; from four fifths of it on it begins to show. */
export function scoreLevel(score: number, threshold: number): ScoreLevel {
  if (score >= threshold) return score >= (1 + threshold) / 2 ? 'strong' : 'unusual';
  return score >= threshold * 0.8 ? 'slight' : 'usual';
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
