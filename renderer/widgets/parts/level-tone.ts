import type { FigureTone } from './big-figure';

/** Where a value stands against what an operator called worrying and bad; `plain` where nothing was said. */
export function levelTone(
  value: number | null,
  {
    warnAt,
    badAt,
    better,
  }: { readonly warnAt: number | null; readonly badAt: number | null; readonly better: 'lower' | 'higher' },
): FigureTone {
  if (warnAt === null && badAt === null) return 'plain';
  if (value === null) return 'unknown';
  const past = (level: number | null): boolean => level !== null && (better === 'lower' ? value >= level : value <= level);
  if (past(badAt)) return 'failed';
  return past(warnAt) ? 'waiting' : 'succeeded';
}
