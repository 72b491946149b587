import { z } from 'zod';
import { phaseTrends } from '../../../metrics/derive/regressions';
import { definePredicate, minutesText, serversByExecution } from './predicate';

/** A wave that took longer in the newest drill than in those before it. */
export const performanceDegraded = definePredicate({
  name: 'performance-degraded',
  title: 'Performance degraded',
  text: 'A phase of a wave took this much longer in the newest drill of a plan than it took in the drills before it, and at least a minute longer.',
  parameters: z.object({ Percent: z.number().min(1).max(1_000).default(50) }),
  find({ Percent }, { view }) {
    const servers = serversByExecution(view);
    return phaseTrends(Object.values(view.executions), (executionId) => servers.get(executionId) ?? []).flatMap((trend) => {
      const limit = trend.usualSeconds * (1 + Percent / 100);
      const execution = view.executions[trend.executionId];
      if (!trend.worse || trend.lastSeconds <= limit || execution === undefined) return [];
      return [
        {
          key: `${trend.contextId}/${trend.planName}/${trend.waveNumber}/${trend.phase}`,
          contextId: execution.contextId,
          executionId: execution.executionId,
          sourceServerId: null,
          labels: { wave: String(trend.waveNumber), waveLabel: trend.waveLabel, phase: trend.phase },
          value: trend.lastSeconds,
          threshold: limit,
          title: `${trend.planName}, ${trend.waveLabel}: ${trend.phase} took ${minutesText(trend.lastSeconds / 60)}`,
          summary: `It took ${minutesText(trend.usualSeconds / 60)} in the ${trend.drillsBefore} drills before.`,
          nextStep: 'Compare both drills; larger disks, smaller conversion servers and API throttling are the usual causes.',
        },
      ];
    });
  },
});
