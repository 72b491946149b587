import { IconShieldCheck } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import { z } from 'zod';
import { objectiveOf } from '../../shared/domain/objectives';
import type { PlanView, View } from '../../shared/domain/view';
import { valueWords } from '../charts/value-words';
import { t } from '../language/language';
import { useGo, useView } from '../store/page';
import { MiddleCut } from '../ui/middle-cut';
import { StateMark } from '../ui/state-mark';
import type { Spoken } from '../ui/tone';
import { Body, Teach } from './parts/body';
import parts from './parts/parts.module.css';
import { useKnownSettings } from './parts/use-past';
import { usePlans } from './parts/use-plans';
import { defineWidget, type Frame } from './widget';

/** Whether each recovery plan could start now, and what stands in its way; the most important first. */
export const readiness = defineWidget({
  type: 'readiness',
  title: 'widgets.readiness',
  text: 'widgets.readinessText',
  family: 'tables',
  icon: IconShieldCheck,
  size: { w: 12, h: 6, minW: 8, minH: 3 },
  settings: z.object({}),
  fields: [],
  Draw,
});

const noServers: View['servers'] = {};

function Draw({ frame }: { frame: Frame }): ReactNode {
  const go = useGo();
  const plans = usePlans(frame);
  const servers = useView((view) => view.servers, noServers);
  const known = useKnownSettings();
  const sorted = useMemo(
    () =>
      [...plans].sort(
        (a, b) => rankOf(a) - rankOf(b) || (objectiveOf(known, a.planId).tier ?? 9) - (objectiveOf(known, b.planId).tier ?? 9),
      ),
    [plans, known],
  );
  if (sorted.length === 0) return <Teach frame={frame} text={t('widgets.plansEmpty')} next={t('widgets.plansEmptyNext')} />;
  return (
    <Body frame={frame} scroll>
      <table className={parts.table}>
        <thead>
          <tr>
            <th scope="col">{t('widgets.columnPlan')}</th>
            <th scope="col">{t('widgets.columnReady')}</th>
            <th scope="col" className={parts.number}>
              {t('widgets.columnServers')}
            </th>
            <th scope="col" className={parts.number}>
              {t('widgets.columnLag')}
            </th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((plan) => (
            <tr key={`${plan.contextId} ${plan.planId}`}>
              <td className={parts.name} title={plan.planName}>
                <button type="button" className={parts.link} onClick={() => go({ screen: 'servers', serverId: null })}>
                  <MiddleCut text={plan.planName} />
                </button>
              </td>
              <td title={plan.obstacles.map(({ message }) => message).join(' ')}>
                <StateMark spoken={standingOf(plan)} />
              </td>
              <td className={parts.number}>{plan.serverCount}</td>
              <td className={parts.number}>{valueWords(worstLag(plan, servers), 'Seconds')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Body>
  );
}

/** A plan that runs cannot start, and nothing is wrong with it: its own execution and its jobs are what stands in the way. */
function runs({ obstacles }: PlanView): boolean {
  return (
    obstacles.some(({ code }) => code === 'plan-active') &&
    obstacles.every(({ code }) => code === 'plan-active' || code === 'server-in-job')
  );
}

function standingOf(plan: PlanView): Spoken {
  if (plan.ready) return { tone: 'succeeded', word: t('widgets.ready') };
  return runs(plan) ? { tone: 'running', word: t('widgets.planRuns') } : { tone: 'failed', word: plan.readiness };
}

/** What is in trouble first, what could start last. */
function rankOf(plan: PlanView): number {
  return plan.ready ? 2 : runs(plan) ? 1 : 0;
}

/** The longest lag of its servers in seconds; null while any of them is not measured, since that one may be worse. */
function worstLag(plan: PlanView, servers: View['servers']): number | null {
  const lags = plan.waves.flatMap(({ serverIds }) => serverIds.map((id) => servers[id]?.lagSeconds ?? null));
  const known = lags.filter((lag) => lag !== null);
  return known.length < lags.length || known.length === 0 ? null : Math.max(...known);
}
