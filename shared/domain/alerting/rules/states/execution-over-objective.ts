import { z } from 'zod';
import { objectiveOf } from '../../../objectives';
import { definePredicate, isGoingOn, minutesSince, minutesText } from './predicate';

/** An execution that goes on and has used up its plan's recovery time objective, or a share of it. */
export const executionOverObjective = definePredicate({
  name: 'execution-over-objective',
  title: 'Execution over its objective',
  text: 'An execution goes on and has used up this share of its plan’s recovery time objective. Plans without one never fire.',
  parameters: z.object({ Percent: z.number().min(1).max(1_000).default(100) }),
  find({ Percent }, { view, settings, nowMs }) {
    return Object.values(view.executions).flatMap((execution) => {
      const { executionId, contextId, planName, planId, status, startedAt } = execution;
      const { rtoMinutes } = objectiveOf(settings, planId);
      if (rtoMinutes === null || !isGoingOn({ status })) return [];
      const minutes = minutesSince(startedAt, nowMs);
      const limit = (rtoMinutes * Percent) / 100;
      if (minutes < limit) return [];
      const used = Percent === 100 ? 'its objective' : `${Percent} % of its objective`;
      return [
        {
          key: executionId,
          contextId,
          executionId,
          sourceServerId: null,
          labels: {},
          value: minutes * 60,
          threshold: limit * 60,
          title: `${planName} has used up ${used} of ${minutesText(rtoMinutes)}`,
          summary: `The execution ${executionId} has been running for ${minutesText(minutes)} since ${startedAt ?? 'an unknown moment'}.`,
          nextStep: 'Open the execution, find the wave that holds it up, and decide whether to go on.',
        },
      ];
    });
  },
});
