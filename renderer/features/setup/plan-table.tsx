import type { ReactNode } from 'react';
import type { Step, StepState } from '../../../shared/domain/setup/plan';
import type { SetupProgress } from '../../../shared/domain/setup/progress';
import type { Place } from '../../../shared/domain/setup/wishes';
import { StateMark } from '../../ui/state-mark';
import type { Spoken } from '../../ui/tone';
import classes from './setup-screen.module.css';

const spoken: Readonly<Record<StepState, Spoken>> = {
  exists: { word: 'There already', tone: 'succeeded' },
  create: { word: 'To make', tone: 'running' },
  change: { word: 'To change', tone: 'waiting' },
  remove: { word: 'To remove', tone: 'waiting' },
  clash: { word: 'Not ours', tone: 'failed' },
  unknown: { word: 'Not visible', tone: 'unknown' },
};

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
            <th>Part</th>
            <th>State</th>
            <th>Needs to be allowed</th>
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
                <StateMark spoken={spoken[step.state]} />
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
  return accountId === home.accountId && region === home.region ? '' : ` · ${accountId} in ${region}`;
}

function wordOf(outcome: string | null | undefined): string | null {
  return outcome === null || outcome === undefined ? null : `Just now: ${outcome}.`;
}
