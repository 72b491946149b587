import type { SimulatedTime, Wall } from '../world';

interface Timer {
  readonly at: number;
  readonly act: () => void;
}

/** Wall time that stands still until told to move; timers fire in order of their instant. */
export interface ManualWall extends Wall {
  advance(ms: number): void;
  /** How many timers wait. */
  pending(): number;
}

export function manualWall(start: number): ManualWall {
  const timers = timeline(start);
  return {
    now: timers.now,
    after: (ms, act) => timers.add(timers.now() + ms, act),
    advance: (ms) => timers.moveTo(timers.now() + ms),
    pending: timers.pending,
  };
}

/** Simulated time moved by hand. */
export interface ManualTime extends SimulatedTime {
  advanceTo(at: number): void;
}

export function manualTime(start: number): ManualTime {
  const timers = timeline(start);
  return { now: timers.now, speed: () => 1, at: timers.add, advanceTo: timers.moveTo };
}

function timeline(start: number) {
  let now = start;
  let timers: Timer[] = [];
  const due = (end: number) => timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
  return {
    now: () => now,
    pending: () => timers.length,
    add: (at: number, act: () => void) => {
      const timer = { at: Math.max(at, now), act };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    moveTo: (end: number) => {
      for (let next = due(end); next !== undefined; next = due(end)) {
        const fired = next;
        timers = timers.filter((other) => other !== fired);
        now = fired.at;
        fired.act();
      }
      now = Math.max(now, end);
    },
  };
}
