import { kindOf } from '../../../../shared/domain/detection/finding';
import type { FleetBook } from '../../../../shared/domain/detection/fleet/fleet';
import { durationsOf, type SeenDuration } from '../../../../shared/domain/detection/sparse/drill-durations';
import { findingOfSparse } from '../../../../shared/domain/detection/sparse/finding-of-sparse';
import {
  type DurationObservation,
  type SparseJudgement,
  sparseMetrics,
} from '../../../../shared/domain/detection/sparse/observation';
import type { SparseBook } from '../../../../shared/domain/detection/sparse/sparse-book';
import { instantOf, msOf } from '../../../../shared/domain/primitives';
import type { Execution, Participant } from '../../../../shared/domain/view';
import type { Steps } from '../../../../shared/lib/steps';
import type { FoundNow } from '../findings-api';
import { joinSlow } from './join-slow';

/** How readily findings of a kind are made now. */
export type ThresholdOf = (kind: string) => number;

export interface Drill {
  readonly execution: Execution;
  readonly participants: readonly Participant[];
  /** What began before this console watched, and has ended since, may have ended long before that was seen. */
  readonly watchingSinceMs: number;
}

/** A duration that is longer than it should be. */
export interface Slow {
  readonly seen: SeenDuration;
  readonly judged: SparseJudgement;
}

/** What takes unusually long in a drill. */
export interface SlowNow {
  readonly found: readonly FoundNow[];
  /** Subjects of single servers that are told together with others. */
  readonly members: readonly string[];
  readonly book: FleetBook;
}

/** Judged in one step. */
const A_STEP = 100;
/** What is less than this beyond the usual does not hold up a recovery. */
const LEAST_SECONDS = 60;

/**
 * What takes unusually long in a drill at `nowMs`, also what has not ended yet. A phase speaks for its server, a server for its wave, a
 * wave for the whole: what is slow is said once. Servers that are slow together in a phase are one finding.
 */
export function* slowIn(
  drill: Drill,
  { book, thresholdOf, nowMs }: { readonly book: SparseBook; readonly thresholdOf: ThresholdOf; readonly nowMs: number },
  before: FleetBook,
): Steps<SlowNow> {
  const { execution, participants, watchingSinceMs } = drill;
  const seen = durationsOf(execution, participants, nowMs);
  const isCertain = ({ observation, startedAt }: SeenDuration) => !observation.isOver || msOf(startedAt) >= watchingSinceMs;
  const slow: Slow[] = [];
  let judgements = 0;
  yield;
  for (const metric of sparseMetrics) {
    for (const one of seen) {
      if (one.observation.metric !== metric || !isCertain(one)) continue;
      if (metric !== 'PhaseDuration' && slow.some((other) => speaksFor(other.seen.observation, one.observation))) continue;
      judgements += 1;
      if (judgements % A_STEP === 0) yield;
      const judged = book.judgeObservation(one.observation);
      if (isTold(one.observation, judged, thresholdOf)) slow.push({ seen: one, judged });
    }
  }
  yield;
  const { joined, members, single, book: fleets } = joinSlow(drill, seen, slow, nowMs, before);
  const at = instantOf(nowMs);
  const alone = single.map(({ seen: one, judged }) => findingOfSparse(one.observation, judged, { ...one, at }));
  return { found: [...joined, ...alone], members, book: fleets };
}

function isTold(
  { metric, seconds }: DurationObservation,
  { enough, direction, score, usual, expected }: SparseJudgement,
  thresholdOf: ThresholdOf,
) {
  if (!enough || direction !== 'longer' || usual === null || expected === null) return false;
  const family = metric === 'PhaseDuration' || metric === 'ServerRecoveryDuration' ? 'phase-duration' : 'recovery-duration';
  return (
    seconds > expected.high && seconds - usual >= LEAST_SECONDS && score >= thresholdOf(kindOf({ family, aspect: 'outlier' }))
  );
}

/** Whether that the one is slow explains that the other is. */
function speaksFor(narrow: DurationObservation, wide: DurationObservation): boolean {
  switch (wide.metric) {
    case 'PhaseDuration':
      return false;
    case 'WaveDuration':
      return narrow.metric !== 'RecoveryTime' && narrow.waveNumber === wide.waveNumber && narrow !== wide;
    case 'ServerRecoveryDuration':
      return narrow.metric === 'PhaseDuration' && narrow.serverId === wide.serverId;
    case 'RecoveryTime':
      return narrow !== wide;
  }
}
