import { z } from 'zod';
import { definePredicate, Minutes, minutesSince, minutesText } from './predicate';

/** A pause nobody has ended. The platform gives up after a year, people rather sooner. */
export const executionPausedLong = definePredicate({
  name: 'execution-paused-long',
  title: 'Pause without an answer',
  text: 'An execution has been waiting for its approval for longer than this.',
  parameters: z.object({ Minutes: Minutes.default(30) }),
  find: ({ Minutes: limit }, { view, nowMs }) =>
    Object.values(view.executions).flatMap(({ executionId, contextId, planName, status, pausedSince, pausedBeforeWave }) => {
      const minutes = minutesSince(pausedSince, nowMs);
      if (status !== 'PAUSED' || pausedSince === null || minutes < limit) return [];
      const wave = pausedBeforeWave === null ? 'its next wave' : `wave ${pausedBeforeWave + 1}`;
      return [
        {
          key: `${executionId}/${pausedBeforeWave ?? 'next'}`,
          contextId,
          executionId,
          sourceServerId: null,
          labels: pausedBeforeWave === null ? {} : { wave: String(pausedBeforeWave) },
          value: minutes * 60,
          threshold: limit * 60,
          title: `${planName} has been waiting for ${minutesText(minutes)}`,
          summary: `The execution ${executionId} waits before ${wave} since ${pausedSince}.`,
          nextStep: 'Resume the execution, or cancel it.',
        },
      ];
    }),
});
