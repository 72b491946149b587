import type { DrsContext } from './drs';
import { write } from './drs-launch';
import type { DrsRegion, Job, RecoveryInstance } from './drs-types';

/** A terminate job starts 5 s after the call. */
const STARTED_AFTER_MS = 5_000;

/** Instances shut down when the job starts and disappear from DescribeRecoveryInstances when it ends. */
export function runTermination(region: DrsRegion, job: Job, instances: readonly RecoveryInstance[], context: DrsContext): void {
  const duration = Math.max(STARTED_AFTER_MS, context.planner.termination());
  for (const instance of instances) instance.state = 'SHUTTING-DOWN';
  context.time.at(job.createdAt + STARTED_AFTER_MS, () => {
    job.status = 'STARTED';
    write(job, context, 'JOB_START', {});
    for (const instance of instances)
      write(job, context, 'CLEANUP_START', { sourceServerID: instance.serverId, targetInstanceID: instance.id });
  });
  context.time.at(job.createdAt + duration, () => {
    for (const instance of instances) remove(region, job, instance, context);
    write(job, context, 'JOB_END', {});
    job.status = 'COMPLETED';
    job.endedAt = context.time.now();
    for (const listener of context.listeners) listener.jobEnded?.({ region, job });
  });
}

function remove(region: DrsRegion, job: Job, instance: RecoveryInstance, context: DrsContext): void {
  region.instances.delete(instance.id);
  write(job, context, 'CLEANUP_END', { sourceServerID: instance.serverId, targetInstanceID: instance.id });
  for (const part of job.participants) if (part.recoveryInstanceId === instance.id) part.launchStatus = 'TERMINATED';
  const server = region.servers.get(instance.serverId);
  // The last launch stays LAUNCHED: it says how the launch ended, not what became of the instance.
  if (server?.recoveryInstanceId === instance.id) server.recoveryInstanceId = null;
}
