import { z } from 'zod';
import { type ExecutionId, ServerId } from '../primitives';
import { counted } from '../reconcile/words';

/** What the platform enforces before it starts a plan (aws-contracts 1). Its own figures: an account's quotas may differ. */
export const platformLimits = { serversInWave: 100, activeJobs: 20, serversInActiveJobs: 500 } as const;

/** One reason for which the platform would refuse to start a plan now. `message` is a sentence; `short` fits into a list. */
export const Obstacle = z.object({
  code: z.enum([
    'plan-active',
    'server-in-execution',
    'no-waves',
    'wave-too-large',
    'jobs-at-limit',
    'server-in-job',
    'servers-at-limit',
    'server-not-ready',
  ]),
  short: z.string(),
  message: z.string(),
  /** The servers it is about; empty where it is about the plan or the account. */
  serverIds: z.array(ServerId),
});
export type Obstacle = z.infer<typeof Obstacle>;

/** A server of the plan as DRS last showed it; `place` is its account and region, null where it was never read. */
export interface ServerToStart {
  readonly sourceServerId: ServerId;
  readonly place: string | null;
  /** DISCONNECTED, STOPPED, STALLED or NOT_STARTED: it cannot be recovered. */
  readonly blocksStart: boolean;
}

export interface StartAsked {
  readonly planName: string;
  readonly waves: readonly { readonly label: string; readonly servers: readonly ServerToStart[] }[];
}

/** What goes on in the accounts at the moment of the start. */
export interface StartWorld {
  /** The execution of this plan that has not ended, as the platform's table says. */
  readonly activeExecution: ExecutionId | null;
  /** Executions that have not ended, by the servers of their waves. */
  readonly executionsOf: ReadonlyMap<string, readonly ExecutionId[]>;
  /** DRS jobs under way, by account and region: the servers of each job. */
  readonly jobsIn: ReadonlyMap<string, readonly (readonly ServerId[])[]>;
}

/**
 * Why the platform would refuse to start a plan now, in the order in which it checks; empty when it would start it. Computed from what
 * the sources last said, so it is as old as they are.
 */
export function obstaclesTo(asked: StartAsked, world: StartWorld): readonly Obstacle[] {
  const servers = uniqueServers(asked);
  const places = [...new Set(servers.flatMap(({ place }) => place ?? []))];
  return [
    ...planActive(asked, world),
    ...inExecutions(servers, world),
    ...waves(asked),
    ...places.flatMap((place) => inPlace(place, servers, world.jobsIn.get(place) ?? [])),
    ...notReady(servers),
  ];
}

/** `cannot start: 1 server`: what a plan's readiness says, from its obstacles and the servers nobody has read yet. */
export function readinessOf(obstacles: readonly Obstacle[], unseen: number): string {
  if (obstacles.length > 0) return `cannot start: ${obstacles.map(({ short }) => short).join(', ')}`;
  return unseen > 0 ? `ready as far as known: ${counted(unseen, 'server')} not read` : 'ready';
}

function planActive({ planName }: StartAsked, { activeExecution }: StartWorld): Obstacle[] {
  if (activeExecution === null) return [];
  const message = `${planName} already has an active execution, ${activeExecution}. Let it end, or cancel it.`;
  return [{ code: 'plan-active', short: 'already running', message, serverIds: [] }];
}

function inExecutions(servers: readonly ServerToStart[], { activeExecution, executionsOf }: StartWorld): Obstacle[] {
  const serverIds = servers
    .map(({ sourceServerId }) => sourceServerId)
    .filter((id) => (executionsOf.get(id) ?? []).some((execution) => execution !== activeExecution));
  if (serverIds.length === 0) return [];
  const message = `${taking(serverIds.length)} part in another active execution. Wait for its end.`;
  return [
    { code: 'server-in-execution', short: `${counted(serverIds.length, 'server')} in another execution`, message, serverIds },
  ];
}

function waves({ planName, waves: all }: StartAsked): Obstacle[] {
  if (all.length === 0)
    return [
      { code: 'no-waves', short: 'no waves', message: `${planName} has no waves. Add one in the platform.`, serverIds: [] },
    ];
  return all.flatMap(({ label, servers }): Obstacle[] => {
    if (servers.length <= platformLimits.serversInWave) return [];
    const message = `${label} has ${servers.length} servers; a wave takes at most ${platformLimits.serversInWave}. Split it in the platform.`;
    return [{ code: 'wave-too-large', short: `${label} has ${servers.length} servers`, message, serverIds: [] }];
  });
}

function inPlace(place: string, servers: readonly ServerToStart[], jobs: readonly (readonly ServerId[])[]): Obstacle[] {
  const found: Obstacle[] = [];
  if (jobs.length >= platformLimits.activeJobs) {
    const message = `${jobs.length} DRS jobs are active in ${place}; at most ${platformLimits.activeJobs} may be. Wait until some have ended.`;
    found.push({ code: 'jobs-at-limit', short: `${jobs.length} jobs active`, message, serverIds: [] });
  }
  const here = servers.filter((server) => server.place === place).map(({ sourceServerId }) => sourceServerId);
  const busy = new Set(jobs.flat());
  const serverIds = here.filter((id) => busy.has(id));
  if (serverIds.length > 0) {
    const message = `${taking(serverIds.length)} part in an active DRS job in ${place}. Wait for the job's end.`;
    found.push({ code: 'server-in-job', short: `${counted(serverIds.length, 'server')} in an active job`, message, serverIds });
  }
  const inJobs = jobs.reduce((sum, job) => sum + job.length, 0);
  if (inJobs + here.length > platformLimits.serversInActiveJobs) {
    const message = `${inJobs} servers are in active DRS jobs in ${place}; with the ${here.length} of this plan that is more than ${platformLimits.serversInActiveJobs}. Wait until some jobs have ended.`;
    found.push({ code: 'servers-at-limit', short: `${inJobs + here.length} servers in jobs`, message, serverIds: [] });
  }
  return found;
}

function notReady(servers: readonly ServerToStart[]): Obstacle[] {
  const serverIds = servers.filter(({ blocksStart }) => blocksStart).map(({ sourceServerId }) => sourceServerId);
  if (serverIds.length === 0) return [];
  const short = counted(serverIds.length, 'server');
  const message = `${short} cannot be recovered: replication is stalled, stopped, disconnected or was never started. Repair replication first.`;
  return [{ code: 'server-not-ready', short, message, serverIds }];
}

function uniqueServers({ waves: all }: StartAsked): readonly ServerToStart[] {
  return [...new Map(all.flatMap(({ servers }) => servers).map((server) => [server.sourceServerId, server])).values()];
}

function taking(count: number): string {
  return count === 1 ? '1 server takes' : `${count} servers take`;
}
