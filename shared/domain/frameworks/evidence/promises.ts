import type { ReportSources } from '../../reports/sources';
import type { Settings } from '../../settings';

/** What was promised for these plans, also for those that are gone, in the form in which settings say it. */
export function promises(
  sources: Pick<ReportSources, 'objectiveOf'>,
  things: Iterable<{ readonly planId: string | null }>,
): Pick<Settings, 'objectives'> {
  const ids = new Set<string>();
  for (const { planId } of things) if (planId !== null) ids.add(planId);
  return {
    objectives: {
      default: sources.objectiveOf(null),
      plans: [...ids].map((planId) => ({ planId, ...sources.objectiveOf(planId) })),
    },
  };
}
