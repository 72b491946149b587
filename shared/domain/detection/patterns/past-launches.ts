import { atOnce, type Steps } from '../../../lib/steps';
import type { JobLogItem } from '../../facts';
import { type Instant, msOf } from '../../primitives';
import { launchErrorOf } from '../../reconcile/launch-error';
import type { Execution, Participant, ServerView } from '../../view';
import { MOST_LAUNCHES } from './find-patterns';
import type { PastLaunch } from './pattern';

/** What is known of the past, as the live view and the job logs have it. */
export interface Past {
  readonly executions: Readonly<Record<string, Execution>>;
  readonly participants: Readonly<Record<string, Participant>>;
  readonly servers: Readonly<Record<string, ServerView>>;
  /** Job log, oldest line first; empty where there is none. */
  logOf(jobId: string): readonly JobLogItem[];
}

/** As `gatherLaunches`, all at once. */
export function pastLaunchesOf(past: Past): readonly PastLaunch[] {
  return atOnce(gatherLaunches(past));
}

/** Every launch of an ended execution, with what it may share with others; of the newest executions, as many as are looked at. */
export function* gatherLaunches(past: Past): Steps<readonly PastLaunch[]> {
  const recent = recentOf(past);
  yield;
  const standing = yield* standingOf(recent, past.servers);
  const launches: PastLaunch[] = [];
  for (const drill of recent) {
    launches.push(...launchesOf(drill, standing, past));
    yield;
  }
  return launches;
}

interface Drill {
  readonly execution: Execution;
  readonly startedAt: Instant;
  readonly participants: Participant[];
}

/** Executions that have ended, the newest first, until they have more launches than are looked at. */
function recentOf({ executions, participants }: Past): readonly Drill[] {
  const drills = new Map<string, Drill>();
  for (const execution of Object.values(executions)) {
    const { executionId, startedAt, endedAt } = execution;
    if (startedAt !== null && endedAt !== null) drills.set(executionId, { execution, startedAt, participants: [] });
  }
  for (const participant of Object.values(participants)) drills.get(participant.executionId)?.participants.push(participant);
  const sorted = [...drills.values()].sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1));
  let launches = 0;
  return sorted.filter(({ participants: those }) => {
    const isLookedAt = launches < MOST_LAUNCHES;
    launches += those.length;
    return isLookedAt;
  });
}

function launchesOf(
  { execution, startedAt, participants }: Drill,
  standing: ReadonlyMap<string, Standing>,
  past: Past,
): readonly PastLaunch[] {
  const lines = new Map(execution.waves.flatMap(({ jobId }) => (jobId === null ? [] : [[jobId, linesOf(past.logOf(jobId))]])));
  return participants.flatMap((participant): PastLaunch[] => {
    const { phase, executionId, sourceServerId, serverName, waveNumber, rawError } = participant;
    if (phase !== 'LAUNCHED' && phase !== 'TERMINATED' && phase !== 'FAILED') return [];
    const wave = execution.waves.find((one) => one.waveNumber === waveNumber);
    return [
      {
        executionId,
        contextId: execution.contextId,
        planName: execution.planName,
        serverId: sourceServerId,
        serverName,
        atMs: msOf(startedAt),
        failed: phase === 'FAILED',
        error: rawError === null ? null : launchErrorOf(rawError).text,
        attributes: known({
          plan: execution.planName,
          wave: wave?.label,
          server: serverName,
          region: execution.region,
          hour: hourOf(startedAt),
          weekday: weekdays[new Date(startedAt).getUTCDay()],
          ...standing.get(sourceServerId),
        }),
        events: wave?.jobId == null ? [] : (lines.get(wave.jobId)?.get(sourceServerId) ?? []),
      },
    ];
  });
}

interface Standing {
  readonly subnet: string | null;
  readonly instanceType: string | null;
  readonly os: string | null;
}

/**
 * What a server has whether or not it is launched: taken from its other launches, since one that fails tells neither its type nor its
 * address, and what only failures tell would make every failure a pattern. A network goes by the id that errors give it, where they
 * agree.
 */
function* standingOf(drills: readonly Drill[], servers: Past['servers']): Steps<ReadonlyMap<string, Standing>> {
  const found = new Map<string, { network: string | null; instanceType: string | null; atMs: number }>();
  for (const { participants } of drills) {
    for (const { sourceServerId, instanceType, privateIp, observedAt } of participants) {
      const held = found.get(sourceServerId) ?? { network: null, instanceType: null, atMs: Number.NEGATIVE_INFINITY };
      const isNewer = msOf(observedAt) >= held.atMs;
      found.set(sourceServerId, {
        network: (isNewer ? networkOf(privateIp) : null) ?? held.network ?? networkOf(privateIp),
        instanceType: (isNewer ? instanceType : null) ?? held.instanceType ?? instanceType,
        atMs: Math.max(held.atMs, msOf(observedAt)),
      });
    }
    yield;
  }
  const names = subnetNames(drills, (serverId) => found.get(serverId)?.network ?? null);
  return new Map(
    [...found].map(([serverId, { network, instanceType }]) => [
      serverId,
      { subnet: network === null ? null : (names.get(network) ?? network), instanceType, os: servers[serverId]?.os ?? null },
    ]),
  );
}

function subnetNames(drills: readonly Drill[], networkOfServer: (serverId: string) => string | null) {
  const names = new Map<string, Set<string>>();
  for (const { sourceServerId, rawError } of drills.flatMap(({ participants }) => participants)) {
    const [id] = /\bsubnet-[0-9a-f]+/i.exec(rawError ?? '') ?? [];
    const network = networkOfServer(sourceServerId);
    if (id === undefined || network === null) continue;
    names.set(network, (names.get(network) ?? new Set()).add(id.toLowerCase()));
  }
  return new Map([...names].flatMap(([network, ids]) => (ids.size === 1 ? [...ids].map((id) => [network, id] as const) : [])));
}

/** The /24 an address lies in: subnets are rarely smaller, and where they are larger their halves are told apart. */
function networkOf(address: string | null): string | null {
  const parts = address?.split('.') ?? [];
  return parts.length === 4 ? `${parts.slice(0, 3).join('.')}.0/24` : null;
}

/** Six hours each: fewer drills fall into an hour than would say something. */
function hourOf(startedAt: string): string {
  return String(Math.floor(new Date(startedAt).getUTCHours() / 6) * 6).padStart(2, '0');
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Events of a log by server, in order. */
function linesOf(log: readonly JobLogItem[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { sourceServerId, event } of log) {
    if (sourceServerId === null) continue;
    const lines = found.get(sourceServerId) ?? [];
    found.set(sourceServerId, lines);
    lines.push(event);
  }
  return found;
}

function known(attributes: Readonly<Record<string, string | null | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]): [string, string][] =>
      value === null || value === undefined || value === '' ? [] : [[name, value]],
    ),
  );
}
