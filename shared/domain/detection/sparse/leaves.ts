import type { DurationObservation } from './observation';

/** One duration, as its logarithm. */
export interface Remembered {
  readonly executionId: string;
  readonly atMs: number;
  readonly log: number;
  /** False: it took at least that long. */
  readonly isOver: boolean;
}

/** Durations of the narrowest group: of one server's phase, of one wave, of one plan. */
export interface Leaf {
  /** From the widest group to this one. */
  readonly path: readonly string[];
  /** Newest first. */
  values: readonly Remembered[];
}

const MOST_VALUES = 16;
/** What lasted longer than a year or shorter than a millisecond was measured wrongly, and is taken for that. */
const MOST_SECONDS = 31_536_000;
const LEAST_SECONDS = 0.001;

/** The groups an observation belongs to, widest first: everything, the plan, the wave, the server. */
export function pathOf({ metric, contextId, planName, waveNumber, phase, serverId }: DurationObservation): readonly string[] {
  return [
    phase === null ? metric : `${metric} ${phase}`,
    `${contextId} ${planName}`,
    ...(waveNumber === null ? [] : [String(waveNumber)]),
    ...(serverId === null ? [] : [serverId]),
  ];
}

/** Logarithm of the duration; null for what is none: no number, nothing, less than nothing. */
export function logOf(seconds: number): number | null {
  if (Number.isNaN(seconds) || seconds <= 0) return null;
  return Math.log(Math.min(MOST_SECONDS, Math.max(LEAST_SECONDS, seconds)));
}

/** With the value: one an execution (the longest told of it), the newest `MOST_VALUES`. */
export function withValue(values: readonly Remembered[], value: Remembered): readonly Remembered[] {
  const held = values.find(({ executionId }) => executionId === value.executionId);
  if (held !== undefined && !isLonger(value, held)) return values;
  return [...values.filter((other) => other !== held), value].sort(newestFirst).slice(0, MOST_VALUES);
}

function isLonger(one: Remembered, other: Remembered): boolean {
  return one.log !== other.log ? one.log > other.log : one.isOver && !other.isOver;
}

function newestFirst(one: Remembered, other: Remembered): number {
  if (one.atMs !== other.atMs) return other.atMs - one.atMs;
  return one.executionId < other.executionId ? 1 : -1;
}
