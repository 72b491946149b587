import { unreachable } from '../../../shared/lib/unreachable';
import type { DrsContext } from './drs';
import type { DrsRegion, Job, Participant, RecoveryInstance, ServerCourse, SourceServer } from './drs-types';

/** Sets off everything a launch job will do. DRS has no call that stops it, so nothing here can be cancelled. */
export function runLaunch(region: DrsRegion, job: Job, servers: readonly SourceServer[], context: DrsContext): void {
  const course = context.planner.launch(servers);
  const at = (ms: number, act: () => void) => context.time.at(job.createdAt + ms, act);
  for (const server of servers) {
    server.launches += 1;
    server.lastLaunch = { at: job.createdAt, jobId: job.id, type: launchTypeOf(job), status: 'PENDING' };
    server.lastLaunchResult = 'PENDING';
  }
  at(course.startedAt, () => {
    job.status = 'STARTED';
    write(job, context, 'JOB_START', {});
    for (const server of servers) cleanUp(region, job, server, context);
    for (const server of servers) write(job, context, 'SNAPSHOT_START', { sourceServerID: server.spec.id });
  });
  for (const server of servers) {
    const part = job.participants.find((each) => each.serverId === server.spec.id);
    const own = course.servers.get(server.spec.id);
    if (part === undefined || own === undefined) continue;
    const all = { region, job, server, part, context, result: own.result };
    const lostIn = own.result.kind === 'fails' ? own.result.stage : null;
    if (lostIn === 'snapshot') at(own.result.at, () => lost(all));
    else at(own.snapshotEndAt, () => converting(region, job, server, context));
    if (lostIn === 'conversion') at(own.result.at, () => lost(all));
    if (lostIn === null || lostIn === 'launch') at(own.launchStartAt, () => launching(all));
  }
  at(course.endAt, () => {
    write(job, context, 'JOB_END', {});
    job.status = 'COMPLETED';
    job.endedAt = context.time.now();
    for (const listener of context.listeners) listener.jobEnded?.({ region, job });
  });
}

interface Launching {
  readonly region: DrsRegion;
  readonly job: Job;
  readonly server: SourceServer;
  readonly part: Participant;
  readonly context: DrsContext;
  readonly result: ServerCourse;
}

/** A server holds one recovery instance: a new launch replaces the old one. */
function cleanUp(region: DrsRegion, job: Job, server: SourceServer, context: DrsContext): void {
  const old = server.recoveryInstanceId;
  if (old === null) return;
  write(job, context, 'CLEANUP_START', { sourceServerID: server.spec.id });
  region.instances.delete(old);
  server.recoveryInstanceId = null;
  write(job, context, 'CLEANUP_END', { sourceServerID: server.spec.id });
}

function converting(region: DrsRegion, job: Job, server: SourceServer, context: DrsContext): void {
  const sourceServerID = server.spec.id;
  write(job, context, 'SNAPSHOT_END', { sourceServerID });
  write(job, context, 'CONVERSION_START', { sourceServerID, conversionServerID: `i-${context.chance.hex(17)}` });
  for (const listener of context.listeners) listener.snapshotTaken?.({ region, server });
}

function launching(all: Launching): void {
  const { job, server, part, context, result } = all;
  const sourceServerID = server.spec.id;
  const at = (ms: number, act: () => void) => context.time.at(job.createdAt + ms, act);
  write(job, context, 'CONVERSION_END', { sourceServerID });
  write(job, context, 'LAUNCH_START', { sourceServerID });
  part.launchStatus = 'IN_PROGRESS';
  if (server.lastLaunch?.jobId === job.id) server.lastLaunch.status = 'IN_PROGRESS';
  switch (result.kind) {
    case 'launches':
      at(result.at, () => launched(all));
      break;
    case 'fails':
      at(result.at, () => lost(all));
      break;
    case 'retries':
      // Only the job log tells of the first attempt: the launch status stays IN_PROGRESS, no event goes out.
      at(result.failsAt, () =>
        write(job, context, 'LAUNCH_FAILED', {
          sourceServerID,
          rawError: result.rawError,
          attemptCount: 1,
          maxAttemptsCount: result.maxAttempts,
        }),
      );
      at(result.againAt, () =>
        write(job, context, 'LAUNCH_START', { sourceServerID, attemptCount: 2, maxAttemptsCount: result.maxAttempts }),
      );
      at(result.at, () => launched(all));
      break;
    default:
      unreachable(result);
  }
}

function launched(all: Launching): void {
  const { region, job, server, part, context } = all;
  const instance = newInstance(all);
  region.instances.set(instance.id, instance);
  server.recoveryInstanceId = instance.id;
  server.lastSucceededAt = context.time.now();
  part.launchStatus = 'LAUNCHED';
  part.recoveryInstanceId = instance.id;
  conclude(server, job, 'LAUNCHED');
  for (const listener of context.listeners) listener.launchResult?.({ region, server, job, succeeded: true });
}

const FAILURE_OF = { snapshot: 'SNAPSHOT_FAIL', conversion: 'CONVERSION_FAIL', launch: 'LAUNCH_FAILED' } as const;

/** The server is lost to this job; the stages that would follow never come. */
function lost({ region, job, server, part, context, result }: Launching): void {
  if (result.kind !== 'fails') return;
  write(job, context, FAILURE_OF[result.stage], { sourceServerID: server.spec.id, rawError: result.rawError });
  part.launchStatus = 'FAILED';
  conclude(server, job, 'FAILED');
  for (const listener of context.listeners) listener.launchResult?.({ region, server, job, succeeded: false });
}

function conclude(server: SourceServer, job: Job, status: 'LAUNCHED' | 'FAILED'): void {
  if (server.lastLaunch?.jobId !== job.id) return;
  server.lastLaunch.status = status;
  server.lastLaunchResult = status === 'LAUNCHED' ? 'SUCCEEDED' : 'FAILED';
}

function newInstance({ region, job, server, context }: Launching): RecoveryInstance {
  const id = context.planner.instanceId(server);
  return {
    id,
    arn: `arn:aws:drs:${region.region}:${region.account}:recovery-instance/${id}`,
    serverId: server.spec.id,
    jobId: job.id,
    isDrill: job.initiatedBy === 'START_DRILL',
    launchedAt: context.time.now(),
    snapshotAt: job.createdAt,
    instanceType: server.launch.instanceType,
    privateIp: server.spec.recoveryIp,
    subnetId: server.launch.subnetId,
    tags: { ...server.tags },
    state: 'RUNNING',
  };
}

function launchTypeOf(job: Job): 'DRILL' | 'RECOVERY' {
  return job.initiatedBy === 'START_DRILL' ? 'DRILL' : 'RECOVERY';
}

/** Appends to the job's log at this instant. */
export function write(job: Job, context: DrsContext, event: string, data: Readonly<Record<string, string | number>>): void {
  job.log.push({ at: context.time.now(), event, data });
}
