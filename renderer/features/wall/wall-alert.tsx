import { type ReactNode, useEffect, useRef } from 'react';
import type { Incident } from '../../../shared/domain/alerting/incident';
import { t } from '../../language/language';
import { waitingCount, waitingIncidents } from '../../store/incidents';
import { usePage, useView, useWallMs } from '../../store/page';
import { SeverityBadge } from '../../ui/severity-badge';
import { Ago } from '../../ui/time';
import { isLarge, seenAfter } from './seen-alerts';
import classes from './wall.module.css';

/** What waits for an answer: a critical alert takes the upper half at first, and a strip as long as nobody acknowledges it. */
export function WallAlert(): ReactNode {
  const open = useView((view) => waitingIncidents(view.incidents), []);
  const count = useView(waitingCount, 0);
  const seen = useSeen(open);
  const first = open[0];
  if (first === undefined) return null;
  return <Shown first={first} more={count - 1} seenAtMs={seen.get(first.incidentId) ?? null} />;
}

/** When each open alert was first seen by this wall, on the wall clock; those that are not open any more are forgotten. */
function useSeen(open: readonly Incident[]): ReadonlyMap<string, number> {
  const { wall } = usePage();
  const seen = useRef<ReadonlyMap<string, number>>(new Map());
  const next = seenAfter(
    seen.current,
    open.map(({ incidentId }) => incidentId),
    wall.nowMs(),
  );
  useEffect(() => {
    seen.current = next;
  });
  return next;
}

function Shown({ first, more, seenAtMs }: { first: Incident; more: number; seenAtMs: number | null }): ReactNode {
  const nowMs = useWallMs();
  const large = first.severity === 'CRITICAL' && isLarge(seenAtMs, nowMs);
  return (
    <section
      className={large ? classes.takeover : classes.strip}
      data-severity={first.severity}
      role="alert"
      aria-label={t('wall.alert')}
    >
      <div className={classes.alertHead}>
        <SeverityBadge severity={first.severity} />
        <strong className={classes.alertTitle}>{first.title}</strong>
        <span className={classes.alertAge} aria-hidden="true">
          <Ago at={first.openedAt} />
        </span>
        {more > 0 ? <span className={classes.alertMore}>{t('wall.more', { count: more })}</span> : null}
      </div>
      {large ? (
        <>
          <p className={classes.alertBody}>{first.summary}</p>
          <p className={classes.alertNext}>{first.nextStep}</p>
        </>
      ) : null}
    </section>
  );
}
