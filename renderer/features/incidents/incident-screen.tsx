import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../../language/language';
import { useConsole, useGo } from '../../store/page';
import { type IncidentRead, useIncident } from '../../store/use-incident';
import { EmptyState } from '../../ui/empty-state';
import { Scroll } from '../../ui/scroll';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { RunbookPanel } from './runbook/runbook-panel';
import { AlertsOf } from './view/alerts-of';
import { Causes } from './view/causes';
import { Impact } from './view/impact';
import classes from './view/incident.module.css';
import { IncidentHead } from './view/incident-head';
import { Ladder } from './view/ladder';
import { Roles } from './view/roles';
import { Similar } from './view/similar';
import { Tickets } from './view/tickets';
import { Timeline } from './view/timeline';

/** One incident: what it is, how bad, why, what to do, who does it, and what has happened so far. */
export function IncidentScreen({ incidentId }: { incidentId: string }): ReactNode {
  const read = useIncident(incidentId);
  const go = useGo();
  const loaded = useConsole((data) => data.held !== null);
  if (read.incident !== null) return <Whole key={incidentId} incident={read.incident} read={read} />;
  if (read.problem !== null || (loaded && read.isRead))
    return (
      <EmptyState
        heading={t('incidents.incident')}
        text={t('incidents.notFound')}
        next={read.problem ?? ''}
        action={
          <Button variant="default" onClick={() => go({ screen: 'alerts' })}>
            {t('incidents.toAll')}
          </Button>
        }
      />
    );
  return (
    <div className={classes.loading}>
      <SkeletonRows rows={14} label={t('incidents.loading')} />
    </div>
  );
}

function Whole({ incident, read }: { incident: NonNullable<IncidentRead['incident']>; read: IncidentRead }): ReactNode {
  return (
    <div className={classes.screen}>
      <IncidentHead incident={incident} />
      {read.problem === null ? null : (
        <p role="status" className={classes.problem}>
          {t('incidents.notRead', { why: read.problem })}
        </p>
      )}
      <div className={classes.columns}>
        <Scroll as="section" className={classes.story} aria-label={t('incidents.whatIsWrong')}>
          <Impact incident={incident} />
          <Causes incident={incident} />
          <RunbookPanel incident={incident} />
          <AlertsOf incident={incident} alerts={read.alerts} isRead={read.isRead} />
          <Similar incident={incident} similar={read.similar} />
        </Scroll>
        <Scroll as="section" className={classes.people} aria-label={t('incidents.whoDoesWhat')}>
          <Ladder incident={incident} />
          <Roles incident={incident} />
          <Tickets incident={incident} />
          <Timeline incident={incident} entries={read.entries} isRead={read.isRead} />
        </Scroll>
      </div>
    </div>
  );
}
