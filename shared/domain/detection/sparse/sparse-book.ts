import { z } from 'zod';
import { err, ok, type Result } from '../../../lib/result';
import { createDurations } from './durations';
import { createFailures } from './failures';
import type { DurationObservation, LaunchAttempt, LaunchTally, SparseJudgement } from './observation';

const Value = z.object({ executionId: z.string(), atMs: z.number(), log: z.number(), isOver: z.boolean() });
const Tally = z.object({
  executionId: z.string(),
  atMs: z.number(),
  attempts: z.number().int().nonnegative(),
  failures: z.number().int().nonnegative(),
});

/** Everything a book knows, as JSON. */
export const SparseBookState = z.object({
  version: z.literal(1),
  durations: z.array(z.object({ path: z.array(z.string()).min(1).max(4), values: z.array(Value) })),
  failures: z.array(z.object({ contextId: z.string(), dimension: z.string(), value: z.string(), tallies: z.array(Tally) })),
});
export type SparseBookState = z.infer<typeof SparseBookState>;

/**
 * What is usual of drills: how long phases, waves and recoveries take, and how often launches fail. Bounded; what was learned of one
 * moment may come in any order. What is judged is compared with what was learned, so an execution is learned once it has ended.
 */
export interface SparseBook {
  /** Takes in one duration; what is no duration (no number, nothing, negative) is left out. The longest told of an execution holds. */
  learn(observation: DurationObservation): void;
  learnAttempt(attempt: LaunchAttempt): void;
  /** How unusual a duration is, also of one that goes on. */
  judgeObservation(observation: DurationObservation): SparseJudgement;
  /** How unusual so many failures of a group within one execution are. */
  judgeFailures(tally: LaunchTally): SparseJudgement;
  save(): SparseBookState;
}

/** An empty book; `threshold` is the score from which the detectors tell. */
export function createSparseBook({ threshold }: { readonly threshold: number }): SparseBook {
  return bookOf(threshold, null);
}

/** A book as it was saved; the error says what is wrong with it. */
export function restoreSparseBook(saved: unknown, { threshold }: { readonly threshold: number }): Result<SparseBook, string> {
  const parsed = SparseBookState.safeParse(saved);
  return parsed.success ? ok(bookOf(threshold, parsed.data)) : err(z.prettifyError(parsed.error));
}

function bookOf(threshold: number, saved: SparseBookState | null): SparseBook {
  const durations = createDurations();
  const failures = createFailures();
  for (const leaf of saved?.durations ?? []) durations.put(leaf);
  for (const group of saved?.failures ?? []) failures.put(group);
  return {
    learn: durations.learn,
    learnAttempt: failures.learn,
    judgeObservation: (observation) => durations.judge(observation, threshold),
    judgeFailures: (tally) => failures.judge(tally, threshold),
    save: () => ({
      version: 1,
      durations: durations.leaves().map(({ path, values }) => ({ path: [...path], values: [...values] })),
      failures: failures.groups().map((group) => ({ ...group, tallies: [...group.tallies] })),
    }),
  };
}
