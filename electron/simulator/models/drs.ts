import { AwsFault } from '../service';
import type { Chance, SimulatedTime } from '../world';
import { runLaunch } from './drs-launch';
import { runTermination } from './drs-terminate';
import type { DrsListener, DrsPlanner, DrsRegion, InitiatedBy, Job, Principal, SourceServer } from './drs-types';

/** Quotas per account and region. Source: aws-contracts 6.2. */
export const DRS_QUOTAS = { activeJobs: 20, serversInJob: 100, serversInActiveJobs: 500 } as const;

export interface DrsContext {
  readonly time: SimulatedTime;
  readonly chance: Chance;
  readonly planner: DrsPlanner;
  readonly listeners: readonly DrsListener[];
}

export interface Drs {
  /** Throws `UninitializedAccountException` where DRS was never initialised. */
  region(account: string, region: string): DrsRegion;
  regions(): readonly DrsRegion[];
  listen(listener: DrsListener): void;
  startRecovery(region: DrsRegion, ask: StartRecovery, principal: Principal): Job;
  terminate(region: DrsRegion, instanceIds: readonly string[], principal: Principal): Job;
  setReplication(region: DrsRegion, serverId: string, state: string, error: string | null): void;
}

export interface StartRecovery {
  readonly serverIds: readonly string[];
  readonly isDrill: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

/** DRS of all simulated accounts. `regions` are those where it is initialised, with their servers. */
export function createDrs(options: {
  readonly time: SimulatedTime;
  readonly chance: Chance;
  readonly planner: DrsPlanner;
  readonly regions: readonly DrsRegion[];
}): Drs {
  const regions = new Map(options.regions.map((each) => [`${each.account}/${each.region}`, each]));
  const listeners: DrsListener[] = [];
  const context: DrsContext = { ...options, listeners };

  return {
    region(account, name) {
      const region = regions.get(`${account}/${name}`);
      if (region === undefined)
        throw new AwsFault('UninitializedAccountException', 'Account not initialized', 400, { code: 'UNINITIALIZED' });
      return region;
    },
    regions: () => [...regions.values()],
    listen: (listener) => void listeners.push(listener),
    startRecovery(region, ask, principal) {
      const servers = checkStart(region, ask.serverIds);
      const job = newJob(region, context, {
        type: 'LAUNCH',
        initiatedBy: ask.isDrill ? 'START_DRILL' : 'START_RECOVERY',
        tags: ask.tags,
        participants: servers.map((server) => ({ serverId: server.spec.id, launchStatus: 'PENDING', recoveryInstanceId: null })),
      });
      runLaunch(region, job, servers, context);
      const request = { sourceServers: servers.map((server) => ({ sourceServerID: server.spec.id })), isDrill: ask.isDrill };
      for (const listener of listeners) listener.called?.({ region, job, name: 'StartRecovery', request, principal });
      return job;
    },
    terminate(region, instanceIds, principal) {
      const instances = instanceIds.map((id) => {
        const instance = region.instances.get(id);
        if (instance === undefined) throw notFound('RecoveryInstance', id);
        if (instance.state !== 'RUNNING')
          throw new AwsFault('ConflictException', `Recovery instance ${id} is being terminated`, 409, {
            resourceId: id,
            resourceType: 'RecoveryInstance',
          });
        return instance;
      });
      checkJobs(region, 0);
      const job = newJob(region, context, {
        type: 'TERMINATE',
        initiatedBy: 'TERMINATE_RECOVERY_INSTANCES',
        tags: {},
        participants: instances.map((each) => ({
          serverId: each.serverId,
          launchStatus: 'PENDING',
          recoveryInstanceId: each.id,
        })),
      });
      runTermination(region, job, instances, context);
      const request = { recoveryInstanceIDs: [...instanceIds] };
      for (const listener of listeners)
        listener.called?.({ region, job, name: 'TerminateRecoveryInstances', request, principal });
      return job;
    },
    setReplication(region, serverId, state, error) {
      const server = region.servers.get(serverId);
      if (server === undefined) throw notFound('SourceServer', serverId);
      const wasStalled = server.replication.state === 'STALLED';
      server.replication = { state, error, since: options.time.now() };
      const stalled = state === 'STALLED';
      if (stalled !== wasStalled) for (const listener of listeners) listener.replicationStalled?.({ region, server, stalled });
    },
  };
}

export function isActive(job: Job): boolean {
  return job.status !== 'COMPLETED';
}

export function activeJobs(region: DrsRegion): Job[] {
  return [...region.jobs.values()].filter(isActive);
}

export function notFound(type: string, id: string): AwsFault {
  return new AwsFault('ResourceNotFoundException', `${type} with ID ${id} does not exist`, 404, {
    resourceId: id,
    resourceType: type,
  });
}

function checkStart(region: DrsRegion, ids: readonly string[]): SourceServer[] {
  if (ids.length > DRS_QUOTAS.serversInJob) throw overQuota('L-B827C881', 'Max source servers in a single job');
  const busy = new Set(activeJobs(region).flatMap((job) => job.participants.map((each) => each.serverId)));
  const servers = [...new Set(ids)].map((id) => {
    const server = region.servers.get(id);
    if (server === undefined) throw notFound('SourceServer', id);
    if (busy.has(id))
      throw new AwsFault(
        'ConflictException',
        `One or more of the Source Servers included in API call are currently being processed by a Job: ${id}`,
        409,
        { resourceId: id, resourceType: 'SourceServer' },
      );
    return server;
  });
  checkJobs(region, servers.length);
  return servers;
}

function checkJobs(region: DrsRegion, more: number): void {
  const active = activeJobs(region);
  if (active.length >= DRS_QUOTAS.activeJobs) throw overQuota('L-D88FAC3A', 'Max concurrent jobs');
  const servers = active.reduce((sum, job) => sum + job.participants.length, 0);
  if (servers + more > DRS_QUOTAS.serversInActiveJobs) throw overQuota('L-05AFA8C6', 'Max source servers in all jobs');
}

function overQuota(quotaCode: string, message: string): AwsFault {
  return new AwsFault('ServiceQuotaExceededException', `${message} exceeded`, 402, {
    quotaCode,
    serviceCode: 'drs',
    resourceType: 'Job',
  });
}

function newJob(
  region: DrsRegion,
  context: DrsContext,
  about: Pick<Job, 'type' | 'participants'> & {
    readonly initiatedBy: InitiatedBy;
    readonly tags: Readonly<Record<string, string>>;
  },
): Job {
  const id = context.planner.jobId(about.type);
  const job: Job = {
    ...about,
    id,
    arn: `arn:aws:drs:${region.region}:${region.account}:job/${id}`,
    createdAt: context.time.now(),
    log: [],
    tags: { ...about.tags },
    status: 'PENDING',
    endedAt: null,
  };
  region.jobs.set(id, job);
  return job;
}
