import { z } from 'zod';
import { leftRunning } from '../../../metrics/derive/left-running';
import { definePredicate, minutesText, serversByExecution } from './predicate';

/** Drill instances that cost money although nobody needs them any more. One alert for each execution. */
export const instancesLeftRunning = definePredicate({
  name: 'instances-left-running',
  title: 'Drill instances left running',
  text: 'Instances of a drill that has ended have been running for longer than this.',
  parameters: z.object({ Hours: z.number().min(0).max(2_000).default(24) }),
  find({ Hours }, { view, nowMs }) {
    const instances = Object.values(view.instances);
    if (!instances.some(({ isDrill }) => isDrill)) return [];
    const servers = serversByExecution(view);
    const left = leftRunning(instances, {
      executions: view.executions,
      jobs: view.jobs,
      serversOf: (executionId) => servers.get(executionId) ?? [],
    }).filter(({ sinceMs }) => sinceMs !== null && nowMs - sinceMs >= Hours * 3_600_000);
    const groups = new Map<string, (typeof left)[number][]>();
    for (const one of left) {
      const key = one.executionId ?? one.instanceId;
      groups.set(key, [...(groups.get(key) ?? []), one]);
    }
    return [...groups].flatMap(([key, some]) => {
      const [oldest] = some;
      if (oldest === undefined) return [];
      const instance = view.instances[oldest.instanceId];
      const minutes = (nowMs - (oldest.sinceMs ?? nowMs)) / 60_000;
      return [
        {
          key,
          contextId: instance?.contextId ?? null,
          executionId: oldest.executionId,
          sourceServerId: null,
          labels: { region: oldest.region },
          value: some.length,
          threshold: 0,
          title: `${some.length} drill ${some.length === 1 ? 'instance' : 'instances'} of ${oldest.planName ?? 'an unknown plan'} still ${some.length === 1 ? 'runs' : 'run'}`,
          summary: `The drill is over; the oldest has been running for ${minutesText(minutes)} in ${oldest.region}.`,
          nextStep: 'Terminate the recovery instances of this execution if nobody tests on them any more.',
        },
      ];
    });
  },
});
