import { z } from 'zod';
import { definePredicate } from './predicate';

/** A plan the platform would refuse to start now. */
export const planNotReady = definePredicate({
  name: 'plan-not-ready',
  title: 'Plan cannot start',
  text: 'The platform would refuse to start this plan now.',
  parameters: z.object({}),
  find: (_, { view }) =>
    Object.values(view.plans).flatMap(({ planId, planName, contextId, ready, readiness, obstacles }) =>
      ready
        ? []
        : [
            {
              key: `${contextId}/${planId}`,
              contextId,
              executionId: null,
              sourceServerId: null,
              labels: { plan: planName, planId },
              value: obstacles.length,
              threshold: 0,
              title: `${planName} cannot start`,
              summary: `It ${readiness}.`,
              nextStep: 'Open the plan: it lists what stands in the way, in the order in which the platform checks.',
            },
          ],
    ),
});
