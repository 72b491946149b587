import type { Wall } from '../ports';

/** Notices when the wall clock was set, or the machine slept: the wall moved by another length than the monotonic clock. */
export interface ClockWatch {
  /** Whole seconds the wall jumped since the last look; 0 when it only ran. Negative when it was put back. */
  look(): number;
  /** Forgets a jump that somebody else has explained (the host told of a sleep). */
  accept(): void;
}

/** NTP slews and slow ticks stay below this. */
const TOLERATED_MS = 5_000;

export function createClockWatch(wall: Pick<Wall, 'nowMs' | 'monoMs'>): ClockWatch {
  const offset = () => wall.nowMs() - wall.monoMs();
  let known = offset();
  return {
    look() {
      const jumpedMs = offset() - known;
      if (Math.abs(jumpedMs) < TOLERATED_MS) return 0;
      known = offset();
      return Math.round(jumpedMs / 1000);
    },
    accept() {
      known = offset();
    },
  };
}
