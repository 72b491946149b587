import type { DrsRegion, Job } from '../models/drs-types';
import { AwsFault } from '../service';
import { orchestrationPrincipal, type PlatformContext } from './context';
import { type Execution, epochSeconds } from './executions';
import type { PlainObject } from './marshal';
import { refusal } from './reply';
import { notFound } from './steer';

/** Op `terminate_instances`: one DRS job per region. Does not look whether waves still run: only the UI does. */
export function terminateInstances(context: PlatformContext, executionId: string): PlainObject {
  const execution = context.executions.read(executionId);
  if (execution === null) return notFound(executionId);
  try {
    const jobs = regionsOf(context, execution).flatMap((region) => terminateIn(context, execution, region));
    if (jobs.length === 0) return refusal('NOT_FOUND', 'No recovery instances found to terminate');
    const terminateJobs = [...(execution.terminateJobs ?? []), ...jobs];
    context.executions.update(executionId, { terminateJobs, terminationInitiatedAt: epochSeconds(context.time.now()) });
    return { executionId, message: `Initiated termination of recovery instances in ${jobs.length} job(s)`, jobs };
  } catch (error) {
    if (error instanceof AwsFault)
      return refusal('DRS_ERROR', `${error.code}: ${error.message}`, { retryable: error.status >= 429 });
    throw error;
  }
}

function regionsOf(context: PlatformContext, execution: Execution): DrsRegion[] {
  const names = new Set(
    execution.waves.flatMap((wave) => (wave.jobId === undefined ? [] : [wave.region ?? context.names.region])),
  );
  return [...names].map((name) => context.drs.region(execution.accountId, name));
}

function terminateIn(
  context: PlatformContext,
  execution: Execution,
  region: DrsRegion,
): { jobId: string; region: string; type: string; status: string }[] {
  const ids = instancesOf(execution, region)
    .filter((each) => each.state === 'RUNNING')
    .map((each) => each.id);
  if (ids.length === 0) return [];
  const job = context.drs.terminate(region, ids, orchestrationPrincipal(execution.accountId));
  return [{ jobId: job.id, region: region.region, type: job.type, status: job.status }];
}

function instancesOf(execution: Execution, region: DrsRegion) {
  const jobs = new Set(execution.waves.map((wave) => wave.jobId));
  return [...region.instances.values()].filter((instance) => jobs.has(instance.jobId));
}

/** Op `get_recovery_instances`. */
export function listInstances(context: PlatformContext, executionId: string): PlainObject {
  const execution = context.executions.read(executionId);
  if (execution === null) return notFound(executionId);
  const instances = regionsOf(context, execution).flatMap((region) =>
    instancesOf(execution, region).map((each) => ({
      instanceId: each.id,
      recoveryInstanceId: each.id,
      sourceServerId: each.serverId,
      region: region.region,
      jobId: each.jobId,
      instanceState: each.state,
      privateIp: each.privateIp,
    })),
  );
  return { executionId, instances, totalInstances: instances.length };
}

/** What H3 prevents: the item learns that its instances are gone. */
export function recordTermination(context: PlatformContext, job: Job): void {
  if (context.faults.isOn('H3') || job.type !== 'TERMINATE') return;
  for (const id of context.executions.ids()) {
    if (!context.executions.read(id)?.terminateJobs?.some((each) => each.jobId === job.id)) continue;
    context.executions.update(id, { instancesTerminated: true, instancesTerminatedAt: epochSeconds(context.time.now()) });
  }
}
