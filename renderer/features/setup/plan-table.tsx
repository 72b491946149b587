import type { ReactNode } from 'react';
import type { StepOutcome } from '../../../shared/domain/setup/outcomes';
import type { Step, StepState } from '../../../shared/domain/setup/plan';
import type { SetupProgress } from '../../../shared/domain/setup/progress';
import type { Place } from '../../../shared/domain/setup/wishes';
import { t } from '../../language/language';
import { StateMark } from '../../ui/state-mark';
import type { Tone } from '../../ui/tone';
import classes from './setup-screen.module.css';

const tones = {
  exists: 'succeeded',
  create: 'running',
  change: 'waiting',
  remove: 'waiting',
  clash: 'failed',
  unknown: 'unknown',
} as const satisfies Record<StepState, Tone>;

interface PlanTableProps {
  readonly plan: readonly Step[];
  /** Where the console itself stands; other places are named. */
  readonly home: Place;
  /** While it is carried out: what has been done so far. */
  readonly progress: SetupProgress | null;
}

/** Each resource: what becomes of it and why, and what that needs to be allowed. */
export function PlanTable({ plan, home, progress }: PlanTableProps): ReactNode {
  const done = new Map(progress?.steps.map(({ id, outcome }) => [id, outcome]));
  return (
    <div className={classes.scrolls}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{t('setup.part')}</th>
            <th>{t('setup.state')}</th>
            <th>{t('setup.needsAllowed')}</th>
          </tr>
        </thead>
        <tbody>
          {plan.map((step) => (
            <tr key={step.id}>
              <td>
                <div>{step.resource.title}</div>
                <div className={classes.dim}>
                  {step.resource.name}
                  {elsewhere(step, home)}
                </div>
              </td>
              <td>
                <StateMark spoken={{ word: t(`setup.step:${step.state}`), tone: tones[step.state] }} />
                <div className={classes.dim}>{wordOf(done.get(step.id)) ?? step.why}</div>
              </td>
              <td className={classes.mono}>{step.permissions.map(({ action }) => action).join(', ') || '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function elsewhere({ resource }: Step, home: Place): string {
  const { accountId, region } = resource;
  return accountId === home.accountId && region === home.region ? '' : ` · ${t('setup.place', { account: accountId, region })}`;
}

function wordOf(outcome: StepOutcome | null | undefined): string | null {
  return outcome === null || outcome === undefined ? null : t('setup.justNow', { outcome: t(`ui.setupStep:${outcome}`) });
}
