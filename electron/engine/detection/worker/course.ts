import type { Aspect, Band, Reading } from '../../../../shared/domain/detection/detector';
import type { WatchedMetric } from '../../../../shared/domain/detection/watched';

/** A series that is off. Plain data. */
export interface Off {
  readonly aspect: Aspect;
  readonly sinceMs: number;
  readonly foundMs: number;
  /** Where values were expected when it went off; that the detector grows used to it does not make it usual. */
  readonly usual: Band | null;
  /** The greatest since. */
  readonly score: number;
  /** Values in a row that were where they are expected. */
  readonly calm: number;
}

/** How the latest values lay outside of where they were expected, in a way that is worth telling. */
export interface Outside {
  readonly band: Band;
  readonly atMs: number;
  /** Values ago. */
  readonly ago: number;
}

export interface Course {
  readonly off: Off | null;
  readonly outside: Outside | null;
}

export const calmCourse: Course = { off: null, outside: null };

/** What lay outside so many values ago still counts for a score that takes some values to rise. */
const OUTSIDE_COUNTS = 5;
const CALM_ENDS = 5;
const CALM_ENDS_TOLD = 3;
/** What has been off for so long is how things are now. */
const USUAL_AFTER_MS = 24 * 3_600_000;

type Watched = Pick<WatchedMetric, 'direction' | 'least' | 'values'>;

/** How far a value lies outside a band in a direction that is told; 0 where it does not. */
export function distanceOutside(value: number, { low, high }: Band, direction: WatchedMetric['direction']): number {
  const over = direction === 'down' ? 0 : value - high;
  const under = direction === 'up' ? 0 : low - value;
  return Math.max(0, over, under);
}

/**
 * Where a series stands after one more reading. It goes off at `threshold` when it lies outside by more than anybody would shrug at,
 * and is calm again after some values in a row where they were expected before it went off.
 */
export function nextCourse(
  { off, outside }: Course,
  reading: Reading,
  watched: Watched,
  threshold: (aspect: Aspect) => number,
): { readonly course: Course; readonly ended: 'back' | 'usual' | null } {
  const lying = outsideNow(outside, reading, watched);
  if (off === null) {
    const found = foundBy(reading, lying, threshold);
    return { course: { off: found, outside: lying }, ended: null };
  }
  const isCalm = off.usual === null ? lying === null : !isOutside(reading.value, off.usual, watched);
  const calm = isCalm ? off.calm + 1 : 0;
  const goesOn: Off = { ...off, calm, score: reading.isLearning ? off.score : Math.max(off.score, reading.score) };
  if (calm >= (watched.values === 'told' ? CALM_ENDS_TOLD : CALM_ENDS)) return { course: calmCourse, ended: 'back' };
  if (reading.atMs - off.foundMs >= USUAL_AFTER_MS && lying === null) return { course: calmCourse, ended: 'usual' };
  return { course: { off: goesOn, outside: lying }, ended: null };
}

function isOutside(value: number, band: Band, { direction, least }: Watched): boolean {
  return distanceOutside(value, band, direction) >= least;
}

function outsideNow(before: Outside | null, { value, expected, atMs }: Reading, watched: Watched): Outside | null {
  if (expected !== null && isOutside(value, expected, watched))
    return before !== null && before.ago < OUTSIDE_COUNTS ? { ...before, ago: 0 } : { band: expected, atMs, ago: 0 };
  if (before === null || before.ago >= OUTSIDE_COUNTS) return null;
  return { ...before, ago: before.ago + 1 };
}

function foundBy(reading: Reading, outside: Outside | null, threshold: (aspect: Aspect) => number): Off | null {
  const { isLearning, score, atMs, sinceMs } = reading;
  const aspect = reading.aspect ?? 'level';
  // Silence is judged by whoever knows whether anybody was listening.
  if (isLearning || outside === null || aspect === 'gap' || score < threshold(aspect)) return null;
  const since = Math.min(sinceMs ?? outside.atMs, outside.atMs);
  return { aspect, sinceMs: since, foundMs: atMs, usual: outside.band, score, calm: 0 };
}
