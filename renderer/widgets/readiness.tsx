import { IconShieldCheck } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import { z } from 'zod';
import { objectiveOf } from '../../shared/domain/objectives';
import type { PlanView, View } from '../../shared/domain/view';
import { valueWords } from '../charts/value-words';
import { t } from '../language/language';
import { useGo, useView } from '../store/page';
import { StateMark } from '../ui/state-mark';
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
        (a, b) =>
          Number(a.ready) - Number(b.ready) ||
          (objectiveOf(known, a.planId).tier ?? 9) - (objectiveOf(known, b.planId).tier ?? 9),
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
                  {plan.planName}
                </button>
              </td>
              <td title={plan.obstacles.map(({ message }) => message).join(' ')}>
                <StateMark
                  spoken={plan.ready ? { tone: 'succeeded', word: t('widgets.ready') } : { tone: 'failed', word: plan.readiness }}
                />
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

/** The longest lag of its servers in seconds; null while any of them is not measured, since that one may be worse. */
function worstLag(plan: PlanView, servers: View['servers']): number | null {
  const lags = plan.waves.flatMap(({ serverIds }) => serverIds.map((id) => servers[id]?.lagSeconds ?? null));
  const known = lags.filter((lag) => lag !== null);
  return known.length < lags.length || known.length === 0 ? null : Math.max(...known);
}
