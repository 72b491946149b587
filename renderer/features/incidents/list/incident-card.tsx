import { Button } from '@mantine/core';
import { memo, type ReactNode } from 'react';
import { actorName } from '../../../../shared/domain/actor-name';
import type { Incident } from '../../../../shared/domain/alerting/incident';
import { t } from '../../../language/language';
import { isRunning, waits } from '../../../store/incidents';
import { useGo } from '../../../store/page';
import { ContextTag } from '../../../ui/context-tag';
import { stepWords } from '../../../ui/engine-words';
import { formatNumber } from '../../../ui/format';
import { AcknowledgeIncident } from '../../../ui/incidents/acknowledge-incident';
import { causeOf } from '../../../ui/incidents/cause-words';
import { ofIncident } from '../../../ui/incidents/incident-words';
import { NextEscalation } from '../../../ui/incidents/next-escalation';
import { SeverityBadge } from '../../../ui/severity-badge';
import { StateMark } from '../../../ui/state-mark';
import { Elapsed, Moment } from '../../../ui/time';
import classes from './incident-list.module.css';

interface Props {
  readonly incident: Incident;
  /** From 1. */
  readonly place: number;
  readonly of: number;
  readonly chosen: boolean;
  /** Somebody chose it: seen, wherever the focus went since. */
  readonly marked: boolean;
  readonly onChoose: () => void;
}

/** One incident in the list: how bad and why, what, since when, who has it, what is behind it and what to do. */
export const IncidentCard = memo(function IncidentCard({ incident, place, of, chosen, marked, onChoose }: Props): ReactNode {
  const go = useGo();
  const open = (): void => go({ screen: 'incident', incidentId: incident.incidentId });
  return (
    <article
      className={classes.card}
      data-severity={isRunning(incident) ? incident.severity : undefined}
      data-waits={waits(incident) || undefined}
      data-chosen={chosen || undefined}
      data-marked={marked || undefined}
      tabIndex={chosen ? 0 : -1}
      aria-posinset={place}
      aria-setsize={of}
      aria-label={t('incidents.cardName', { number: incident.number, title: incident.title })}
      onFocus={onChoose}
    >
      <div className={classes.grade}>
        <SeverityBadge severity={incident.severity} />
        <StateMark spoken={ofIncident(incident)} />
        {incident.rehearsal ? <span className={classes.rehearsal}>{t('alerts.rehearsal')}</span> : null}
      </div>
      <div className={classes.words}>
        <h2 className={classes.title}>
          <span className={classes.number}>#{incident.number}</span>
          <button type="button" className={classes.open} onClick={open} title={incident.title}>
            {incident.title}
          </button>
        </h2>
        <Story incident={incident} />
        <p className={classes.facts}>
          {incident.contextId === null ? null : <ContextTag contextId={incident.contextId} />}
          {incident.planName === null ? null : <span className={classes.plan}>{incident.planName}</span>}
          <Since incident={incident} />
          <span>{t('incidents.alertsOf', { count: incident.alerts })}</span>
          {incident.suppressed > 0 ? <span>{t('incidents.ofThemQuiet', { count: incident.suppressed })}</span> : null}
          <Answer incident={incident} />
          <NextEscalation incident={incident} />
          {incident.recurrence === null ? null : <span className={classes.again}>{incident.recurrence.text}</span>}
        </p>
      </div>
      <div className={classes.buttons}>
        <Button variant="default" size="compact-sm" onClick={open}>
          {t('incidents.open')}
        </Button>
        {waits(incident) ? <AcknowledgeIncident incident={incident} /> : null}
      </div>
    </article>
  );
});

/** Why that grave, what is probably behind it, and the next step: the gist, cut where it is long. */
function Story({ incident }: { incident: Incident }): ReactNode {
  const cause = causeOf(incident);
  const why = incident.severityWhy.join(', ');
  if (!isRunning(incident))
    return (
      <p className={classes.line} title={incident.resolvedBecause ?? incident.summary}>
        {incident.resolvedBecause ?? incident.summary}
      </p>
    );
  return (
    <p className={classes.line} title={[why, cause?.title ?? incident.summary, incident.nextStep].join('\n')}>
      {cause === null ? (
        incident.summary
      ) : (
        <>
          <b>{t('incidents.probably')}</b> {cause.title}{' '}
          <span className={classes.dim}>{t('incidents.percent', { n: formatNumber(cause.score * 100) })}</span>
        </>
      )}
      {incident.nextStep === '' ? null : (
        <>
          {' '}
          <b>{t('incidents.next')}</b> {stepWords(incident.nextStep)}
        </>
      )}
      {why === '' ? null : <span className={classes.dim}> {t('incidents.becauseOf', { why })}</span>}
    </p>
  );
}

function Since({ incident }: { incident: Incident }): ReactNode {
  if (incident.resolvedAt === null)
    return (
      <span>
        {t('incidents.since')} <Elapsed since={incident.openedAt} />
      </span>
    );
  return (
    <span>
      <Moment at={incident.openedAt} /> · {t('incidents.lasted')}{' '}
      <Elapsed since={incident.openedAt} until={incident.resolvedAt} />
    </span>
  );
}

function Answer({ incident }: { incident: Incident }): ReactNode {
  if (incident.acknowledgedBy !== null)
    return (
      <span>
        {t('incidents.has', { who: actorName(incident.acknowledgedBy) })}
        {incident.note === null ? null : <q>{incident.note}</q>}
      </span>
    );
  return isRunning(incident) && incident.needsAnswer ? <span className={classes.nobody}>{t('incidents.nobody')}</span> : null;
}
