import { Button } from '@mantine/core';
import { type ReactNode, useRef } from 'react';
import { t } from '../language/language';
import { waitingIncidents } from '../store/incidents';
import { useGo, useView } from '../store/page';
import type { Replay } from '../store/replay';
import { SeverityBadge } from '../ui/severity-badge';
import { isActive, isRecovery } from '../ui/tone';
import classes from './strip.module.css';

/**
 * What happens now while somebody looks at the past: alerts that came since, those that are critical at any rate, and a recovery that
 * runs. Drawn inside the live page.
 */
export function LiveNowStrip({ replay }: { replay: Replay }): ReactNode {
  const open = useView((view) => waitingIncidents(view.incidents), null);
  const recovery = useView(
    (view) => Object.values(view.executions).some((one) => isActive(one.status) && isRecovery(one.executionType)),
    false,
  );
  const go = useGo();
  const known = useRef<ReadonlySet<string> | null>(null);
  if (open !== null) known.current ??= new Set(open.map(({ incidentId }) => incidentId));
  const news = (open ?? []).filter(
    ({ incidentId, severity }) => severity === 'CRITICAL' || known.current?.has(incidentId) === false,
  );
  const first = news[0];
  if (first === undefined && !recovery) return null;
  const show = (): void => {
    replay.leave();
    if (first !== undefined) go({ screen: 'incident', incidentId: first.incidentId });
  };
  return (
    <section className={classes.strip} data-tone={first?.severity ?? 'CRITICAL'} role="alert" aria-label={t('replay.live')}>
      {first === undefined ? null : <SeverityBadge severity={first.severity} />}
      <span className={classes.one}>
        {first === undefined ? null : <strong>{t('replay.newAlert', { count: news.length, title: first.title })}</strong>}{' '}
        {recovery ? <strong>{t('replay.recoveryNow')}</strong> : null}
      </span>
      <span className={classes.buttons}>
        <Button size="compact-sm" onClick={show}>
          {t('replay.leave')}
        </Button>
      </span>
    </section>
  );
}
