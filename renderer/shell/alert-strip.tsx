import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../language/language';
import { waitingCount, waitingIncidents } from '../store/incidents';
import { useGo, useUi, useView } from '../store/page';
import { stepWords } from '../ui/engine-words';
import { formatNumber } from '../ui/format';
import { AcknowledgeIncident } from '../ui/incidents/acknowledge-incident';
import { causeOf } from '../ui/incidents/cause-words';
import { SeverityBadge } from '../ui/severity-badge';
import { Ago } from '../ui/time';
import classes from './strip.module.css';

/** What waits for an answer, most severe first, whatever context is being looked at. It cannot be scrolled away. */
export function AlertStrip(): ReactNode {
  const waiting = useView((view) => waitingIncidents(view.incidents), []);
  const count = useView(waitingCount, 0);
  const route = useUi((ui) => ui.route);
  const go = useGo();
  const first = waiting[0];
  if (first === undefined) return null;
  const story = causeOf(first)?.title ?? first.summary;
  const next = stepWords(first.nextStep);
  const isHere = route.screen === 'incident' && route.incidentId === first.incidentId;
  return (
    <section className={classes.strip} data-tone={first.severity} role="alert" aria-label={t('shell.waitingForAnswer')}>
      <SeverityBadge severity={first.severity} />
      <span className={classes.one} title={`#${first.number} ${first.title}. ${story} ${next}`}>
        <span className={classes.dim}>#{first.number}</span> <strong>{first.title}</strong>{' '}
        <span className={classes.dim}>{story}</span> {next}
      </span>
      {/* Not read out again with every minute that passes. */}
      <span className={classes.dim} aria-hidden="true">
        <Ago at={first.openedAt} />
      </span>
      {count <= 1 ? null : (
        <button type="button" className={classes.more} onClick={() => go({ screen: 'alerts' })}>
          {t('shell.andMore', { n: formatNumber(count - 1) })}
        </button>
      )}
      <span className={classes.buttons}>
        {isHere ? null : (
          <Button variant="default" size="compact-sm" onClick={() => go({ screen: 'incident', incidentId: first.incidentId })}>
            {t('shell.open')}
          </Button>
        )}
        <AcknowledgeIncident incident={first} />
      </span>
    </section>
  );
}
