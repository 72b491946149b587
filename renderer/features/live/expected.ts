import type { Execution, Participant, Phase, Wave } from '../../../shared/domain/view';

export const timedPhases = ['SNAPSHOT', 'CONVERSION', 'LAUNCH'] as const satisfies readonly Phase[];
/** A phase that has length. */
export type TimedPhase = (typeof timedPhases)[number];

/** What something usually takes, milliseconds: the middle of the past, and the distance from it within which half of the past lies. */
export interface Usual {
  readonly medianMs: number;
  readonly spreadMs: number;
}

export interface ExpectedWave {
  readonly took: Usual;
  /** Of one server; null where no past run tells. */
  readonly phases: Readonly<Record<TimedPhase, Usual | null>>;
}

/** What past runs of the plan say about this one. */
export interface Expected {
  /** How many runs it rests on, two at least. */
  readonly runs: number;
  readonly waves: ReadonlyMap<number, ExpectedWave>;
}

const FEWEST_RUNS = 2;
const MOST_RUNS = 10;

/** Completed executions of the same plan in the same context that began before this one: newest first, ten at most. */
export function pastRunsOf(execution: Execution, executions: readonly Execution[]): readonly Execution[] {
  const before = execution.startedAt ?? '9';
  return executions
    .filter(
      (one) =>
        one.executionId !== execution.executionId &&
        one.contextId === execution.contextId &&
        one.status === 'COMPLETED' &&
        isSamePlan(one, execution) &&
        one.startedAt !== null &&
        one.startedAt < before,
    )
    .sort((a, b) => ((a.startedAt ?? '') < (b.startedAt ?? '') ? 1 : -1))
    .slice(0, MOST_RUNS);
}

function isSamePlan(a: Execution, b: Execution): boolean {
  return a.planId !== null && b.planId !== null ? a.planId === b.planId : a.planName === b.planName;
}

/** Null with fewer than two past runs: one run is a story, not a measure. `membersOf` answers an execution's servers. */
export function expectedOf(
  past: readonly Execution[],
  membersOf: (executionId: string) => readonly Participant[],
): Expected | null {
  if (past.length < FEWEST_RUNS) return null;
  const members = past.flatMap((one) => membersOf(one.executionId));
  const numbers = new Set(past.flatMap((one) => one.waves.map((wave) => wave.waveNumber)));
  const waves = new Map<number, ExpectedWave>();
  for (const waveNumber of numbers) {
    const took = usualOf(past.flatMap((one) => tookOf(one.waves.find((wave) => wave.waveNumber === waveNumber))));
    if (took === null) continue;
    const inWave = members.filter((one) => one.waveNumber === waveNumber);
    waves.set(waveNumber, {
      took,
      phases: {
        SNAPSHOT: phaseOf(inWave, 'SNAPSHOT'),
        CONVERSION: phaseOf(inWave, 'CONVERSION'),
        LAUNCH: phaseOf(inWave, 'LAUNCH'),
      },
    });
  }
  return { runs: past.length, waves };
}

/** Milliseconds that each span of this phase took, of spans that have ended. */
export function phaseTimes(participants: readonly Participant[], phase: TimedPhase): number[] {
  return participants.flatMap((one) =>
    one.phases.flatMap((span) =>
      span.phase === phase && span.endedAt !== null ? [Date.parse(span.endedAt) - Date.parse(span.startedAt)] : [],
    ),
  );
}

/** The middle of some durations and their spread; null without any. */
export function usualOf(times: readonly number[]): Usual | null {
  const medianMs = medianOf(times);
  if (medianMs === null) return null;
  return { medianMs, spreadMs: medianOf(times.map((time) => Math.abs(time - medianMs))) ?? 0 };
}

export function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/**
 * Milliseconds of work that still lie ahead, as past runs took it, waits for people not counted; null where a wave that is still to
 * come never ran before. A wave that is slower than usual counts nothing more.
 */
export function remainingOf(execution: Pick<Execution, 'waves'>, expected: Expected | null, nowMs: number): Usual | null {
  if (expected === null) return null;
  let medianMs = 0;
  let spreadMs = 0;
  for (const wave of execution.waves) {
    if (wave.status !== 'PENDING' && wave.status !== 'RUNNING') continue;
    const usual = expected.waves.get(wave.waveNumber)?.took;
    if (usual === undefined) return null;
    const passed = wave.startedAt === null ? 0 : nowMs - Date.parse(wave.startedAt);
    medianMs += Math.max(0, usual.medianMs - passed);
    spreadMs += usual.spreadMs;
  }
  return { medianMs, spreadMs };
}

function tookOf(wave: Wave | undefined): number[] {
  if (wave === undefined || wave.status !== 'COMPLETED' || wave.startedAt === null || wave.endedAt === null) return [];
  return [Date.parse(wave.endedAt) - Date.parse(wave.startedAt)];
}

function phaseOf(members: readonly Participant[], phase: TimedPhase): Usual | null {
  return usualOf(phaseTimes(members, phase));
}
