import { type ContextId, type ExecutionId, type Instant, msOf, type ServerId } from '../primitives';
import type { Execution, Participant, ServerView } from '../view';

/** The stretches of a server's way that have length, in order; WAITING is from its wave's job to its snapshot. */
export const stretches = ['WAITING', 'SNAPSHOT', 'CONVERSION', 'LAUNCH'] as const;
export type Stretch = (typeof stretches)[number];

/** One of each stretch. */
export function forEachStretch<T>(make: (stretch: Stretch) => T): Record<Stretch, T> {
  return { WAITING: make('WAITING'), SNAPSHOT: make('SNAPSHOT'), CONVERSION: make('CONVERSION'), LAUNCH: make('LAUNCH') };
}

/** One stretch of one server; `isOpen` while it lasts, or where its end was never seen: it took at least that long. */
export interface Course {
  readonly stretch: Stretch;
  readonly startedMs: number;
  readonly seconds: number;
  readonly isOpen: boolean;
}

/** One server's part in an execution, as far as it can be foreseen from. */
export interface ServerCourse {
  readonly sourceServerId: ServerId;
  readonly serverName: string;
  readonly waveNumber: number;
  /** What servers of a kind have in common: their instance type, else their operating system. */
  readonly kind: string;
  /** In order; a launch that was tried again counts from its last attempt. None of an ended one whose job log is not known. */
  readonly courses: readonly Course[];
  readonly outcome: 'launched' | 'failed' | 'open';
  readonly launchedMs: number | null;
  /** Launches that failed and were tried again, and how long that took in all. */
  readonly retries: number;
  readonly retrySeconds: number;
  /** True between a failed attempt and the next one. */
  readonly awaitsRetry: boolean;
}

export interface WaveCourse {
  readonly waveNumber: number;
  readonly startedMs: number | null;
  /** When its last server was launched; null while one is not. */
  readonly launchedMs: number | null;
  readonly endedMs: number | null;
  readonly pauseBefore: boolean;
}

/** An execution as durations: of the past to learn from, and the running one to go on from. */
export interface ExecutionCourse {
  readonly executionId: ExecutionId;
  readonly contextId: ContextId;
  /** The plan's id, or its name where the id is not known. */
  readonly plan: string;
  readonly startedMs: number;
  readonly endedMs: number | null;
  readonly outcome: 'completed' | 'failed' | 'other' | 'open';
  readonly waves: readonly WaveCourse[];
  readonly servers: readonly ServerCourse[];
}

/**
 * The durations of an execution as the console shows it; null while nobody knows when it began. `now` ends what still lasts.
 * `servers` are those of the live view, for the operating system.
 */
export function courseOf(
  execution: Execution,
  participants: readonly Participant[],
  servers: Readonly<Record<string, Pick<ServerView, 'os'>>>,
  now: Instant,
): ExecutionCourse | null {
  if (execution.startedAt === null) return null;
  const nowMs = msOf(execution.endedAt ?? now);
  const startedOf = new Map(execution.waves.map((wave) => [wave.waveNumber, wave.startedAt]));
  const own = participants.map((part) =>
    serverCourse(
      part,
      startedOf.get(part.waveNumber) ?? null,
      servers[part.sourceServerId]?.os ?? null,
      Math.max(nowMs, msOf(now)),
    ),
  );
  return {
    executionId: execution.executionId,
    contextId: execution.contextId,
    plan: execution.planId ?? execution.planName,
    startedMs: msOf(execution.startedAt),
    // A completed execution that was scored again has the moment of the scoring for its end.
    endedMs: execution.endedAt === null || execution.detail.includes('partial-without-failure') ? null : msOf(execution.endedAt),
    outcome: outcomeOf(execution),
    waves: execution.waves.map((wave) => ({
      waveNumber: wave.waveNumber,
      startedMs: wave.startedAt === null ? null : msOf(wave.startedAt),
      launchedMs: lastLaunch(own.filter(({ waveNumber }) => waveNumber === wave.waveNumber)),
      endedMs: wave.endedAt === null ? null : msOf(wave.endedAt),
      pauseBefore: wave.pauseBeforeWave,
    })),
    servers: own,
  };
}

function outcomeOf({ status }: Execution): ExecutionCourse['outcome'] {
  switch (status) {
    case 'COMPLETED':
      return 'completed';
    case 'FAILED':
    case 'TIMED_OUT':
      return 'failed';
    case 'CANCELLED':
    case 'TERMINATED':
      return 'other';
    default:
      return 'open';
  }
}

function lastLaunch(servers: readonly ServerCourse[]): number | null {
  let last: number | null = null;
  for (const { launchedMs } of servers) {
    if (launchedMs === null) return null;
    last = Math.max(last ?? launchedMs, launchedMs);
  }
  return last;
}

function serverCourse(part: Participant, waveStartedAt: Instant | null, os: string | null, nowMs: number): ServerCourse {
  const spans = part.phases.filter(({ phase }) => phase === 'SNAPSHOT' || phase === 'CONVERSION' || phase === 'LAUNCH');
  const launches = spans.filter(({ phase }) => phase === 'LAUNCH');
  const [firstLaunch, lastLaunchSpan] = [launches[0], launches.at(-1)];
  // TERMINATED comes after LAUNCHED, when a drill is cleaned up: the way there is what counts.
  const isLaunched = part.phase === 'LAUNCHED' || (part.phase === 'TERMINATED' && lastLaunchSpan !== undefined);
  const launchedMs = isLaunched ? endMs(lastLaunchSpan?.endedAt ?? part.phaseSince) : null;
  const awaitsRetry = part.phase === 'LAUNCH' && lastLaunchSpan !== undefined && lastLaunchSpan.endedAt !== null;
  const starts: { readonly stretch: Stretch; readonly at: number }[] = [];
  if (waveStartedAt !== null) starts.push({ stretch: 'WAITING', at: msOf(waveStartedAt) });
  for (const { phase, startedAt } of spans) {
    if (phase === 'SNAPSHOT' || phase === 'CONVERSION') starts.push({ stretch: phase, at: msOf(startedAt) });
  }
  if (lastLaunchSpan !== undefined) starts.push({ stretch: 'LAUNCH', at: msOf((firstLaunch ?? lastLaunchSpan).startedAt) });
  const isFailed = part.phase === 'FAILED';
  const endedMs = launchedMs ?? (isFailed ? endMs(part.phaseSince) : null);
  // DRS forgets logs, and a console that has just started has not read them all: how long it took is not known then.
  const isUntold = spans.length === 0 && (isLaunched || isFailed);
  const courses = starts.map(({ stretch, at }, index): Course => {
    const next = starts[index + 1]?.at ?? null;
    const startedMs = stretch === 'LAUNCH' && lastLaunchSpan !== undefined ? msOf(lastLaunchSpan.startedAt) : at;
    const until = next ?? endedMs ?? Math.max(nowMs, startedMs);
    return { stretch, startedMs, seconds: Math.max(0, until - startedMs) / 1000, isOpen: next === null && launchedMs === null };
  });
  const retrySeconds =
    firstLaunch === undefined || lastLaunchSpan === undefined
      ? 0
      : (msOf(lastLaunchSpan.startedAt) - msOf(firstLaunch.startedAt)) / 1000;
  return {
    sourceServerId: part.sourceServerId,
    serverName: part.serverName,
    waveNumber: part.waveNumber,
    kind: part.instanceType ?? os ?? '',
    courses: isUntold ? [] : courses,
    outcome: isLaunched ? 'launched' : isFailed ? 'failed' : 'open',
    launchedMs,
    retries: Math.max(0, launches.length - 1),
    retrySeconds,
    awaitsRetry,
  };
}

function endMs(at: Instant | null): number | null {
  return at === null ? null : msOf(at);
}
