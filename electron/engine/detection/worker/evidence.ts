import type { Band } from '../../../../shared/domain/detection/detector';
import { POINT } from './messages';
import { createPointRing, KEPT_POINTS } from './rings';

/** What shows how a series went off: the values around that moment, however long it lasts, and the newest. */
export interface Evidence {
  add(atMs: number, value: number, expected: Band | null): void;
  /** From now on the last values stay, with some that are yet to come. */
  wentOff(): void;
  isBack(): void;
  /** `POINT` numbers each, oldest first, at most 60; a copy. */
  points(): Float64Array;
  state(): EvidenceState;
}

export interface EvidenceState {
  readonly newest: Float64Array;
  /** Empty while nothing is off. */
  readonly opening: Float64Array;
}

/** Values up to the moment it was found that stay, and with those after it. */
const BEFORE = 30;
const OPENING = 40;

export function createEvidence(held: EvidenceState | null): Evidence {
  const ring = createPointRing(held?.newest ?? null);
  let opening: number[] | null = held === null || held.opening.length === 0 ? null : [...held.opening];

  return {
    add(atMs, value, expected) {
      ring.add(atMs, value, expected);
      if (opening !== null && opening.length < OPENING * POINT)
        opening.push(atMs, value, expected?.low ?? Number.NaN, expected?.high ?? Number.NaN);
    },
    wentOff() {
      opening = [...ring.all().slice(-BEFORE * POINT)];
    },
    isBack() {
      opening = null;
    },
    points() {
      if (opening === null) return ring.all();
      const throughMs = opening.at(-POINT) ?? Number.NEGATIVE_INFINITY;
      const all = ring.all();
      let from = all.length;
      while (from > 0 && (all[from - POINT] ?? throughMs) > throughMs) from -= POINT;
      const newest = all.subarray(Math.max(from, all.length - (KEPT_POINTS * POINT - opening.length)));
      return Float64Array.from([...opening, ...newest]);
    },
    state: () => ({ newest: ring.all(), opening: Float64Array.from(opening ?? []) }),
  };
}
