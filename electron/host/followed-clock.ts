import { instantOf } from '../../shared/domain/primitives';
import type { Clock, Wall } from '../engine/ports';
import { nap } from './nap';

/** What a rehearsal's clock says of itself: simulated epoch ms, and simulated seconds per wall second (0 while paused). */
export interface ClockReading {
  readonly nowMs: number;
  readonly speed: number;
}

export interface FollowedClock extends Clock {
  /** Takes a fresh reading. One that the clock could not have reached by itself (a step, another speed, a pause) is a change. */
  observe(reading: ClockReading): void;
}

/** Readings travel and are rounded: a difference below this many wall milliseconds is no step. */
const TOLERANCE_WALL_MS = 400;

/**
 * A clock that follows another by readings and counts on by itself between them. It never goes back: after a reading that lies
 * behind, it stands until the other has caught up. Sleepers wait in wall time at the present speed and think again at each change.
 */
export function createFollowedClock(wall: Wall, first: ClockReading): FollowedClock {
  let anchor = { ...first, monoMs: wall.monoMs() };
  let highest = first.nowMs;
  const listeners = new Set<() => void>();

  const predicted = () => anchor.nowMs + (wall.monoMs() - anchor.monoMs) * anchor.speed;
  const nowMs = () => {
    highest = Math.max(highest, Math.floor(predicted()));
    return highest;
  };

  return {
    now: () => instantOf(nowMs()),
    nowMs,
    speed: () => anchor.speed,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    observe(reading) {
      const jump = Math.abs(reading.nowMs - predicted());
      const changed = reading.speed !== anchor.speed || jump > TOLERANCE_WALL_MS * Math.max(1, reading.speed);
      anchor = { ...reading, monoMs: wall.monoMs() };
      if (!changed) return;
      for (const listener of [...listeners]) listener();
    },
    async sleep(ms, signal) {
      const until = nowMs() + ms;
      while (nowMs() < until) await napOrChange(until - nowMs(), signal);
    },
  };

  /** Ends when `ms` have passed at the present speed, or when the clock changed. While paused only a change ends it. */
  async function napOrChange(ms: number, signal: AbortSignal): Promise<void> {
    const changed = new AbortController();
    const wake = () => changed.abort(CHANGED);
    const onAbort = () => changed.abort(signal.reason);
    if (signal.aborted) throw signal.reason;
    signal.addEventListener('abort', onAbort, { once: true });
    listeners.add(wake);
    try {
      await nap(anchor.speed > 0 ? Math.ceil(ms / anchor.speed) : Number.POSITIVE_INFINITY, changed.signal);
    } catch (reason) {
      if (reason !== CHANGED) throw reason;
    } finally {
      listeners.delete(wake);
      signal.removeEventListener('abort', onAbort);
    }
  }
}

const CHANGED = Symbol('the clock changed');
