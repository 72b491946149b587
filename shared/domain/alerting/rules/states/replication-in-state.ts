import { z } from 'zod';
import { upper } from '../../../reconcile/words';
import { definePredicate, Minutes, minutesSince, minutesText } from './predicate';

/** A server whose replication stays in a state it should not be in. */
export const replicationInState = definePredicate({
  name: 'replication-in-state',
  title: 'Replication in a state',
  text: 'A server’s replication has been in one of these states for longer than this: STALLED, DISCONNECTED, PAUSED, STOPPED, as DRS spells them.',
  parameters: z.object({
    States: z.array(z.string().min(1).max(60)).min(1).max(20).default(['STALLED', 'DISCONNECTED']),
    Minutes: Minutes.default(30),
  }),
  find({ States, Minutes: limit }, { view, state, nowMs }) {
    const wanted = new Set(States.map(upper));
    return Object.values(view.servers).flatMap(({ sourceServerId, contextId, name, replicationState, replicationError }) => {
      if (!wanted.has(upper(replicationState))) return [];
      const since = state.announced.replication[sourceServerId]?.at ?? null;
      const minutes = minutesSince(since, nowMs);
      if (minutes < limit) return [];
      return [
        {
          key: sourceServerId,
          contextId,
          executionId: null,
          sourceServerId,
          labels: { replication: upper(replicationState), ...(replicationError === null ? {} : { error: replicationError }) },
          value: minutes * 60,
          threshold: limit * 60,
          title: `Replication of ${name} has been ${replicationState} for ${minutesText(minutes)}`,
          summary: replicationError === null ? 'DRS names no error.' : `DRS says: ${replicationError}.`,
          nextStep: 'Check the agent and its way to the replication server; a plan with this server cannot start.',
        },
      ];
    });
  },
});
