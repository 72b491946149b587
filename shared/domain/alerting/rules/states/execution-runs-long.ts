import { z } from 'zod';
import { definePredicate, isGoingOn, Minutes, minutesSince, minutesText } from './predicate';

/** An execution that goes on for longer than is usual here. */
export const executionRunsLong = definePredicate({
  name: 'execution-runs-long',
  title: 'Execution runs long',
  text: 'An execution goes on for longer than this, pauses included.',
  parameters: z.object({ Minutes: Minutes.default(240) }),
  find: ({ Minutes: limit }, { view, nowMs }) =>
    Object.values(view.executions).flatMap(({ executionId, contextId, planName, status, startedAt }) => {
      const minutes = minutesSince(startedAt, nowMs);
      if (!isGoingOn({ status }) || startedAt === null || minutes < limit) return [];
      return [
        {
          key: executionId,
          contextId,
          executionId,
          sourceServerId: null,
          labels: {},
          value: minutes * 60,
          threshold: limit * 60,
          title: `${planName} has been running for ${minutesText(minutes)}`,
          summary: `The execution ${executionId} began at ${startedAt} and is ${status}.`,
          nextStep: 'Open the execution and find what it waits for.',
        },
      ];
    }),
});
