import type { Execution, InstanceView, JobView, Participant } from '../../view';

/** One drill instance that still runs. */
export interface LeftRunning {
  readonly instanceId: string;
  readonly serverName: string | null;
  readonly executionId: Execution['executionId'] | null;
  readonly planName: string | null;
  readonly region: string;
  /** Epoch milliseconds at which it was launched, as near as is known; null where nobody told. */
  readonly sinceMs: number | null;
}

type Instance = Pick<
  InstanceView,
  'recoveryInstanceId' | 'serverName' | 'executionId' | 'region' | 'isDrill' | 'ec2State' | 'jobId'
>;
interface World {
  readonly executions: Readonly<Record<string, Pick<Execution, 'planName' | 'endedAt' | 'status'>>>;
  readonly jobs: Readonly<Record<string, Pick<JobView, 'createdAt'>>>;
  /** Those of one execution. */
  readonly serversOf: (executionId: Execution['executionId']) => readonly Pick<Participant, 'recoveryInstanceId' | 'phases'>[];
}

/** Drill instances that run although no execution needs them any more, longest first. Those of an execution that goes on are needed. */
export function leftRunning(instances: readonly Instance[], world: World): readonly LeftRunning[] {
  return instances
    .filter(({ isDrill, ec2State }) => isDrill && ec2State.toUpperCase() === 'RUNNING')
    .filter(({ executionId }) => executionId === null || world.executions[executionId]?.endedAt !== null)
    .map((instance) => ({
      instanceId: instance.recoveryInstanceId,
      serverName: instance.serverName,
      executionId: instance.executionId,
      planName: instance.executionId === null ? null : (world.executions[instance.executionId]?.planName ?? null),
      region: instance.region,
      sinceMs: launchedMs(instance, world),
    }))
    .sort((a, b) => (a.sinceMs ?? 0) - (b.sinceMs ?? 0));
}

function launchedMs({ recoveryInstanceId, executionId, jobId }: Instance, world: World): number | null {
  const part =
    executionId === null ? undefined : world.serversOf(executionId).find((one) => one.recoveryInstanceId === recoveryInstanceId);
  const launch = part?.phases.find(({ phase }) => phase === 'LAUNCH');
  const at = launch?.startedAt ?? (jobId === null ? null : (world.jobs[jobId]?.createdAt ?? null));
  return at === null ? null : Date.parse(at);
}

export interface InstanceHours {
  readonly hours: number;
  /** How many are in it, and how many could not be counted since their start is not known. */
  readonly counted: number;
  readonly uncounted: number;
  /** In the currency of the settings; null where no price is set. */
  readonly cost: number | null;
}

/** Hours that these instances have run until `nowMs`, and what they cost at `price` an hour. */
export function instanceHours(
  instances: readonly Pick<LeftRunning, 'sinceMs'>[],
  price: number | null,
  nowMs: number,
): InstanceHours {
  const known = instances.flatMap(({ sinceMs }) => (sinceMs === null ? [] : [Math.max(0, nowMs - sinceMs) / 3_600_000]));
  const hours = known.reduce((sum, one) => sum + one, 0);
  return {
    hours,
    counted: known.length,
    uncounted: instances.length - known.length,
    cost: price === null ? null : hours * price,
  };
}
