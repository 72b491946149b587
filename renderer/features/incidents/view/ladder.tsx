import type { ReactNode } from 'react';
import type { Escalation, EscalationTarget } from '../../../../shared/domain/alerting/escalate/escalation';
import type { Incident } from '../../../../shared/domain/alerting/incident';
import { t } from '../../../language/language';
import { useNowMs } from '../../../store/page';
import { formatClock, formatDuration } from '../../../ui/format';
import { StateIcon } from '../../../ui/state-mark';
import { ClockTime } from '../../../ui/time';
import classes from './incident.module.css';
import { LadderTools } from './ladder-tools';
import { type Rung, rungsOf } from './rungs';
import { useTargetNames } from './use-target-names';

/** The escalation as a ladder: which steps ran and whom they reached, which comes when, and who would be asked. */
export function Ladder({ incident }: { incident: Incident }): ReactNode {
  const { escalation } = incident;
  const nameOf = useTargetNames();
  return (
    <section aria-label={t('incidents.escalation')}>
      <div className={classes.headingLine}>
        <h2 className={classes.heading}>{t('incidents.escalation')}</h2>
        <LadderTools incident={incident} />
      </div>
      {escalation === null ? (
        <p className={classes.dim}>{t('incidents.noEscalation')}</p>
      ) : (
        <>
          <p className={classes.dim}>
            {escalation.policyName}
            {escalation.repeat === 0
              ? null
              : ` · ${t('incidents.round', { n: Math.min(escalation.loop, escalation.repeat) + 1, all: escalation.repeat + 1 })}`}
          </p>
          <ol className={classes.ladder}>
            {rungsOf(escalation).map((rung) => (
              <One key={rung.step} rung={rung} nameOf={nameOf} />
            ))}
          </ol>
          <Rest incident={incident} escalation={escalation} />
        </>
      )}
    </section>
  );
}

function One({ rung, nameOf }: { rung: Rung; nameOf: (target: EscalationTarget) => string }): ReactNode {
  return (
    <li className={classes.rung} data-state={rung.state}>
      <StateIcon tone={toneOf(rung)} />
      <div>
        <div className={classes.rungHead}>
          <b>{t('incidents.step', { n: rung.step + 1 })}</b>
          <span>{rung.targets.map(nameOf).join(', ')}</span>
          {rung.dueAt === null ? null : rung.state === 'next' ? <Due at={rung.dueAt} /> : <Planned at={rung.dueAt} />}
        </div>
        {rung.reached.map((one) => (
          <p key={`${one.at}${one.to}`} className={classes.dim}>
            <ClockTime at={one.at} /> {one.to}
            {one.why === '' ? null : `: ${one.why}`}
          </p>
        ))}
        {rung.missed.map((one) => (
          <p key={`${one.at}${one.text}`} className={classes.dim}>
            <ClockTime at={one.at} /> {one.text}
          </p>
        ))}
      </div>
    </li>
  );
}

/** A step that asked nobody is no success. */
function toneOf({ state, reached }: Rung): 'succeeded' | 'waiting' | 'quiet' {
  if (state === 'ran') return reached.length > 0 ? 'succeeded' : 'waiting';
  return state === 'next' ? 'waiting' : 'quiet';
}

function Due({ at }: { at: string }): ReactNode {
  const leftMs = Date.parse(at) - useNowMs();
  return (
    <span className={classes.due}>
      {leftMs <= 0 ? t('incidents.now') : t('incidents.inAt', { left: formatDuration(leftMs), at: formatClock(Date.parse(at)) })}
    </span>
  );
}

function Planned({ at }: { at: string }): ReactNode {
  return (
    <span className={classes.dim}>
      {t('incidents.at')} <ClockTime at={at} />
    </span>
  );
}

/** Why nothing more comes, where nothing does. */
function Rest({ incident, escalation }: { incident: Incident; escalation: Escalation }): ReactNode {
  if (incident.status === 'ACKNOWLEDGED')
    return (
      <p className={classes.dim}>
        {escalation.remindAt === null ? (
          t('incidents.stoppedByAnswer')
        ) : (
          <>
            {t('incidents.remindsAt')} <ClockTime at={escalation.remindAt} />
          </>
        )}
      </p>
    );
  if (incident.status === 'OPEN' && escalation.nextAt === null) return <p className={classes.dim}>{t('incidents.allReached')}</p>;
  return null;
}
