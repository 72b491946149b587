import { unreachable } from '../../lib/unreachable';
import { type Instant, instantOf, msOf } from '../primitives';
import type { ExecutionDetail, ExecutionStatus } from '../view';
import { latestOf } from './moments';
import type { ItemStanding, RunStanding } from './words';

/** What the sources say about an execution as a whole. */
export interface Evidence {
  /** Null while the item has not been read. */
  readonly item: ItemStanding | null;
  readonly itemStartedAt: Instant | null;
  readonly itemEndedAt: Instant | null;
  readonly itemSeenAt: Instant | null;
  /** True while the item's table does not answer: what was read of the item before says nothing of what it says now. */
  readonly itemSilent: boolean;
  /** Null while no run of this execution has been seen. */
  readonly run: RunStanding | null;
  readonly runError: string | null;
  readonly runStoppedAt: Instant | null;
  /** True when the newest step of the run waits for its task token. */
  readonly runWaits: boolean;
  /** All servers of all waves together, by what DRS says. */
  readonly servers: 'all-launched' | 'some-failed' | 'undecided';
  /** True when a wave was cancelled according to the item. */
  readonly hasCancelledWave: boolean;
  /** True while a launch job of this execution has not ended. */
  readonly jobRuns: boolean;
  readonly instancesExist: boolean;
  readonly firstSeenAt: Instant;
}

/** `validUntil` is set when time alone will change the verdict. */
export interface Standing {
  readonly status: ExecutionStatus;
  readonly detail: readonly ExecutionDetail[];
  readonly validUntil: Instant | null;
}

/** The orchestrator accepts a start within seconds; an item still PENDING after this had no run (aws-contracts 10). */
const START_PATIENCE_MS = 120_000;
/** How long one source may lag another before their contradiction is believed. The item is polled about every 15 s, runs end within a tick. */
const LAG_MS = 60_000;
/** A run that failed in order has had its item written just before; only an item that still lags after this was left behind. */
const ORDERLY_LAG_MS = 300_000;
/** Runs cannot be found any more this long after they ended (aws-contracts 3). */
const RUN_MEMORY_MS = 90 * 24 * 3_600_000;

/** How the execution stands: Step Functions decides whether it lives, the item what was meant, DRS what became of the servers. */
export function standingOf(evidence: Evidence, now: Instant): Standing {
  const { item } = evidence;
  if (item === null || item === 'unknown') return withoutItem(evidence, now);
  switch (item) {
    case 'pending':
    case 'active':
    case 'paused':
    case 'cancelling':
      return unfinished(item, evidence, now);
    case 'completed':
      return sure('COMPLETED', evidence.servers === 'some-failed' ? ['some-servers-failed'] : []);
    case 'failed':
      return rescored(evidence) ?? failed(evidence, now);
    case 'partial':
      return partial(evidence, now);
    case 'cancelled':
      return cancelled(evidence, now);
    case 'timed-out':
      return sure('TIMED_OUT', leftovers(evidence));
    case 'aborted':
      return sure('TERMINATED', leftovers(evidence));
    default:
      return unreachable(item);
  }
}

function withoutItem(evidence: Evidence, now: Instant): Standing {
  const patience = after(latestOf([evidence.runStoppedAt, evidence.firstSeenAt]) ?? now, LAG_MS);
  switch (evidence.run) {
    case 'open':
      return sure('RUNNING', []);
    case 'failed':
      return isTokenAnswer(evidence.runError) ? sure('CANCELLED', ['cancelled-by-token']) : sure('FAILED', []);
    case 'timed-out':
      return sure('TIMED_OUT', []);
    case 'aborted':
      return sure('TERMINATED', []);
    case 'succeeded':
      // A run also succeeds when its execution was cancelled: only the item tells, so it gets time to arrive.
      return now < patience ? { status: 'UNKNOWN', detail: [], validUntil: patience } : sure('COMPLETED', []);
    case 'unknown':
    case null:
      return sure('UNKNOWN', []);
    default:
      return unreachable(evidence.run);
  }
}

const asItSays = { pending: 'PENDING', active: 'RUNNING', paused: 'PAUSED', cancelling: 'CANCELLING' } as const;

/** The item says it goes on. */
function unfinished(item: 'pending' | 'active' | 'paused' | 'cancelling', evidence: Evidence, now: Instant): Standing {
  switch (evidence.run) {
    case 'open':
      return sure(item === 'pending' ? 'RUNNING' : asItSays[item], []);
    case null:
      return withoutRun(item, evidence, now);
    case 'failed':
      return runFailed(item, evidence, now);
    case 'timed-out':
      return sure('TIMED_OUT', leftovers(evidence));
    case 'aborted':
      return item === 'cancelling' ? cancelled(evidence, now) : sure('TERMINATED', leftovers(evidence));
    case 'succeeded':
      return runSucceeded(item, evidence, now);
    case 'unknown':
      return sure(asItSays[item], []);
    default:
      return unreachable(evidence.run);
  }
}

function withoutRun(item: 'pending' | 'active' | 'paused' | 'cancelling', evidence: Evidence, now: Instant): Standing {
  const startedAt = evidence.itemStartedAt ?? evidence.firstSeenAt;
  if (item === 'pending') {
    // The item's time is the platform's, `now` is this computer's: a clock that is ahead must not find every start late at once.
    const patience = after(latestOf([startedAt, evidence.firstSeenAt]) ?? startedAt, START_PATIENCE_MS);
    return now > patience ? sure('FAILED', ['start-failed']) : { status: 'PENDING', detail: [], validUntil: patience };
  }
  return now > after(startedAt, RUN_MEMORY_MS) ? sure('UNKNOWN', []) : sure(asItSays[item], []);
}

/** The run failed while the item still says otherwise: a token answered with "no", an item that lags, or an orchestrator that died. */
function runFailed(item: 'pending' | 'active' | 'paused' | 'cancelling', evidence: Evidence, now: Instant): Standing {
  const { runError } = evidence;
  if (isTokenAnswer(runError)) return sure('CANCELLED', ['cancelled-by-token']);
  if (isBreakdown(runError)) return sure('FAILED', ['orchestration-died']);
  if (item === 'paused' && !isOrderlyFailure(runError)) return sure('CANCELLED', ['cancelled-by-token']);
  // The machine's own Fail states, or an error not told yet: the item was written just before, so it gets time to be read.
  const patience = after(
    evidence.runStoppedAt ?? evidence.itemSeenAt ?? now,
    isOrderlyFailure(runError) ? ORDERLY_LAG_MS : LAG_MS,
  );
  if (now > patience && !evidence.itemSilent) return sure('FAILED', ['orchestration-died']);
  const detail: ExecutionDetail[] = evidence.jobRuns ? ['siblings-still-launching'] : [];
  const status = runError === 'PlanExecutionTimeout' ? 'TIMED_OUT' : 'FAILED';
  return { status, detail, validUntil: now > patience ? null : patience };
}

function runSucceeded(item: 'pending' | 'active' | 'paused' | 'cancelling', evidence: Evidence, now: Instant): Standing {
  if (item === 'cancelling') return cancelled(evidence, now);
  const patience = after(evidence.runStoppedAt ?? evidence.itemSeenAt ?? now, LAG_MS);
  if (now <= patience) return { status: 'RUNNING', detail: [], validUntil: patience };
  if (evidence.servers === 'all-launched') return sure('COMPLETED', []);
  // Whether it was cancelled, only the item tells.
  return evidence.itemSilent ? sure('RUNNING', []) : cancelled(evidence, now);
}

/** The one-minute poller scores again what had succeeded; if every server was launched, nothing failed (aws-contracts 9, 10 and 11). */
function rescored(evidence: Evidence): Standing | null {
  if (evidence.servers === 'all-launched' && evidence.run !== 'failed' && evidence.run !== 'open') {
    return sure('COMPLETED', ['partial-without-failure']);
  }
  if (evidence.run !== 'succeeded') return null;
  return evidence.servers === 'some-failed' ? sure('FAILED', ['some-servers-failed']) : null;
}

function failed(evidence: Evidence, now: Instant): Standing {
  if (evidence.run === 'timed-out') return sure('TIMED_OUT', leftovers(evidence));
  const open = leftOpen(evidence, now);
  const detail: ExecutionDetail[] = evidence.jobRuns ? ['siblings-still-launching'] : [];
  return { status: 'FAILED', detail: [...detail, ...open.detail], validUntil: open.validUntil };
}

/** PARTIAL comes from a cancel, an aborted run, or a second scoring; never from a plain launch failure (aws-contracts 9, 14). */
function partial(evidence: Evidence, now: Instant): Standing {
  if (evidence.servers === 'all-launched') return sure('COMPLETED', ['partial-without-failure']);
  if (evidence.run === 'aborted') return sure('TERMINATED', leftovers(evidence));
  if (evidence.servers === 'some-failed') return sure('FAILED', ['some-servers-failed']);
  if (evidence.hasCancelledWave) return cancelled(evidence, now);
  return evidence.run === 'succeeded' ? sure('COMPLETED', ['partial-without-failure']) : sure('FAILED', ['some-servers-failed']);
}

function cancelled(evidence: Evidence, now: Instant): Standing {
  const open = leftOpen(evidence, now);
  const detail: ExecutionDetail[] = [...open.detail];
  if (evidence.jobRuns) detail.push('job-still-running');
  return { status: 'CANCELLED', detail: detail.length > 0 ? detail : leftovers(evidence), validUntil: open.validUntil };
}

/** A run that still waits although its execution was ended. One that merely has a last step to make closes within a tick. */
function leftOpen(evidence: Evidence, now: Instant): Pick<Standing, 'detail' | 'validUntil'> {
  if (evidence.run !== 'open') return { detail: [], validUntil: null };
  const patience = after(evidence.itemEndedAt ?? evidence.itemSeenAt ?? now, LAG_MS);
  if (evidence.runWaits || now > patience) return { detail: ['run-left-open'], validUntil: null };
  return { detail: [], validUntil: patience };
}

function leftovers(evidence: Evidence): readonly ExecutionDetail[] {
  return evidence.instancesExist ? ['instances-left-running'] : [];
}

/** Errors of `SendTaskFailure` as the platform's mail and callback send them. */
function isTokenAnswer(error: string | null): boolean {
  return error === 'UserCancelled' || error === 'ExecutionCancelled';
}

/** Errors of Step Functions or Lambda themselves: nobody wrote the item any more. */
function isBreakdown(error: string | null): boolean {
  return error !== null && /^(States\.|Lambda\.|Sdk|AWSLambda)/.test(error);
}

/** Errors of the state machine's own Fail states. */
function isOrderlyFailure(error: string | null): boolean {
  return error === 'PlanExecutionFailed' || error === 'PlanExecutionTimeout' || error === 'PauseApprovalTimeout';
}

function sure(status: ExecutionStatus, detail: readonly ExecutionDetail[]): Standing {
  return { status, detail, validUntil: null };
}

function after(moment: Instant, ms: number): Instant {
  return instantOf(msOf(moment) + ms);
}
