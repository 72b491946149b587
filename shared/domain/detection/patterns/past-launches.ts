import type { JobLogItem } from '../../facts';
import { msOf } from '../../primitives';
import { launchErrorOf } from '../../reconcile/launch-error';
import type { Execution, Participant, ServerView } from '../../view';
import type { PastLaunch } from './pattern';

/** What is known of the past, as the live view and the job logs have it. */
export interface Past {
  readonly executions: Readonly<Record<string, Execution>>;
  readonly participants: Readonly<Record<string, Participant>>;
  readonly servers: Readonly<Record<string, ServerView>>;
  /** Job log, oldest line first; empty where there is none. */
  logOf(jobId: string): readonly JobLogItem[];
}

/** Every launch of an ended execution, with what it may share with others. */
export function pastLaunchesOf(past: Past): readonly PastLaunch[] {
  const standing = standingOf(past);
  return Object.values(past.participants).flatMap((participant): PastLaunch[] => {
    const { phase, executionId, sourceServerId, serverName, waveNumber, rawError } = participant;
    const execution = past.executions[executionId];
    if (execution?.startedAt == null || execution.endedAt === null) return [];
    if (phase !== 'LAUNCHED' && phase !== 'TERMINATED' && phase !== 'FAILED') return [];
    const wave = execution.waves.find((one) => one.waveNumber === waveNumber);
    const startedAt = execution.startedAt;
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
        events: wave?.jobId == null ? [] : linesOf(past.logOf(wave.jobId), sourceServerId),
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
function standingOf({ participants, servers }: Past): ReadonlyMap<string, Standing> {
  const found = new Map<string, { network: string | null; instanceType: string | null; atMs: number }>();
  for (const { sourceServerId, instanceType, privateIp, observedAt } of Object.values(participants)) {
    const held = found.get(sourceServerId) ?? { network: null, instanceType: null, atMs: Number.NEGATIVE_INFINITY };
    const isNewer = msOf(observedAt) >= held.atMs;
    found.set(sourceServerId, {
      network: (isNewer ? networkOf(privateIp) : null) ?? held.network ?? networkOf(privateIp),
      instanceType: (isNewer ? instanceType : null) ?? held.instanceType ?? instanceType,
      atMs: Math.max(held.atMs, msOf(observedAt)),
    });
  }
  const names = subnetNames(participants, (serverId) => found.get(serverId)?.network ?? null);
  return new Map(
    [...found].map(([serverId, { network, instanceType }]) => [
      serverId,
      { subnet: network === null ? null : (names.get(network) ?? network), instanceType, os: servers[serverId]?.os ?? null },
    ]),
  );
}

function subnetNames(participants: Past['participants'], networkOfServer: (serverId: string) => string | null) {
  const names = new Map<string, Set<string>>();
  for (const { sourceServerId, rawError } of Object.values(participants)) {
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

function linesOf(log: readonly JobLogItem[], serverId: string): readonly string[] {
  return log.filter((line) => line.sourceServerId === serverId).map(({ event }) => event);
}

function known(attributes: Readonly<Record<string, string | null | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]): [string, string][] =>
      value === null || value === undefined || value === '' ? [] : [[name, value]],
    ),
  );
}
