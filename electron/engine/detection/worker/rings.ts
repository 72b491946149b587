import type { Band } from '../../../../shared/domain/detection/detector';
import { POINT } from './messages';

/** Steps of the map: 24 hours of ten minutes. */
export const STEP_MS = 600_000;
export const STEPS = 144;
/** Values a ring keeps, and at most stand in the evidence of a finding. */
export const KEPT_POINTS = 60;

/** The last values of a series with where each was expected. */
export interface PointRing {
  add(atMs: number, value: number, expected: Band | null): void;
  /** `POINT` numbers each, oldest first; a copy. */
  all(): Float64Array;
}

export function createPointRing(held: Float64Array | null): PointRing {
  const room = new Float64Array(KEPT_POINTS * POINT);
  let count = 0;
  let next = 0;

  // Once for each value of each series: nothing is made for it.
  function add(atMs: number, value: number, expected: Band | null): void {
    const at = next * POINT;
    room[at] = atMs;
    room[at + 1] = value;
    room[at + 2] = expected === null ? Number.NaN : expected.low;
    room[at + 3] = expected === null ? Number.NaN : expected.high;
    next = (next + 1) % KEPT_POINTS;
    count = Math.min(KEPT_POINTS, count + 1);
  }

  if (held !== null)
    for (let at = 0; at + POINT <= held.length; at += POINT) {
      const [atMs = 0, value = 0, low = Number.NaN, high = Number.NaN] = held.subarray(at, at + POINT);
      add(atMs, value, Number.isNaN(low) ? null : { low, high });
    }

  return {
    add,
    all() {
      if (count < KEPT_POINTS) return room.slice(0, count * POINT);
      const found = new Float64Array(room.length);
      found.set(room.subarray(next * POINT));
      found.set(room.subarray(0, next * POINT), (KEPT_POINTS - next) * POINT);
      return found;
    },
  };
}

/** The highest score of each of the last 144 steps. */
export interface ScoreRing {
  add(atMs: number, score: number): void;
  /** The highest of `steps` steps up to that of `toMs`, oldest first; NaN where nothing was measured. */
  cells(toMs: number, steps: number): Float32Array;
  state(): ScoreRingState;
}

export interface ScoreRingState {
  readonly step: number;
  readonly cells: Float32Array;
}

export function createScoreRing(held: ScoreRingState | null): ScoreRing {
  const room = new Float32Array(STEPS).fill(Number.NaN);
  if (held !== null && held.cells.length === STEPS) room.set(held.cells);
  /** The newest step that was written. */
  let newest = held?.step ?? 0;

  return {
    add(atMs, score) {
      const step = Math.floor(atMs / STEP_MS);
      if (step > newest || newest - step >= STEPS) {
        const empty = step < newest ? STEPS : Math.min(STEPS, step - newest);
        for (let back = 0; back < empty; back += 1) room[mod(step - back)] = Number.NaN;
        newest = step;
      }
      const at = mod(step);
      const before = room[at] ?? Number.NaN;
      room[at] = Number.isNaN(before) ? score : Math.max(before, score);
    },
    cells(toMs, steps) {
      const last = Math.floor(toMs / STEP_MS);
      const found = new Float32Array(steps).fill(Number.NaN);
      for (let at = 0; at < steps; at += 1) {
        const step = last - steps + 1 + at;
        if (step <= newest && newest - step < STEPS) found[at] = room[mod(step)] ?? Number.NaN;
      }
      return found;
    },
    state: () => ({ step: newest, cells: room }),
  };
}

function mod(step: number): number {
  return ((step % STEPS) + STEPS) % STEPS;
}
