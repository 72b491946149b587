import { IconApi } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { valueWords } from '../charts/value-words';
import { t } from '../language/language';
import { useGo } from '../store/page';
import { Answered, Body } from './parts/body';
import parts from './parts/parts.module.css';
import { useTotals } from './parts/use-totals';
import { defineWidget, type Frame } from './widget';

/** How AWS answers: calls, errors, throttles and latency by service. */
export const apiHealth = defineWidget({
  type: 'api-health',
  title: 'widgets.apiHealth',
  text: 'widgets.apiHealthText',
  family: 'tables',
  icon: IconApi,
  size: { w: 12, h: 6, minW: 8, minH: 3 },
  settings: z.object({}),
  fields: [],
  Draw,
});

function Draw({ frame }: { frame: Frame }): ReactNode {
  const go = useGo();
  const calls = useTotals({ metric: 'ApiCalls', labels: '', by: 'service', aggregation: 'sum' }, frame);
  const errors = useTotals({ metric: 'ApiErrors', labels: '', by: 'service', aggregation: 'sum' }, frame);
  const throttles = useTotals({ metric: 'ApiThrottles', labels: '', by: 'service', aggregation: 'sum' }, frame);
  const p50 = useTotals({ metric: 'ApiLatency', labels: '', by: 'service', aggregation: 'p50' }, frame);
  const p99 = useTotals({ metric: 'ApiLatency', labels: '', by: 'service', aggregation: 'p99' }, frame);
  // Calls are counted, so one that never failed has no errors: once it was answered, nothing told is zero.
  const countOf = (of: typeof errors, key: string): number | null =>
    of.totals.find((one) => one.key === key)?.value ?? (of.read.loading || of.read.problem !== null ? null : 0);
  const takenOf = (of: typeof p50, key: string): string =>
    valueWords(of.totals.find((one) => one.key === key)?.value ?? null, 'Seconds');
  return (
    <Answered frame={frame} read={calls.read} has={calls.totals.length > 0} empty={t('widgets.apiNone')}>
      <Body frame={frame} scroll>
        <table className={parts.table}>
          <thead>
            <tr>
              <th scope="col">{t('widgets.columnService')}</th>
              <th scope="col" className={parts.number}>
                {t('widgets.columnCalls')}
              </th>
              <th scope="col" className={parts.number}>
                {t('widgets.columnErrors')}
              </th>
              <th scope="col" className={parts.number}>
                {t('widgets.columnThrottles')}
              </th>
              <th scope="col" className={parts.number}>
                {t('widgets.aggP50')}
              </th>
              <th scope="col" className={parts.number}>
                p99
              </th>
            </tr>
          </thead>
          <tbody>
            {calls.totals.map(({ key, label, value }) => (
              <tr key={key}>
                <td className={parts.name}>
                  <button type="button" className={parts.link} onClick={() => go({ screen: 'sources' })}>
                    {label}
                  </button>
                </td>
                <td className={parts.number}>{valueWords(value, 'Count')}</td>
                <td className={`${parts.number} ${parts.tone}`} data-tone={(countOf(errors, key) ?? 0) > 0 ? 'failed' : 'plain'}>
                  {valueWords(countOf(errors, key), 'Count')}
                </td>
                <td
                  className={`${parts.number} ${parts.tone}`}
                  data-tone={(countOf(throttles, key) ?? 0) > 0 ? 'waiting' : 'plain'}
                >
                  {valueWords(countOf(throttles, key), 'Count')}
                </td>
                <td className={parts.number}>{takenOf(p50, key)}</td>
                <td className={parts.number}>{takenOf(p99, key)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Body>
    </Answered>
  );
}
