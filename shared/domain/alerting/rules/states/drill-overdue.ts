import { z } from 'zod';
import { objectiveOf } from '../../../objectives';
import { definePredicate } from './predicate';

const DAY_MS = 86_400_000;

/** A plan that was not drilled as often as was promised. */
export const drillOverdue = definePredicate({
  name: 'drill-overdue',
  title: 'Drill overdue',
  text: 'The last drill of a plan that completed is older than its objective says. A plan that was never drilled here counts too.',
  parameters: z.object({}),
  find(_, { view, settings, nowMs }) {
    const executions = Object.values(view.executions);
    return Object.values(view.plans).flatMap(({ planId, planName, contextId }) => {
      const { drillEveryDays } = objectiveOf(settings, planId);
      if (drillEveryDays === null) return [];
      const newest = executions.reduce((last, one) => {
        const counts = one.planId === planId && one.status === 'COMPLETED' && one.executionType.toUpperCase() === 'DRILL';
        return counts && one.endedAt !== null ? Math.max(last, Date.parse(one.endedAt)) : last;
      }, Number.NEGATIVE_INFINITY);
      const days = Math.floor((nowMs - newest) / DAY_MS);
      if (days < drillEveryDays) return [];
      return [
        {
          key: `${contextId}/${planId}`,
          contextId,
          executionId: null,
          sourceServerId: null,
          labels: { plan: planName, planId },
          value: Number.isFinite(days) ? days : null,
          threshold: drillEveryDays,
          title: `A drill of ${planName} is due`,
          summary: Number.isFinite(days)
            ? `The last one completed ${days} days ago; every ${drillEveryDays} days were promised.`
            : `None has completed as far as this console knows; every ${drillEveryDays} days were promised.`,
          nextStep: 'Agree on a date and start the drill.',
        },
      ];
    });
  },
});
