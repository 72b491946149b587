import { performance } from 'node:perf_hooks';
import type { Wall } from '../../electron/simulator/world';

/** The most that one turn may count for: whoever comes late to his turn has less time, and the story waits for him. */
const LONGEST_TURN_MS = 12;
const TURN_MS = 4;

export interface PacedWall extends Wall {
  stop(): void;
}

/**
 * Wall time for a simulator, as much of it as this process really has: on a busy machine a story goes slower, so that the console
 * in front of it is not judged by the machine it runs on.
 */
export function pacedWall(): PacedWall {
  const timers = new Set<{ readonly at: number; readonly act: () => void }>();
  let nowMs = Date.now();
  let turnedAt = performance.now();
  const turns = setInterval(turn, TURN_MS);

  const now = () => nowMs + Math.min(LONGEST_TURN_MS, performance.now() - turnedAt);

  function turn(): void {
    nowMs = now();
    turnedAt = performance.now();
    const due = [...timers].filter(({ at }) => at <= nowMs).sort((one, other) => one.at - other.at);
    for (const timer of due) if (timers.delete(timer)) timer.act();
  }

  return {
    now,
    after(ms, act) {
      const timer = { at: now() + ms, act };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    stop: () => clearInterval(turns),
  };
}
