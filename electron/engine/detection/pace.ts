import type { Wall } from '../ports';

/** How many points a second are judged (wall clock), over the last minute or so. */
export interface Pace {
  judged(total: number): void;
  /** Null until something can be said. */
  perSecond(): number | null;
}

const OVER_MS = 60_000;

export function createPace({ monoMs }: Pick<Wall, 'monoMs'>): Pace {
  let seen: { readonly atMs: number; readonly total: number }[] = [];

  return {
    judged(total) {
      const atMs = monoMs();
      const last = seen.at(-1);
      // A thread that began anew counts from nothing.
      if (last !== undefined && total < last.total) seen = [];
      if (last !== undefined && last.atMs === atMs) seen.pop();
      seen.push({ atMs, total });
      while (seen.length > 2 && atMs - (seen[1]?.atMs ?? atMs) > OVER_MS) seen.shift();
    },
    perSecond() {
      const [first, last] = [seen[0], seen.at(-1)];
      if (first === undefined || last === undefined || last.atMs <= first.atMs) return null;
      return ((last.total - first.total) * 1_000) / (last.atMs - first.atMs);
    },
  };
}
