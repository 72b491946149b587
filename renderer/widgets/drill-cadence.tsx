import { IconCalendarRepeat } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import { z } from 'zod';
import { cadenceOf } from '../../shared/domain/metrics/derive/cadence';
import { t } from '../language/language';
import { useGo } from '../store/page';
import { formatDate } from '../ui/format';
import { StateMark } from '../ui/state-mark';
import { Moment } from '../ui/time';
import { Body, Teach } from './parts/body';
import { cadenceWords } from './parts/cadence-words';
import parts from './parts/parts.module.css';
import { useExecutions, useKnownSettings, useStepNowMs } from './parts/use-past';
import { usePlans } from './parts/use-plans';
import { defineWidget, type Frame } from './widget';

/** When each plan was last drilled with success, and when it is due again. */
export const drillCadence = defineWidget({
  type: 'drill-cadence',
  title: 'widgets.drillCadence',
  text: 'widgets.drillCadenceText',
  family: 'tables',
  icon: IconCalendarRepeat,
  size: { w: 12, h: 6, minW: 9, minH: 3 },
  settings: z.object({}),
  fields: [],
  Draw,
});

const HOUR_MS = 3_600_000;

function Draw({ frame }: { frame: Frame }): ReactNode {
  const go = useGo();
  const plans = usePlans(frame);
  const executions = useExecutions(frame, { plan: '', type: 'drill' });
  const known = useKnownSettings();
  const nowMs = useStepNowMs(HOUR_MS);
  const rows = useMemo(() => cadenceOf(plans, executions, known, nowMs), [plans, executions, known, nowMs]);
  if (rows.length === 0) return <Teach frame={frame} text={t('widgets.plansEmpty')} next={t('widgets.plansEmptyNext')} />;
  return (
    <Body frame={frame} scroll>
      <table className={parts.table}>
        <thead>
          <tr>
            <th scope="col">{t('widgets.columnPlan')}</th>
            <th scope="col">{t('widgets.columnCadence')}</th>
            <th scope="col">{t('widgets.columnLastDrill')}</th>
            <th scope="col" className={parts.number}>
              {t('widgets.columnDue')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ plan, last, everyDays, dueMs, state }) => (
            <tr key={`${plan.contextId} ${plan.planId}`}>
              <td className={parts.name} title={plan.planName}>
                {plan.planName}
              </td>
              <td>
                <StateMark spoken={cadenceWords(state)} />
              </td>
              <td>
                {last?.endedAt == null ? (
                  <span className={parts.dim}>{t('widgets.noDrillYet')}</span>
                ) : (
                  <button
                    type="button"
                    className={parts.link}
                    onClick={() => go({ screen: 'live', executionId: last.executionId })}
                  >
                    <Moment at={last.endedAt} />
                  </button>
                )}
              </td>
              <td className={parts.number}>
                {dueMs === null
                  ? everyDays === null
                    ? '—'
                    : t('widgets.dueAtOnce')
                  : `${formatDate(dueMs)} · ${t('widgets.everyDays', { count: everyDays ?? 0 })}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Body>
  );
}
