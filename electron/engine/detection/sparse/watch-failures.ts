import { kindOf } from '../../../../shared/domain/detection/finding';
import { sayShared } from '../../../../shared/domain/detection/fleet/finding-of-fleet';
import { findingOfFailures } from '../../../../shared/domain/detection/sparse/finding-of-sparse';
import type { LaunchAttempt, LaunchTally, SparseJudgement } from '../../../../shared/domain/detection/sparse/observation';
import type { SparseBook } from '../../../../shared/domain/detection/sparse/sparse-book';
import { instantOf, msOf } from '../../../../shared/domain/primitives';
import type { FoundNow } from '../findings-api';
import type { Drill, ThresholdOf } from './watch-drills';

/** One failure is told by itself, as what it is. */
const FEWEST_FAILURES = 2;

/** Launches of a drill that came to an end, with what they may share. */
export function attemptsOf({ execution, participants }: Drill): readonly LaunchAttempt[] {
  const { contextId, executionId, startedAt, planName, waves } = execution;
  if (startedAt === null) return [];
  return participants.flatMap(({ phase, waveNumber, instanceType, serverName }): LaunchAttempt[] => {
    if (phase !== 'LAUNCHED' && phase !== 'TERMINATED' && phase !== 'FAILED') return [];
    const wave = waves.find((one) => one.waveNumber === waveNumber)?.label;
    return [
      {
        contextId,
        executionId,
        executionAtMs: msOf(startedAt),
        failed: phase === 'FAILED',
        groups: {
          plan: planName,
          server: serverName,
          ...(wave === undefined ? {} : { wave }),
          ...(instanceType === null ? {} : { instanceType }),
        },
      },
    ];
  });
}

/** That more launches of a drill fail than did before: said once, of the group in which it is least likely. */
export function failingIn(drill: Drill, book: SparseBook, thresholdOf: ThresholdOf, nowMs: number): readonly FoundNow[] {
  const threshold = thresholdOf(kindOf({ family: 'launch-failures', aspect: 'outlier' }));
  let worst: { readonly tally: LaunchTally; readonly judged: SparseJudgement } | null = null;
  for (const tally of talliesOf(attemptsOf(drill))) {
    if (tally.failures < FEWEST_FAILURES) continue;
    const judged = book.judgeFailures(tally);
    if (!judged.enough || judged.score < threshold) continue;
    if (worst === null || judged.tail < worst.judged.tail) worst = { tally, judged };
  }
  if (worst === null) return [];
  const { tally, judged } = worst;
  const name = sayShared({ label: tally.dimension, value: tally.value });
  const found = findingOfFailures(tally, judged, { at: instantOf(nowMs), planName: drill.execution.planName, name });
  // Whichever group it is said of, it is the same failures of the same drill.
  return [{ ...found, subject: `sparse-failures:${drill.execution.executionId}` }];
}

function talliesOf(attempts: readonly LaunchAttempt[]): readonly LaunchTally[] {
  const tallies = new Map<string, LaunchTally>();
  for (const { contextId, executionId, executionAtMs, failed, groups } of attempts) {
    for (const [dimension, value] of Object.entries(groups)) {
      const key = JSON.stringify([dimension, value]);
      const held = tallies.get(key) ?? { contextId, executionId, executionAtMs, dimension, value, attempts: 0, failures: 0 };
      tallies.set(key, { ...held, attempts: held.attempts + 1, failures: held.failures + Number(failed) });
    }
  }
  return [...tallies.values()];
}
