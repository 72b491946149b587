import type { Range } from '../../../shared/domain/boards/range';
import { t } from '../../language/language';
import { formatMoment } from '../format';

/** The usual stretches, in seconds. */
export const usualRanges = [3_600, 21_600, 86_400, 604_800, 2_592_000, 7_776_000, 31_536_000] as const;

/** `last 24 h`, `14 Mar 14:03 – 15 Mar 09:00`. */
export function rangeWords(range: Range): string {
  switch (range.kind) {
    case 'last':
      if (range.seconds === 31_536_000) return t('boards.lastYear');
      return t('boards.last', { time: stretch(range.seconds) });
    case 'between':
      return `${formatMoment(Date.parse(range.from))} – ${formatMoment(Date.parse(range.to))}`;
  }
}

function stretch(seconds: number): string {
  if (seconds % 31_536_000 === 0) return t('boards.years', { count: seconds / 31_536_000 });
  if (seconds % 86_400 === 0 && seconds > 86_400) return t('boards.days', { count: seconds / 86_400 });
  if (seconds % 3_600 === 0) return t('boards.hours', { count: seconds / 3_600 });
  return t('boards.minutes', { count: Math.round(seconds / 60) });
}
