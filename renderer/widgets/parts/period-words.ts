import type { Range } from '../../../shared/domain/boards/range';
import { t } from '../../language/language';
import { formatMoment } from '../../ui/format';

/** A range within a sentence: `in the last 6 h`, `between 14 Mar 14:03 and 15 Mar 09:00`. */
export function periodWords(range: Range): string {
  if (range.kind === 'between')
    return t('widgets.periodBetween', { from: formatMoment(Date.parse(range.from)), to: formatMoment(Date.parse(range.to)) });
  const { seconds } = range;
  if (seconds % 86_400 === 0 && seconds > 86_400) return t('widgets.periodDays', { n: seconds / 86_400 });
  if (seconds % 3_600 === 0) return t('widgets.periodHours', { n: seconds / 3_600 });
  return t('widgets.periodMinutes', { n: Math.round(seconds / 60) });
}
