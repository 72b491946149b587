import { z } from 'zod';
import { objectiveOf } from '../../../objectives';
import { blocksStart } from '../../../reconcile/replication';
import type { PlanView } from '../../../view';
import { definePredicate, Minutes, minutesSince, minutesText } from './predicate';

/** A server of a plan whose replica is further behind than the plan promises. */
export const lagOverObjective = definePredicate({
  name: 'lag-over-objective',
  title: 'Lag above the objective',
  text: 'A server’s replica is further behind than this share of the recovery point objective of a plan it belongs to. One that does not replicate is told of as such, and one that does again is given time to catch up.',
  parameters: z.object({ Percent: z.number().min(1).max(1_000).default(100), CatchUpMinutes: Minutes.default(15) }),
  find({ Percent, CatchUpMinutes }, { view, state, settings, nowMs }) {
    return Object.values(view.plans).flatMap((plan) => {
      const { rpoMinutes } = objectiveOf(settings, plan.planId);
      if (rpoMinutes === null) return [];
      const limit = rpoMinutes * 60 * (Percent / 100);
      return serversOf(plan).flatMap((sourceServerId) => {
        const server = view.servers[sourceServerId];
        const lag = server?.lagSeconds ?? null;
        if (server === undefined || lag === null || lag <= limit || blocksStart(server)) return [];
        const turnedAt = state.announced.replication[sourceServerId]?.at;
        if (turnedAt !== undefined && minutesSince(turnedAt, nowMs) < CatchUpMinutes) return [];
        return [
          {
            key: `${plan.planId}/${sourceServerId}`,
            contextId: server.contextId,
            executionId: null,
            sourceServerId,
            labels: { plan: plan.planName, planId: plan.planId },
            value: lag,
            threshold: limit,
            title: `${server.name} is ${minutesText(lag / 60)} behind`,
            summary: `${plan.planName} promises at most ${minutesText(rpoMinutes)}; started now, it would lose more.`,
            nextStep: 'Look at the replication of this server: network, disk writes and bandwidth limits.',
          },
        ];
      });
    });
  },
});

function serversOf({ waves }: PlanView) {
  return [...new Set(waves.flatMap(({ serverIds }) => serverIds))];
}
