import { kindOf } from '../../../../shared/domain/detection/finding';
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

/** What is less than this beyond the usual does not hold up a recovery. */
const LEAST_SECONDS = 60;

/**
 * What takes unusually long in a drill at `nowMs`, also what has not ended yet. A phase speaks for its server, a server for its wave, a
 * wave for the whole: what is slow is said once. Servers that are slow together in a phase are one finding.
 */
export function slowIn(drill: Drill, book: SparseBook, thresholdOf: ThresholdOf, nowMs: number): readonly FoundNow[] {
  const { execution, participants, watchingSinceMs } = drill;
  const seen = durationsOf(execution, participants, nowMs);
  const isCertain = ({ observation, startedAt }: SeenDuration) => !observation.isOver || msOf(startedAt) >= watchingSinceMs;
  const slow: Slow[] = [];
  for (const metric of sparseMetrics) {
    for (const one of seen) {
      if (one.observation.metric !== metric || !isCertain(one)) continue;
      if (slow.some((other) => speaksFor(other.seen.observation, one.observation))) continue;
      const judged = book.judgeObservation(one.observation);
      if (isTold(one.observation, judged, thresholdOf)) slow.push({ seen: one, judged });
    }
  }
  const { joined, single } = joinSlow(drill, seen, slow, nowMs);
  const at = instantOf(nowMs);
  return [...joined, ...single.map(({ seen: one, judged }) => findingOfSparse(one.observation, judged, { ...one, at }))];
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
