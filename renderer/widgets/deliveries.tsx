import { IconSend } from '@tabler/icons-react';
import { type ReactNode, useCallback } from 'react';
import { z } from 'zod';
import { endsOf } from '../../shared/domain/boards/range';
import { instantOf } from '../../shared/domain/primitives';
import type { ConsoleClient } from '../bridge/client';
import { plain, valueWords } from '../charts/value-words';
import { t } from '../language/language';
import { useGo } from '../store/page';
import { useAsked } from '../store/use-asked';
import { StateIcon } from '../ui/state-mark';
import { Answered, Body } from './parts/body';
import parts from './parts/parts.module.css';
import { useStepNowMs } from './parts/use-past';
import { defineWidget, type Frame } from './widget';

/** Whether messages reach people: share delivered, by way of travel, with how long they took. */
export const deliveries = defineWidget({
  type: 'deliveries',
  title: 'widgets.deliveries',
  text: 'widgets.deliveriesText',
  family: 'tables',
  icon: IconSend,
  size: { w: 10, h: 6, minW: 8, minH: 4 },
  settings: z.object({}),
  fields: [],
  Draw,
});

const EVERY_MS = 30_000;
const seconds = (ms: number | null): string => valueWords(ms === null ? null : ms / 1000, 'Seconds');

function Draw({ frame }: { frame: Frame }): ReactNode {
  const go = useGo();
  const { range } = frame;
  // Read again by itself; the range moves on in hours, so that it is not another question with every second.
  const hourMs = useStepNowMs(3_600_000);
  const read = useCallback(
    (client: ConsoleClient) =>
      client.notifications.serviceLevel(
        range.kind === 'between'
          ? { from: range.from, to: range.to }
          : { from: instantOf(Math.round(endsOf(range, hourMs).fromMs)) },
      ),
    [range, hourMs],
  );
  const { value, problem } = useAsked(read, EVERY_MS);
  const tried = value?.byCarrier.filter(({ delivered, failed, waiting }) => delivered + failed + waiting > 0) ?? [];
  const open = (): void => go({ screen: 'notifications', tab: 'history', id: null });
  return (
    <Answered
      frame={frame}
      read={{ loading: value === null && problem === null, problem }}
      has={tried.length > 0}
      empty={t('widgets.deliveriesNone')}
      next={t('widgets.deliveriesNoneNext')}
    >
      <Body frame={frame} scroll>
        {value === null ? null : (
          <p className={parts.note}>
            {t('widgets.deliveredOf', {
              share: value.delivered.share === null ? '—' : `${plain(value.delivered.share * 100, 2)} %`,
              good: value.delivered.good,
              all: value.delivered.all,
              p99: seconds(value.latencyMs.p99),
            })}
            {value.unmatched > 0 ? ` · ${t('widgets.unmatched', { count: value.unmatched })}` : ''}
          </p>
        )}
        <table className={parts.table}>
          <thead>
            <tr>
              <th scope="col">{t('widgets.columnCarrier')}</th>
              <th scope="col" className={parts.number}>
                {t('widgets.columnDelivered')}
              </th>
              <th scope="col" className={parts.number}>
                {t('widgets.columnFailed')}
              </th>
              <th scope="col" className={parts.number}>
                {t('widgets.columnWaiting')}
              </th>
              <th scope="col" className={parts.number}>
                {t('widgets.columnP99')}
              </th>
            </tr>
          </thead>
          <tbody>
            {tried.map((one) => (
              <tr key={one.carrier} title={one.trouble ?? undefined}>
                <td className={parts.name}>
                  <button type="button" className={parts.link} onClick={open}>
                    {one.trouble === null ? null : <StateIcon tone="failed" size={12} />} {one.carrier}
                  </button>
                </td>
                <td className={parts.number}>{plain(one.delivered, 0)}</td>
                <td className={parts.number}>{plain(one.failed, 0)}</td>
                <td className={parts.number}>{plain(one.waiting, 0)}</td>
                <td className={parts.number}>{seconds(one.p99Ms)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Body>
    </Answered>
  );
}
