import type { JobLogItem } from '../facts';
import type { Instant, ServerId } from '../primitives';
import type { Participant, Phase, PhaseSpan } from '../view';

/** One launch that failed; DRS may try again while `attempt` is below `maxAttempts`. */
export interface FailedLaunch {
  readonly at: Instant;
  readonly attempt: number | null;
  readonly maxAttempts: number | null;
  readonly error: string | null;
}

/** What the job log tells of one server. The log never says that a launch succeeded: only the job's own rows do. */
export interface Progress {
  /** The phase last entered; WAITING while none was. */
  readonly phase: Phase;
  readonly spans: readonly PhaseSpan[];
  readonly since: Instant | null;
  readonly attempt: number | null;
  readonly failures: readonly FailedLaunch[];
  /** The newest error of any phase. */
  readonly error: string | null;
  readonly lastEvent: Participant['lastEvent'];
}

export const noProgress: Progress = {
  phase: 'WAITING',
  spans: [],
  since: null,
  attempt: null,
  failures: [],
  error: null,
  lastEvent: null,
};

const starts: Readonly<Record<string, Phase>> = {
  SNAPSHOT_START: 'SNAPSHOT',
  CONVERSION_START: 'CONVERSION',
  LAUNCH_START: 'LAUNCH',
};
/** With FAST recovery mode there is no conversion, and a previous snapshot replaces one that failed. */
const ends: Readonly<Record<string, Phase>> = {
  SNAPSHOT_END: 'SNAPSHOT',
  SNAPSHOT_FAIL: 'SNAPSHOT',
  USING_PREVIOUS_SNAPSHOT: 'SNAPSHOT',
  USING_PREVIOUS_SNAPSHOT_FAILED: 'SNAPSHOT',
  CONVERSION_END: 'CONVERSION',
  CONVERSION_FAIL: 'CONVERSION',
  LAUNCH_FAILED: 'LAUNCH',
};

/** Logs are never mutated, so what was read from one stays true for as long as somebody holds it. */
const readLogs = new WeakMap<readonly JobLogItem[], ReadonlyMap<ServerId, Progress>>();

/** Progress of every server of one job log (oldest line first). */
export function progressByServer(log: readonly JobLogItem[]): ReadonlyMap<ServerId, Progress> {
  const held = readLogs.get(log);
  if (held !== undefined) return held;
  const progress = new Map<ServerId, Progress>();
  for (const line of log) {
    if (line.sourceServerId === null) continue;
    progress.set(line.sourceServerId, advance(progress.get(line.sourceServerId) ?? noProgress, line));
  }
  readLogs.set(log, progress);
  return progress;
}

function advance(before: Progress, line: JobLogItem): Progress {
  const lastEvent = { at: line.at, event: line.event };
  const error = line.error ?? before.error;
  const started = starts[line.event];
  if (started !== undefined) {
    const spans = [...closed(before.spans, line.at), { phase: started, startedAt: line.at, endedAt: null }];
    return { ...before, phase: started, spans, since: line.at, attempt: startedAttempt(before, line), error, lastEvent };
  }
  const ended = ends[line.event];
  if (ended === undefined) return { ...before, error, lastEvent };
  const next = {
    ...before,
    phase: before.phase === 'WAITING' ? ended : before.phase,
    since: before.since ?? line.at,
    spans: before.spans.at(-1)?.phase === ended ? closed(before.spans, line.at) : before.spans,
    error,
    lastEvent,
  };
  return line.event === 'LAUNCH_FAILED' ? failed(next, line) : next;
}

function failed(before: Progress, line: JobLogItem): Progress {
  const failure = { at: line.at, attempt: line.attempt, maxAttempts: line.maxAttempts, error: line.error };
  return { ...before, attempt: line.attempt ?? before.attempt, failures: [...before.failures, failure] };
}

/** DRS counts attempts in its failures; the start after a failed one is the next. */
function startedAttempt(before: Progress, line: JobLogItem): number | null {
  if (line.attempt !== null) return line.attempt;
  const failure = before.failures.at(-1);
  if (line.event !== 'LAUNCH_START' || failure === undefined) return before.attempt;
  return (failure.attempt ?? before.failures.length) + 1;
}

/** The spans with the last one ended at `at`, never before it began. */
export function closed(spans: readonly PhaseSpan[], at: Instant): readonly PhaseSpan[] {
  const last = spans.at(-1);
  if (last === undefined || last.endedAt !== null) return spans;
  return [...spans.slice(0, -1), { ...last, endedAt: at < last.startedAt ? last.startedAt : at }];
}
