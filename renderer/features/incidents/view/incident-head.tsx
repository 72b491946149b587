import { ActionIcon, Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { actorName } from '../../../../shared/domain/actor-name';
import type { Incident } from '../../../../shared/domain/alerting/incident';
import { t } from '../../../language/language';
import { isRunning } from '../../../store/incidents';
import { useGo } from '../../../store/page';
import { useReplay } from '../../../store/replay';
import { ContextTag } from '../../../ui/context-tag';
import { stepWords } from '../../../ui/engine-words';
import { AcknowledgeIncident } from '../../../ui/incidents/acknowledge-incident';
import { ofIncident } from '../../../ui/incidents/incident-words';
import { NextEscalation } from '../../../ui/incidents/next-escalation';
import { StateMark } from '../../../ui/state-mark';
import { Ago, Elapsed, Moment } from '../../../ui/time';
import classes from './incident.module.css';
import { IncidentMenu } from './incident-menu';
import { ResolveButton } from './resolve-button';
import { SeverityMenu } from './severity-menu';

/** What it is and how bad, since when, who has it, and what can be done with it. */
export function IncidentHead({ incident }: { incident: Incident }): ReactNode {
  const go = useGo();
  const isPast = useReplay() !== null;
  const running = isRunning(incident);
  return (
    <header className={classes.head} data-severity={running ? incident.severity : undefined} data-tour="head">
      <div className={classes.headLine}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('incidents.toAll')}
          title={t('incidents.toAll')}
          onClick={() => go({ screen: 'alerts' })}
        >
          <IconArrowLeft size={18} />
        </ActionIcon>
        <SeverityMenu incident={incident} />
        <h1 className={classes.title} title={incident.title}>
          <span className={classes.number}>#{incident.number}</span> {incident.title}
        </h1>
        {isPast ? null : (
          <div className={`notOnPaper ${classes.headTools}`}>
            <AcknowledgeIncident incident={incident} />
            {running ? <ResolveButton incident={incident} /> : null}
            <IncidentMenu incident={incident} />
          </div>
        )}
      </div>
      <p className={classes.headFacts}>
        <StateMark spoken={ofIncident(incident)} strong />
        {incident.rehearsal ? <span className={classes.rehearsal}>{t('alerts.rehearsal')}</span> : null}
        <Since incident={incident} />
        {incident.acknowledgedBy === null ? null : (
          <span>
            {t('incidents.has', { who: actorName(incident.acknowledgedBy) })}
            {incident.acknowledgedAt === null ? null : (
              <>
                {' '}
                <Ago at={incident.acknowledgedAt} />
              </>
            )}
            {incident.note === null ? null : <q>{incident.note}</q>}
          </span>
        )}
        <NextEscalation incident={incident} />
        {incident.contextId === null ? null : <ContextTag contextId={incident.contextId} />}
        {incident.executionId === null ? null : (
          <Button variant="default" size="compact-xs" onClick={() => go({ screen: 'live', executionId: incident.executionId })}>
            {t('incidents.toExecution', { plan: incident.planName ?? t('incidents.theExecution') })}
          </Button>
        )}
        {incident.mergedInto === null ? null : (
          <Button
            variant="default"
            size="compact-xs"
            onClick={() => go({ screen: 'incident', incidentId: incident.mergedInto ?? '' })}
          >
            {t('incidents.toMerged')}
          </Button>
        )}
      </p>
      <p className={classes.summary}>{incident.summary}</p>
      {running && incident.nextStep !== '' ? (
        <p className={classes.nextStep}>
          <b>{t('incidents.next')}</b> {stepWords(incident.nextStep)}
        </p>
      ) : null}
    </header>
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
      {incident.resolvedBecause === null ? null : <> · {incident.resolvedBecause}</>}
    </span>
  );
}
