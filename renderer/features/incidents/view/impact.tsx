import type { ReactNode } from 'react';
import type { Impact as Impacts, Incident } from '../../../../shared/domain/alerting/incident';
import { locale, t } from '../../../language/language';
import { isRunning } from '../../../store/incidents';
import { useNowMs } from '../../../store/page';
import { formatDuration, formatNumber } from '../../../ui/format';
import classes from './incident.module.css';

/** What the incident costs: servers, applications, whose plan, the objective, money. What is not known says so. */
export function Impact({ incident }: { incident: Incident }): ReactNode {
  const { impact } = incident;
  if (impact === null) return null;
  return (
    <section aria-label={t('incidents.impact')}>
      <h2 className={classes.heading}>{t('incidents.impact')}</h2>
      <dl className={classes.figures}>
        <Figure name={t('incidents.servers')}>
          {impact.serversOfPlan === null
            ? t('incidents.inDoubt', { n: impact.servers })
            : t('incidents.ofPlan', { n: impact.servers, all: impact.serversOfPlan })}
        </Figure>
        <Figure name={t('incidents.applications')}>
          {impact.applications.length === 0 ? t('incidents.unknown') : impact.applications.join(', ')}
        </Figure>
        {impact.plans.map((plan) => (
          <Figure key={plan.planName} name={t('incidents.planOf', { plan: plan.planName })}>
            {[
              plan.owner ?? t('incidents.noOwner'),
              ...(plan.tier === null ? [] : [t('incidents.tier', { n: plan.tier })]),
              impact.isRecovery ? t('incidents.recovery') : t('incidents.drill'),
              ...(impact.environment === null ? [] : [t(`ui.environment:${impact.environment}`)]),
            ].join(' · ')}
          </Figure>
        ))}
        <Figure name={t('incidents.objective')} alarming={impact.isRtoAtRisk && isRunning(incident)}>
          <Objective impact={impact} incident={incident} />
        </Figure>
        <Figure name={t('incidents.cost')}>
          {impact.costPerHour === null
            ? t('incidents.instancesRunning', { count: impact.instancesRunning })
            : t('incidents.perHour', {
                n: impact.instancesRunning,
                cost: moneyOf(impact.costPerHour, impact.currency),
              })}
        </Figure>
      </dl>
    </section>
  );
}

function Figure({ name, alarming = false, children }: { name: string; alarming?: boolean; children: ReactNode }): ReactNode {
  return (
    <div className={classes.figure} data-alarming={alarming || undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Objective({ impact, incident }: { impact: Impacts; incident: Incident }): ReactNode {
  const { objectiveAt = null, rtoMinutes } = impact;
  if (objectiveAt === null) return rtoMinutes === null ? t('incidents.noObjective') : t('incidents.minutes', { n: rtoMinutes });
  if (isRunning(incident)) return <Counting objectiveAt={objectiveAt} impact={impact} />;
  return <Left ms={Date.parse(objectiveAt) - Date.parse(incident.resolvedAt ?? incident.changedAt)} impact={impact} />;
}

function Counting({ objectiveAt, impact }: { objectiveAt: string; impact: Impacts }): ReactNode {
  return <Left ms={Date.parse(objectiveAt) - useNowMs()} impact={impact} />;
}

function Left({ ms, impact }: { ms: number; impact: Impacts }): ReactNode {
  const left = formatDuration(Math.abs(ms));
  const words = ms < 0 ? t('incidents.missedBy', { left }) : t('incidents.leftOf', { left });
  return impact.isRtoAtRisk && ms >= 0 ? `${words} · ${t('incidents.atRisk')}` : words;
}

function moneyOf(value: number, currency: string | null): string {
  return currency === null
    ? formatNumber(value, 2)
    : value.toLocaleString(locale(), { style: 'currency', currency, maximumFractionDigits: 2 });
}
