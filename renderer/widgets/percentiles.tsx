import { IconTable } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { valueWords } from '../charts/value-words';
import { t } from '../language/language';
import { useGo } from '../store/page';
import { Body } from './parts/body';
import { routeOfMetric } from './parts/follow';
import { AnsweredMetric, metricFields, metricSettings } from './parts/metric-question';
import { metricWords } from './parts/metric-words';
import parts from './parts/parts.module.css';
import { byField, bySetting, mostField, mostSetting } from './parts/settings';
import { useTotals } from './parts/use-totals';
import { defineWidget, type Frame } from './widget';

const settings = z.object({
  ...metricSettings('PhaseDuration'),
  by: bySetting('plan,phase'),
  most: mostSetting(20),
});

const columns = ['p50', 'p90', 'p99', 'max', 'count'] as const;

/** What is usual and what is not: median, 90th and 99th percentile, maximum, and of how many. */
export const percentiles = defineWidget({
  type: 'percentiles',
  title: 'widgets.percentiles',
  text: 'widgets.percentilesText',
  family: 'tables',
  icon: IconTable,
  size: { w: 12, h: 7, minW: 9, minH: 3 },
  settings,
  nameOf: ({ metric }) => metricWords(metric),
  fields: [...metricFields, byField, mostField],
  Draw,
});

function Draw({ settings: chosen, frame }: { settings: z.output<typeof settings>; frame: Frame }): ReactNode {
  const go = useGo();
  const p50 = useTotals({ ...chosen, aggregation: 'p50' }, frame);
  const p90 = useTotals({ ...chosen, aggregation: 'p90' }, frame);
  const p99 = useTotals({ ...chosen, aggregation: 'p99' }, frame);
  const max = useTotals({ ...chosen, aggregation: 'max' }, frame);
  const count = useTotals({ ...chosen, aggregation: 'count' }, frame);
  const reads = { p50, p90, p99, max, count };
  const wordsOf = (column: (typeof columns)[number], key: string): string => {
    const value = reads[column].totals.find((one) => one.key === key)?.value ?? null;
    return valueWords(value, column === 'count' ? 'Count' : p50.unit);
  };
  return (
    <AnsweredMetric frame={frame} metric={chosen.metric} read={p50.read} has={p50.totals.length > 0}>
      <Body frame={frame} scroll>
        <table className={parts.table}>
          <thead>
            <tr>
              <th scope="col">{columnOf(chosen.by)}</th>
              <th scope="col" className={parts.number}>
                {t('widgets.aggP50')}
              </th>
              <th scope="col" className={parts.number}>
                p90
              </th>
              <th scope="col" className={parts.number}>
                p99
              </th>
              <th scope="col" className={parts.number}>
                {t('widgets.aggMax')}
              </th>
              <th scope="col" className={parts.number}>
                {t('widgets.aggCount')}
              </th>
            </tr>
          </thead>
          <tbody>
            {p50.totals.slice(0, chosen.most).map(({ key, label }) => (
              <tr key={key}>
                <td className={parts.name} title={label}>
                  <button type="button" className={parts.link} onClick={() => go(routeOfMetric(chosen.metric))}>
                    {label}
                  </button>
                </td>
                {columns.map((column) => (
                  <td key={column} className={parts.number}>
                    {wordsOf(column, key)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Body>
    </AnsweredMetric>
  );
}

/** What stands in the first column: a kind of thing, since the title says the metric already. */
function columnOf(by: string): string {
  switch (by.split(',').at(-1)?.trim()) {
    case 'phase':
      return t('widgets.columnPhase');
    case 'plan':
      return t('widgets.columnPlan');
    case 'service':
      return t('widgets.columnService');
    default:
      return t('widgets.columnName');
  }
}
