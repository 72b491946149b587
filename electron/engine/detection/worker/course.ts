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

/** What would be off, were it not a single value: noise has these, and nothing that lasts is one. */
export interface Suspect {
  readonly off: Off;
  /** Values since it was suspected, and how many of them lay outside. */
  readonly values: number;
  readonly outside: number;
}

export interface Course {
  readonly off: Off | null;
  readonly outside: Outside | null;
  readonly suspect: Suspect | null;
}

export const calmCourse: Course = { off: null, outside: null, suspect: null };

/** What lay outside so many values ago still counts for a score that takes some values to rise. */
const OUTSIDE_COUNTS = 5;
/** A suspect goes off once so many values lay outside, of at most so many. Values that are told at their own pace stand for minutes each. */
const OUTSIDE_CONFIRM = 3;
const CONFIRMED_WITHIN = 6;
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
  { off, outside, suspect }: Course,
  reading: Reading,
  watched: Watched,
  threshold: (aspect: Aspect) => number,
): { readonly course: Course; readonly ended: 'back' | 'usual' | null } {
  const lying = outsideNow(outside, reading, watched);
  if (off === null) {
    const found = foundBy(reading, lying, watched, threshold);
    if (watched.values === 'told') return { course: { off: found, outside: lying, suspect: null }, ended: null };
    const next = suspected(suspect, found, reading, watched);
    const isConfirmed = next !== null && next.outside >= OUTSIDE_CONFIRM;
    const confirmed = isConfirmed ? { ...next.off, foundMs: reading.atMs } : null;
    return { course: { off: confirmed, outside: lying, suspect: isConfirmed ? null : next }, ended: null };
  }
  const isCalm = off.usual === null ? lying === null : !isOutside(reading.value, off.usual, watched);
  const calm = isCalm ? off.calm + 1 : 0;
  const goesOn: Off = { ...off, calm, score: reading.isLearning ? off.score : Math.max(off.score, reading.score) };
  if (calm >= (watched.values === 'told' ? CALM_ENDS_TOLD : CALM_ENDS)) return { course: calmCourse, ended: 'back' };
  if (reading.atMs - off.foundMs >= USUAL_AFTER_MS && lying === null) return { course: calmCourse, ended: 'usual' };
  return { course: { off: goesOn, outside: lying, suspect: null }, ended: null };
}

/** What is suspected after one more reading: what was found now, or before if it may still be confirmed. */
function suspected(before: Suspect | null, found: Off | null, { value, expected }: Reading, watched: Watched): Suspect | null {
  const first = before?.off ?? found;
  if (first === null) return null;
  const lies = expected !== null && isOutside(value, first.usual ?? expected, watched);
  const off = found !== null && found.score > first.score ? { ...first, aspect: found.aspect, score: found.score } : first;
  const next = { off, values: (before?.values ?? 0) + 1, outside: (before?.outside ?? 0) + (lies ? 1 : 0) };
  return next.values >= CONFIRMED_WITHIN && next.outside < OUTSIDE_CONFIRM ? null : next;
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

function foundBy(reading: Reading, outside: Outside | null, watched: Watched, threshold: (aspect: Aspect) => number): Off | null {
  const { isLearning, score, atMs, sinceMs } = reading;
  const aspect = aspectOf(reading, outside, watched);
  // Silence is judged by whoever knows whether anybody was listening.
  if (isLearning || outside === null || aspect === 'gap' || score < threshold(aspect)) return null;
  const since = Math.min(sinceMs ?? outside.atMs, outside.atMs);
  return { aspect, sinceMs: since, foundMs: atMs, usual: outside.band, score, calm: 0 };
}

/**
 * What is off about a reading. Turns are as long as the console makes them: their pace says nothing about a series, and a jump after a
 * pause is a jump.
 */
function aspectOf({ aspect }: Reading, outside: Outside | null, { values }: Watched): Aspect {
  const isOfTime = aspect === 'gap' || (aspect === 'rate' && values !== 'told');
  return aspect === null || (isOfTime && outside?.ago === 0) ? 'level' : aspect;
}
