import { IconStack2 } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { valueWords } from '../charts/value-words';
import { t } from '../language/language';
import { useEngine, useGo } from '../store/page';
import { Answered, Body } from './parts/body';
import parts from './parts/parts.module.css';
import { useTotals } from './parts/use-totals';
import { defineWidget, type Frame } from './widget';

/** What waits: messages in the queues of AWS, and those of our own on their way to people. */
export const queues = defineWidget({
  type: 'queues',
  title: 'widgets.queues',
  text: 'widgets.queuesText',
  family: 'live',
  icon: IconStack2,
  size: { w: 9, h: 5, minW: 6, minH: 3 },
  settings: z.object({}),
  fields: [],
  Draw,
});

function Draw({ frame }: { frame: Frame }): ReactNode {
  const go = useGo();
  const notifying = useEngine()?.notifying;
  const depth = useTotals({ metric: 'QueueDepth', labels: '', by: 'queue', aggregation: 'last' }, frame);
  const age = useTotals({ metric: 'QueueOldestAge', labels: '', by: 'queue', aggregation: 'last' }, frame);
  const ageOf = (label: string): number | null => age.totals.find((one) => one.label === label)?.value ?? null;
  return (
    <Answered
      frame={frame}
      read={depth.read}
      has={depth.totals.length > 0 || notifying !== undefined}
      empty={t('widgets.queuesEmpty')}
    >
      <Body frame={frame} scroll>
        <table className={parts.table}>
          <thead>
            <tr>
              <th scope="col">{t('widgets.columnQueue')}</th>
              <th scope="col" className={parts.number}>
                {t('widgets.columnWaiting')}
              </th>
              <th scope="col" className={parts.number}>
                {t('widgets.columnOldest')}
              </th>
            </tr>
          </thead>
          <tbody>
            {notifying === undefined ? null : (
              <tr>
                <td className={parts.name}>
                  <button
                    type="button"
                    className={parts.link}
                    onClick={() => go({ screen: 'notifications', tab: 'history', id: null })}
                  >
                    {t('widgets.ownOutbox')}
                  </button>
                </td>
                <td className={parts.number}>{valueWords(notifying.queued, 'Count')}</td>
                <td className={parts.number}>
                  {notifying.failed === 0 ? '—' : t('widgets.deadLetters', { count: notifying.failed })}
                </td>
              </tr>
            )}
            {depth.totals.map(({ key, label, value }) => (
              <tr key={key}>
                <td className={parts.name} title={label}>
                  <button type="button" className={parts.link} onClick={() => go({ screen: 'messaging', tab: 'topics' })}>
                    {label}
                  </button>
                </td>
                <td className={parts.number}>{valueWords(value, 'Count')}</td>
                <td className={parts.number}>{valueWords(ageOf(label), 'Seconds')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Body>
    </Answered>
  );
}
