import type { Instant } from '../../primitives';
import type { Execution } from '../../view';
import type { CauseId } from '../causes/cause-ids';
import type { Fixed } from './trends';

/** How often a cause led an incident of a plan, and when last. */
export interface CauseOfPlan {
  readonly causeId: CauseId;
  readonly planId: string;
  readonly planName: string;
  readonly times: number;
  readonly lastAt: Instant;
}

/** No drill can mend these: they are how a drill goes, or say nothing. */
const notMended: ReadonlySet<CauseId> = new Set([
  'waits-for-approval',
  'cancelled-by-operator',
  'reported-by-script',
  'rule-threshold',
  'unusual',
  'unknown',
]);

/** What drills proved mended: the cause last came before a drill of the same plan that began after it, and completed. */
export function fixedBy(
  causes: readonly CauseOfPlan[],
  executions: readonly Pick<Execution, 'executionId' | 'planId' | 'executionType' | 'status' | 'startedAt' | 'endedAt'>[],
): Fixed[] {
  const drills = executions.filter(({ executionType, status }) => executionType === 'DRILL' && status === 'COMPLETED');
  return causes.flatMap(({ causeId, planId, planName, times, lastAt }) => {
    if (notMended.has(causeId)) return [];
    const first = drills
      .flatMap(({ executionId, planId: of, startedAt, endedAt }) =>
        of === planId && startedAt !== null && endedAt !== null && startedAt > lastAt
          ? [{ executionId, completedAt: endedAt }]
          : [],
      )
      .reduce<Fixed['drill'] | null>((best, one) => (best === null || one.completedAt < best.completedAt ? one : best), null);
    return first === null ? [] : [{ causeId, planId, planName, times, lastAt, drill: first }];
  });
}
