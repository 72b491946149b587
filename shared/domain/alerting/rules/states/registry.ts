import { err, type Result } from '../../../../lib/result';
import type { RuleProblem } from '../compile';
import { agentSilent } from './agent-silent';
import { capacityNear } from './capacity-near';
import { drillOverdue } from './drill-overdue';
import { executionOverObjective } from './execution-over-objective';
import { executionPausedLong } from './execution-paused-long';
import { executionRunsLong } from './execution-runs-long';
import { instancesLeftRunning } from './instances-left-running';
import { lagOverObjective } from './lag-over-objective';
import { performanceDegraded } from './performance-degraded';
import { planNotReady } from './plan-not-ready';
import type { BoundState, StatePredicate } from './predicate';
import { replicationInState } from './replication-in-state';
import { serverStuck } from './server-stuck';
import { sourceSilent } from './source-silent';
import { waveStuck } from './wave-stuck';

export type { BoundState } from './predicate';

/** Conditions on the live view that rules may name. To add one: a file, and its line here. */
export const statePredicates: readonly StatePredicate[] = [
  executionOverObjective,
  executionRunsLong,
  executionPausedLong,
  waveStuck,
  serverStuck,
  lagOverObjective,
  replicationInState,
  agentSilent,
  sourceSilent,
  capacityNear,
  planNotReady,
  instancesLeftRunning,
  drillOverdue,
  performanceDegraded,
];

/** The condition of that name with these parameters. */
export function bindState(name: string, parameters: unknown): Result<BoundState, RuleProblem> {
  const predicate = statePredicates.find((one) => one.name === name);
  if (predicate !== undefined) return predicate.bind(parameters);
  const known = statePredicates.map((one) => one.name).join(', ');
  return err({ field: 'Conditions.State.Name', message: `there is no state ${name}; known are ${known}` });
}
