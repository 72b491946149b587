import type { PlanRecord } from '../../reports/sources';
import type { Settings } from '../../settings';

/** What was promised for these plans, in the form in which settings say it; of others nothing was. */
export function promises(plans: readonly PlanRecord[]): Pick<Settings, 'objectives'> {
  return {
    objectives: {
      default: { rtoMinutes: null, rpoMinutes: null, drillEveryDays: null, tier: null, owner: null },
      plans: plans.map(({ planId, objective }) => ({ planId, ...objective })),
    },
  };
}
