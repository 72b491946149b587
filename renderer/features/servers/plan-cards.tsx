import type { ReactNode } from 'react';
import type { PlanView, ServerView } from '../../../shared/domain/view';
import { t } from '../../language/language';
import { useGo } from '../../store/page';
import { Scroll } from '../../ui/scroll';
import { capital } from '../../ui/sentence';
import { StateIcon } from '../../ui/state-mark';
import classes from './plan-cards.module.css';

/** Which plans could start now, and what stands in the way of the others. Those that cannot come first. */
export function PlanCards({ plans, servers }: { plans: readonly PlanView[]; servers: readonly ServerView[] }): ReactNode {
  if (plans.length === 0) return null;
  const ordered = [...plans].sort((a, b) => Number(a.ready) - Number(b.ready));
  return (
    <Scroll as="ul" className={classes.cards} aria-label={t('servers.plans')}>
      {ordered.map((plan) => (
        <li key={plan.planId} className={classes.card} data-blocked={toneOf(plan) === 'failed' || undefined}>
          <div className={classes.name} title={plan.planName}>
            {plan.planName}
          </div>
          <div className={classes.readiness}>
            <StateIcon tone={toneOf(plan)} />
            {plan.ready ? t('servers.couldStart') : capital(plan.readiness)}
          </div>
          <div className={classes.size}>
            {t('servers.waves', { count: plan.waves.length })}, {t('common.servers', { count: plan.serverCount })}
          </div>
          {plan.obstacles.map((obstacle) => (
            <p key={`${obstacle.code}${obstacle.message}`} className={classes.obstacle}>
              {obstacle.message}
            </p>
          ))}
          <Blocking plan={plan} servers={servers} />
        </li>
      ))}
    </Scroll>
  );
}

/** A plan that only runs already is in order; anything else that stops it wants somebody's attention. */
function toneOf({ ready, obstacles }: PlanView): 'succeeded' | 'running' | 'failed' {
  if (ready) return 'succeeded';
  return obstacles[0]?.code === 'plan-active' ? 'running' : 'failed';
}

function Blocking({ plan, servers }: { plan: PlanView; servers: readonly ServerView[] }): ReactNode {
  const go = useGo();
  return plan.blockingServerIds.slice(0, 3).map((id) => (
    <button key={id} type="button" className={classes.server} onClick={() => go({ screen: 'servers', serverId: id })}>
      {servers.find((one) => one.sourceServerId === id)?.name ?? id}
    </button>
  ));
}
