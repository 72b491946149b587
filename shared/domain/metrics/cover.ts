/** What is kept: points as they were measured, and cells of a minute and of an hour. */
export type Granularity = 'points' | 'minutes' | 'hours';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;

/** Since when each is whole, epoch milliseconds, whole hours; what is older was forgotten. Hours are the longest kept. */
export interface Floors {
  readonly points: number;
  readonly minutes: number;
  readonly hours: number;
}

/** A stretch of time to be read at one granularity; the end is not part of it. */
export interface Stretch {
  readonly of: Granularity;
  readonly fromMs: number;
  readonly endMs: number;
}

/** A question about time that can be answered: `steps` of `stepMs` from `fromMs` on, the last one cut off at `endMs`. */
export interface Steps {
  readonly fromMs: number;
  readonly endMs: number;
  readonly stepMs: number;
}

/**
 * The steps for a range and a step asked for. They begin at multiples of the step (UTC), the first one whole; a step as long as the
 * range is one step from its very beginning. Where only minutes or hours are kept of the beginning, the step becomes a whole number of them.
 */
export function stepsFor(range: { readonly fromMs: number; readonly toMs: number }, askedMs: number, floors: Floors): Steps {
  const { fromMs, toMs } = range;
  const endMs = toMs + 1;
  if (askedMs >= toMs - fromMs) return { fromMs, endMs, stepMs: Math.max(askedMs, endMs - fromMs) };
  const grainMs = fromMs < floors.minutes ? HOUR_MS : fromMs < floors.points ? MINUTE_MS : 1;
  const stepMs = Math.ceil(askedMs / grainMs) * grainMs;
  return { fromMs: floorTo(fromMs, stepMs), endMs, stepMs };
}

/**
 * Which stretches to read, so that every step is put together exactly: hours wherever whole ones lie within a step, minutes and points
 * at the edges. Of what is not kept any more, both ends are rounded down to the minute or hour that is.
 */
export function coverOf({ fromMs, endMs, stepMs }: Steps, floors: Floors): readonly Stretch[] {
  const isOne = endMs - fromMs <= stepMs;
  const points = (from: number, end: number): Stretch[] => {
    if (from >= end) return [];
    if (from >= floors.points) return [{ of: 'points', fromMs: from, endMs: end }];
    const split = Math.min(end, floors.points);
    return [...cells('minutes', floorTo(from, MINUTE_MS), floorTo(split, MINUTE_MS)), ...points(split, end)];
  };
  const minutes = (from: number, end: number): Stretch[] => {
    if (from < floors.minutes && from < end) {
      const split = Math.min(end, floors.minutes);
      return [...cells('hours', floorTo(from, HOUR_MS), floorTo(split, HOUR_MS)), ...minutes(split, end)];
    }
    if (!isOne && stepMs % MINUTE_MS !== 0) return points(from, end);
    return within(from, end, MINUTE_MS, 'minutes', points);
  };
  return isOne || stepMs % HOUR_MS === 0 ? within(fromMs, endMs, HOUR_MS, 'hours', minutes) : minutes(fromMs, endMs);
}

/** Whole cells in the middle, what is finer at the edges. */
function within(from: number, end: number, grainMs: number, of: Granularity, finer: (from: number, end: number) => Stretch[]) {
  const first = Math.ceil(from / grainMs) * grainMs;
  const last = floorTo(end, grainMs);
  if (first >= last) return finer(from, end);
  return [...finer(from, first), ...cells(of, first, last), ...finer(last, end)];
}

function cells(of: Granularity, fromMs: number, endMs: number): Stretch[] {
  return fromMs < endMs ? [{ of, fromMs, endMs }] : [];
}

export function floorTo(ms: number, grainMs: number): number {
  return Math.floor(ms / grainMs) * grainMs;
}
