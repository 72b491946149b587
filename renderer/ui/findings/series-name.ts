import type { FoundSeries } from '../../../shared/domain/detection/finding';
import type { View } from '../../../shared/domain/view';
import { t } from '../../language/language';
import { metricWords } from '../../widgets/parts/metric-words';

/** What people call a series: its server by name, else the labels that are not its account and region, and what is measured. */
export function seriesName({ metric, labels }: FoundSeries, servers: View['servers']): string {
  const words = Object.entries(labels)
    .filter(([name]) => name !== 'account' && name !== 'region' && name !== 'planId')
    .map(([name, value]) => (name === 'server' ? (servers[value]?.name ?? value) : value));
  return t('findings.seriesName', { name: words.join(' ') || t('findings.console'), metric: metricWords(metric) });
}
