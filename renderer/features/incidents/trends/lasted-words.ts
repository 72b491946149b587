import type { Lasted } from '../../../../shared/domain/alerting/trends/trends';
import { t } from '../../../language/language';
import { formatDuration, formatNumber } from '../../../ui/format';

/** A mean, with how many it is of; a dash where it never came to that. */
export function lastedWords({ count, meanSeconds }: Lasted): string {
  return meanSeconds === null
    ? '–'
    : t('incidents.meanOf', { time: formatDuration(meanSeconds * 1_000), n: formatNumber(count) });
}
