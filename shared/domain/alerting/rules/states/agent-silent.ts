import { z } from 'zod';
import { definePredicate, Minutes, minutesSince, minutesText } from './predicate';

/** A server whose agent DRS has not heard of for some time. */
export const agentSilent = definePredicate({
  name: 'agent-silent',
  title: 'Agent silent',
  text: 'DRS has not heard of a server’s agent for longer than this.',
  parameters: z.object({ Minutes: Minutes.default(60) }),
  find: ({ Minutes: limit }, { view, nowMs }) =>
    Object.values(view.servers).flatMap(({ sourceServerId, contextId, name, lastSeenAt, observedAt }) => {
      // As of the reading: that nobody has read since is the source’s silence, not the agent’s.
      const minutes = minutesSince(lastSeenAt, Math.min(nowMs, Date.parse(observedAt)));
      if (lastSeenAt === null || minutes < limit) return [];
      return [
        {
          key: sourceServerId,
          contextId,
          executionId: null,
          sourceServerId,
          labels: {},
          value: minutes * 60,
          threshold: limit * 60,
          title: `The agent of ${name} has been silent for ${minutesText(minutes)}`,
          summary: `DRS heard of it last at ${lastSeenAt}.`,
          nextStep: 'See whether the server runs and reaches DRS on TCP 443 and 1500.',
        },
      ];
    }),
});
