import { IconCalendarDue } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import { z } from 'zod';
import { cadenceOf } from '../../shared/domain/metrics/derive/cadence';
import { t } from '../language/language';
import { useGo } from '../store/page';
import { formatDate } from '../ui/format';
import { StateIcon } from '../ui/state-mark';
import { Body, Teach } from './parts/body';
import { cadenceWords } from './parts/cadence-words';
import parts from './parts/parts.module.css';
import { mostField, mostSetting } from './parts/settings';
import { useExecutions, useKnownSettings, useStepNowMs } from './parts/use-past';
import { usePlans } from './parts/use-plans';
import { defineWidget, type Frame } from './widget';

const settings = z.object({ most: mostSetting(6) });
const DAY_MS = 86_400_000;

/** The plans that are due for a drill next. */
export const nextDrills = defineWidget({
  type: 'next-drills',
  title: 'widgets.nextDrills',
  text: 'widgets.nextDrillsText',
  family: 'live',
  icon: IconCalendarDue,
  size: { w: 6, h: 5, minW: 4, minH: 2 },
  settings,
  fields: [mostField],
  Draw,
});

function Draw({ settings: { most }, frame }: { settings: z.output<typeof settings>; frame: Frame }): ReactNode {
  const go = useGo();
  const plans = usePlans(frame);
  const executions = useExecutions(frame, { plan: '', type: 'drill' });
  const known = useKnownSettings();
  const nowMs = useStepNowMs(DAY_MS / 24);
  const due = useMemo(
    () => cadenceOf(plans, executions, known, nowMs).filter(({ state }) => state !== 'no-cadence'),
    [plans, executions, known, nowMs],
  );
  if (due.length === 0)
    return (
      <Teach
        frame={frame}
        text={plans.length === 0 ? t('widgets.plansEmpty') : t('widgets.noCadence')}
        next={plans.length === 0 ? t('widgets.plansEmptyNext') : t('widgets.noCadenceNext')}
        onNext={() => go({ screen: plans.length === 0 ? 'sources' : 'settings' })}
      />
    );
  return (
    <Body frame={frame} scroll>
      <ul className={parts.rows}>
        {due.slice(0, most).map(({ plan, dueMs, state, last }) => {
          const words = cadenceWords(state);
          return (
            <li key={`${plan.contextId} ${plan.planId}`}>
              <button
                type="button"
                className={parts.row}
                onClick={() =>
                  go(last === null ? { screen: 'servers', serverId: null } : { screen: 'live', executionId: last.executionId })
                }
              >
                <StateIcon tone={words.tone} />
                <span className={parts.grow} title={plan.planName}>
                  {plan.planName}
                </span>
                <span title={dueMs === null ? undefined : formatDate(dueMs)}>
                  {dueMs === null ? words.word : dueWords(dueMs, nowMs)}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </Body>
  );
}

function dueWords(dueMs: number, nowMs: number): string {
  const days = Math.ceil((dueMs - nowMs) / DAY_MS);
  if (days <= 0) return t('widgets.overdueDays', { count: Math.max(0, Math.floor((nowMs - dueMs) / DAY_MS)) });
  return t('widgets.inDays', { count: days });
}
