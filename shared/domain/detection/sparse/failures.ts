import { betaBinomialTail } from './counts';
import type { LaunchAttempt, LaunchTally, SparseJudgement } from './observation';
import { scoreOfTail } from './score';

/** Launches of one group in one execution. */
interface Tally {
  readonly executionId: string;
  readonly atMs: number;
  readonly attempts: number;
  readonly failures: number;
}

/** Launches of one group (or of all: an empty dimension) of one context, newest execution first. */
export interface Tallies {
  readonly contextId: string;
  readonly dimension: string;
  readonly value: string;
  tallies: readonly Tally[];
}

export const MOST_TALLY_GROUPS = 10_000;
const MOST_EXECUTIONS = 32;
/** Less than this says nothing of how often launches fail. */
const FEWEST_EXECUTIONS = 3;
const FEWEST_ATTEMPTS = 10;
/** Half as much weight for so many executions further back. */
const HALF_LIFE = 8;
/** Before anything was seen, as if twenty launches had gone by of which one half failed. */
const FIRST_FAILURES = 0.5;
const FIRST_ATTEMPTS = 20;
/** A group is believed as much as all others together once it has had so many launches. */
const BELIEF = 10;
/** Launches of a drill fail together: however many there were, nothing is known better than from so many apart. */
const MOST_WORTH = 60;

export interface Failures {
  learn(attempt: LaunchAttempt): void;
  judge(tally: LaunchTally, threshold: number): SparseJudgement;
  groups(): readonly Tallies[];
  put(group: Tallies): void;
}

/** How often launches fail, by what they may share. */
export function createFailures(): Failures {
  const groups = new Map<string, Tallies>();

  function groupOf(contextId: string, dimension: string, value: string): Tallies {
    const key = keyOf(contextId, dimension, value);
    const held = groups.get(key);
    if (held !== undefined) return held;
    const group: Tallies = { contextId, dimension, value, tallies: [] };
    groups.set(key, group);
    return group;
  }

  function add(group: Tallies, tally: Tally): void {
    const held = group.tallies.find(({ executionId }) => executionId === tally.executionId);
    const attempts = (held?.attempts ?? 0) + tally.attempts;
    const next = { ...tally, attempts, failures: (held?.failures ?? 0) + tally.failures };
    group.tallies = [...group.tallies.filter((other) => other !== held), next].sort(newestFirst).slice(0, MOST_EXECUTIONS);
    if (groups.size > MOST_TALLY_GROUPS) forget();
  }

  function forget(): void {
    const newest = ({ tallies }: Tallies) => tallies[0]?.atMs ?? Number.NEGATIVE_INFINITY;
    const byAge = [...groups].sort(([a, one], [b, other]) => newest(one) - newest(other) || (a < b ? -1 : 1));
    for (const [key] of byAge.slice(0, MOST_TALLY_GROUPS / 10)) groups.delete(key);
  }

  return {
    learn({ contextId, executionId, executionAtMs, failed, groups: shared }) {
      if (!Number.isFinite(executionAtMs)) return;
      const tally = { executionId, atMs: executionAtMs, attempts: 1, failures: failed ? 1 : 0 };
      add(groupOf(contextId, '', ''), tally);
      for (const [dimension, value] of Object.entries(shared)) add(groupOf(contextId, dimension, value), tally);
    },
    judge(tally, threshold) {
      const all = without(groups.get(keyOf(tally.contextId, '', '')), tally.executionId);
      const own = without(groups.get(keyOf(tally.contextId, tally.dimension, tally.value)), tally.executionId);
      const { attempts, failures } = tally;
      const [seen, seenOwn] = [weighed(all), weighed(own)];
      const isSound = Number.isInteger(attempts) && Number.isInteger(failures) && failures >= 0 && attempts >= failures;
      if (!isSound || attempts === 0 || all.length < FEWEST_EXECUTIONS || seen.rawAttempts < FEWEST_ATTEMPTS)
        return unknown(all.length);
      const base = (seen.failures + FIRST_FAILURES) / (seen.attempts + FIRST_ATTEMPTS);
      const [a, b] = bounded(BELIEF * base + seenOwn.failures, BELIEF * (1 - base) + seenOwn.attempts - seenOwn.failures);
      const tail = betaBinomialTail(failures, attempts, a, b);
      const usual = a / (a + b);
      return {
        score: scoreOfTail(tail, threshold),
        tail,
        direction: 'more',
        expected: { low: 0, high: mostUsual(attempts, a, b) / attempts },
        usual,
        executions: all.length,
        enough: true,
        facts: [
          `${failures} of ${attempts} launches failed.`,
          seenOwn.rawAttempts === 0
            ? 'None of its launches was seen before.'
            : `Before, ${seenOwn.rawFailures} of ${seenOwn.rawAttempts} did.`,
          `Of all launches of this context ${seen.rawFailures} of ${seen.rawAttempts} failed before, in ${all.length} executions.`,
        ],
      };
    },
    groups: () => [...groups.values()],
    put({ contextId, dimension, value, tallies }) {
      const group = groupOf(contextId, dimension, value);
      for (const tally of tallies) add(group, tally);
    },
  };
}

function keyOf(contextId: string, dimension: string, value: string): string {
  return JSON.stringify([contextId, dimension, value]);
}

function newestFirst(one: Tally, other: Tally): number {
  if (one.atMs !== other.atMs) return other.atMs - one.atMs;
  return one.executionId < other.executionId ? 1 : -1;
}

function without(group: Tallies | undefined, executionId: string): readonly Tally[] {
  return (group?.tallies ?? []).filter((tally) => tally.executionId !== executionId);
}

function weighed(tallies: readonly Tally[]) {
  const sum = { attempts: 0, failures: 0, rawAttempts: 0, rawFailures: 0 };
  for (const [age, { attempts, failures }] of tallies.entries()) {
    const weight = 0.5 ** (age / HALF_LIFE);
    sum.attempts += weight * attempts;
    sum.failures += weight * failures;
    sum.rawAttempts += attempts;
    sum.rawFailures += failures;
  }
  return sum;
}

function bounded(a: number, b: number): readonly [number, number] {
  const factor = Math.min(1, MOST_WORTH / (a + b));
  return [a * factor, b * factor];
}

/** The most failures that are no surprise: more come once in twenty times or less. */
function mostUsual(attempts: number, a: number, b: number): number {
  let most = 0;
  while (most < attempts && betaBinomialTail(most + 1, attempts, a, b) > 0.05) most += 1;
  return most;
}

function unknown(executions: number): SparseJudgement {
  return { score: 0, tail: 1, direction: 'more', expected: null, usual: null, executions, enough: false, facts: [] };
}
