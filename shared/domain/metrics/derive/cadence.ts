import { objectiveOf } from '../../objectives';
import type { Settings } from '../../settings';
import type { Execution, PlanView } from '../../view';
import { outcomeOf } from './outcomes';

/** `never`: a drill is asked for and none completed. `no-cadence`: nobody said how often. `soon`: within a tenth of the period. */
export type CadenceState = 'overdue' | 'never' | 'soon' | 'on-time' | 'no-cadence';

export interface Cadence<P, E> {
  readonly plan: P;
  /** The newest drill that completed with every server. */
  readonly last: E | null;
  readonly everyDays: number | null;
  /** Epoch milliseconds; null where nothing is due. A plan that never had a drill is due at once and has none either. */
  readonly dueMs: number | null;
  readonly state: CadenceState;
}

type Drilled = Pick<
  Execution,
  'status' | 'detail' | 'counts' | 'planId' | 'planName' | 'executionType' | 'endedAt' | 'contextId'
>;
type Planned = Pick<PlanView, 'planId' | 'planName' | 'contextId'>;

const DAY_MS = 86_400_000;
const pressing: Readonly<Record<CadenceState, number>> = { overdue: 0, never: 1, soon: 2, 'on-time': 3, 'no-cadence': 4 };

/** When each plan was last drilled and when it is due at `nowMs` (epoch milliseconds), most pressing first. */
export function cadenceOf<P extends Planned, E extends Drilled>(
  plans: readonly P[],
  executions: readonly E[],
  settings: Pick<Settings, 'objectives'>,
  nowMs: number,
): readonly Cadence<P, E>[] {
  return plans
    .map((plan) => ofPlan(plan, executions, objectiveOf(settings, plan.planId).drillEveryDays, nowMs))
    .sort(
      (a, b) =>
        pressing[a.state] - pressing[b.state] ||
        (a.dueMs ?? Number.MAX_SAFE_INTEGER) - (b.dueMs ?? Number.MAX_SAFE_INTEGER) ||
        a.plan.planName.localeCompare(b.plan.planName),
    );
}

function ofPlan<P extends Planned, E extends Drilled>(
  plan: P,
  executions: readonly E[],
  everyDays: number | null,
  nowMs: number,
): Cadence<P, E> {
  const last = executions.reduce<E | null>(
    (newest, one) => (isDrillOf(plan, one) && (one.endedAt ?? '') > (newest?.endedAt ?? '') ? one : newest),
    null,
  );
  const at = last?.endedAt ?? null;
  if (everyDays === null) return { plan, last, everyDays, dueMs: null, state: 'no-cadence' };
  if (at === null) return { plan, last, everyDays, dueMs: null, state: 'never' };
  const dueMs = Date.parse(at) + everyDays * DAY_MS;
  const state = dueMs <= nowMs ? 'overdue' : dueMs - nowMs <= (everyDays * DAY_MS) / 10 ? 'soon' : 'on-time';
  return { plan, last, everyDays, dueMs, state };
}

function isDrillOf(plan: Planned, execution: Drilled): boolean {
  const isPlan =
    execution.planId === null
      ? execution.planName === plan.planName && execution.contextId === plan.contextId
      : execution.planId === plan.planId;
  return isPlan && execution.executionType.toUpperCase() === 'DRILL' && outcomeOf(execution) === 'succeeded';
}
