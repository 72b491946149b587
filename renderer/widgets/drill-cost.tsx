import { Modal } from '@mantine/core';
import { IconCoin } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { z } from 'zod';
import { instanceHours, leftRunning } from '../../shared/domain/metrics/derive/left-running';
import type { View } from '../../shared/domain/view';
import { moneyWords, plain } from '../charts/value-words';
import { t } from '../language/language';
import { useGo, useView } from '../store/page';
import { allInstances, inContext } from '../store/selectors';
import { formatDuration } from '../ui/format';
import { ShortId } from '../ui/short-id';
import { BigFigure } from './parts/big-figure';
import { Teach } from './parts/body';
import parts from './parts/parts.module.css';
import { useKnownSettings, useServersOf, useStepNowMs } from './parts/use-past';
import { defineWidget, type Frame } from './widget';

/** Drill instances that nobody needs any more and that still run: how many, for how long, and what that costs. */
export const drillCost = defineWidget({
  type: 'drill-cost',
  title: 'widgets.drillCost',
  text: 'widgets.drillCostText',
  family: 'figures',
  icon: IconCoin,
  size: { w: 5, h: 3, minW: 4, minH: 2 },
  settings: z.object({}),
  fields: [],
  Draw,
});

const none = { instances: {}, executions: {}, jobs: {} } satisfies Partial<View>;

function Draw({ frame }: { frame: Frame }): ReactNode {
  const go = useGo();
  const [opened, setOpened] = useState(false);
  const instances = useView((view): View['instances'] => view.instances, none.instances);
  const executions = useView((view): View['executions'] => view.executions, none.executions);
  const jobs = useView((view): View['jobs'] => view.jobs, none.jobs);
  const serversOf = useServersOf();
  const { instanceHour } = useKnownSettings();
  const nowMs = useStepNowMs(60_000);
  const left = useMemo(
    () => leftRunning(inContext(allInstances(instances), frame.contextId), { executions, jobs, serversOf }),
    [instances, executions, jobs, serversOf, frame.contextId],
  );
  const isKnown = useView(
    (view) =>
      Object.values(view.sources).some(
        ({ source, contextId, lastSuccessAt }) =>
          source === 'drs-recovery-instances' &&
          lastSuccessAt !== null &&
          (frame.contextId === null || contextId === frame.contextId),
      ),
    false,
  );
  const { hours, counted, cost, uncounted } = instanceHours(left, instanceHour.price, nowMs);
  if (left.length === 0 && !isKnown)
    return <Teach frame={frame} text={t('widgets.instancesUnknown')} next={t('widgets.instancesUnknownNext')} />;
  return (
    <>
      <BigFigure
        frame={frame}
        value={counted === 0 || cost === null ? plain(left.length, 0) : moneyWords(cost, instanceHour.currency)}
        tone={left.length === 0 ? 'succeeded' : 'waiting'}
        under={
          left.length === 0
            ? t('widgets.nothingLeft')
            : [
                t('widgets.instancesLeft', { count: left.length }),
                ...(counted === 0 ? [] : [t('widgets.instanceHours', { hours: plain(hours, hours < 10 ? 1 : 0) })]),
              ].join(' · ')
        }
        more={
          counted > 0 && cost === null
            ? t('widgets.noPrice')
            : uncounted > 0
              ? t('widgets.uncounted', { n: uncounted })
              : undefined
        }
        onOpen={left.length === 0 ? () => go({ screen: 'executions' }) : () => setOpened(true)}
      />
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('widgets.drillCost')}
        size="lg"
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <ul className={parts.rows}>
          {left.map((one) => (
            <li key={one.instanceId} className={parts.row}>
              <ShortId id={one.instanceId} />
              <span className={parts.grow}>{one.serverName ?? '—'}</span>
              {one.executionId === null ? null : (
                <button
                  type="button"
                  className={parts.link}
                  onClick={() => go({ screen: 'live', executionId: one.executionId, tab: 'instances' })}
                >
                  {one.planName ?? one.executionId}
                </button>
              )}
              <span>{one.region}</span>
              <span>{one.sinceMs === null ? '—' : formatDuration(nowMs - one.sinceMs)}</span>
            </li>
          ))}
        </ul>
      </Modal>
    </>
  );
}
