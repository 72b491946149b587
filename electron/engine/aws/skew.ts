import { z } from 'zod';
import type { Wall } from '../ports';

/** How far this computer's clock is from AWS's, as the `Date` header of its answers says. */
export interface SkewWatch {
  /** Looks at an HTTP response of a successful call to `service`. */
  note(service: string, response: unknown): void;
  /** Milliseconds by which our clock is ahead of the service it differs from most (negative: behind); null before the first answer. */
  aheadMs(): number | null;
}

const Answer = z.object({ headers: z.record(z.string(), z.string()) });

export function createSkewWatch(wall: Wall): SkewWatch {
  const ahead = new Map<string, number>();
  return {
    note(service, response) {
      const date = dateOf(response);
      if (date !== null) ahead.set(service, wall.nowMs() - date);
    },
    aheadMs() {
      const [furthest = null] = [...ahead.values()].sort((a, b) => Math.abs(b) - Math.abs(a));
      return furthest;
    },
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
