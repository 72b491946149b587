import { z } from 'zod';
import type { Wall } from '../ports';

/** How far this computer's clock is from AWS's, as the `Date` header of its answers says. */
export interface SkewWatch {
  /** Looks at an HTTP response of a successful call. */
  note(response: unknown): void;
  /** Milliseconds by which our clock is ahead of AWS (negative: behind); null before the first answer. */
  aheadMs(): number | null;
}

const Answer = z.object({ headers: z.record(z.string(), z.string()) });

export function createSkewWatch(wall: Wall): SkewWatch {
  let ahead: number | null = null;
  return {
    note(response) {
      const date = dateOf(response);
      if (date !== null) ahead = wall.nowMs() - date;
    },
    aheadMs: () => ahead,
  };
}

/** Epoch milliseconds of an answer's `Date` header, or null where it has none. */
export function dateOf(response: unknown): number | null {
  const answer = Answer.safeParse(response);
  if (!answer.success) return null;
  const header = Object.entries(answer.data.headers).find(([name]) => name.toLowerCase() === 'date')?.[1];
  const date = Date.parse(header ?? '');
  return Number.isNaN(date) ? null : date;
}

/** "61 minutes behind", "2 minutes ahead of": for sentences about the clock. */
export function describeSkew(aheadMs: number): string {
  const minutes = Math.max(1, Math.round(Math.abs(aheadMs) / 60_000));
  return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'} ${aheadMs < 0 ? 'behind' : 'ahead of'}`;
}
