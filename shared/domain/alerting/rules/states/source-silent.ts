import { z } from 'zod';
import { definePredicate, Minutes, minutesSince, minutesText } from './predicate';

/** A source that does not answer: what it said last may not hold any more. */
export const sourceSilent = definePredicate({
  name: 'source-silent',
  title: 'Source silent',
  text: 'A source of a context has not answered for longer than this. Without names, any source.',
  parameters: z.object({ Minutes: Minutes.default(10), Sources: z.array(z.string().min(1).max(60)).max(30).default([]) }),
  find: ({ Minutes: limit, Sources }, { view, state, nowMs }) =>
    Object.entries(state.troubles).flatMap(([sourceKey, { contextId, source, since, code }]) => {
      const minutes = minutesSince(since, nowMs);
      const context = view.contexts[contextId];
      if (context === undefined || context.watched === false || minutes < limit) return [];
      if (Sources.length > 0 && !Sources.includes(source)) return [];
      return [
        {
          key: sourceKey,
          contextId,
          executionId: null,
          sourceServerId: null,
          labels: { data: source, error: code },
          value: minutes * 60,
          threshold: limit * 60,
          title: `${source} of ${context.name} has been silent for ${minutesText(minutes)}`,
          summary: `It has not answered since ${since} (${code}); what it said last is shown with its age.`,
          nextStep: 'Open the health of this source: it names what is missing and what to do.',
        },
      ];
    }),
});
