import { type Timer, TimerHeap } from './timer-heap';
import type { Cancel, SimulatedTime, Wall } from './world';

export interface ClockReading {
  /** Simulated instant, ISO 8601 UTC. */
  readonly now: string;
  /** Simulated seconds per wall second; 0 while paused, so that a follower needs no second field. */
  readonly speed: number;
  readonly paused: boolean;
  /** The speed that `resume` returns to. */
  readonly nominalSpeed: number;
  /** Simulated instant at which the trace began. */
  readonly start: string;
}

export interface SimulatedClock extends SimulatedTime {
  readonly start: number;
  /** Runs everything due up to `instant` in order of time. For tests and for `step`; never goes back. */
  advanceTo(instant: number): void;
  pause(): void;
  resume(): void;
  /** Moves `seconds` ahead at once, running what is due on the way. Works while paused. */
  step(seconds: number): void;
  /** 1 to 600 simulated seconds per wall second. */
  setSpeed(speed: number): void;
  reading(): ClockReading;
  /** Ends the driver: nothing fires after this. */
  stop(): void;
}

export const MIN_SPEED = 1;
export const MAX_SPEED = 600;

/** Longest nap of the driver: bounds the error when the machine slept or the wall was set. */
const LONGEST_NAP_MS = 60_000;

/**
 * A clock that stands still until `advanceTo` or a driver moves it.
 * With `wall`, it follows the wall at `speed`; without, it is driven by hand and deterministic.
 *
 * `now()` never passes a timer that has not fired yet, so whoever reads the world between two timers sees it consistent.
 */
export function createClock(options: {
  readonly start: number;
  readonly speed: number;
  readonly wall?: Wall;
  /** Stands still until `resume`, so that a world can be built at its first instant. */
  readonly paused?: boolean;
  /** Told of an exception in a timer, which is a bug; without it, whoever moves the clock gets it. */
  readonly onBug?: (problem: unknown) => void;
}): SimulatedClock {
  const timers = new TimerHeap();
  const { start, wall } = options;
  let nominalSpeed = options.speed;
  let paused = options.paused ?? false;
  let stopped = false;
  let anchor = start;
  let anchorWall = wall?.now() ?? 0;
  let order = 0;
  let firingAt: number | null = null;
  let cancelNap: Cancel = () => undefined;

  const followed = () => (wall === undefined || paused ? anchor : anchor + Math.max(0, wall.now() - anchorWall) * nominalSpeed);
  const now = () => {
    if (firingAt !== null) return firingAt;
    const due = timers.peek();
    const at = Math.floor(followed());
    return due !== null && due.at < at ? Math.max(due.at, anchor) : at;
  };

  function anchorAt(instant: number): void {
    anchor = instant;
    anchorWall = wall?.now() ?? 0;
  }

  function fireUntil(instant: number): void {
    for (let next = timers.peek(); next !== null && next.at <= instant && !stopped; next = timers.peek()) {
      timers.pop();
      firingAt = next.at;
      try {
        next.act();
      } catch (problem) {
        if (options.onBug === undefined) throw problem;
        options.onBug(problem);
      } finally {
        firingAt = null;
      }
    }
  }

  function drive(): void {
    if (stopped || wall === undefined || firingAt !== null) return;
    cancelNap();
    if (!paused) fireUntil(followed());
    nap();
  }

  /** Sleeps until the next timer is due. Never fires by itself, so `at` is safe to call from anywhere. */
  function nap(): void {
    if (stopped || wall === undefined || firingAt !== null) return;
    cancelNap();
    const next = timers.peek();
    if (paused || next === null) return;
    const wait = Math.ceil((next.at - followed()) / nominalSpeed);
    cancelNap = wall.after(Math.min(LONGEST_NAP_MS, Math.max(0, wait)), drive);
  }

  function advanceTo(instant: number): void {
    if (firingAt !== null || instant < now()) return;
    fireUntil(instant);
    anchorAt(instant);
    drive();
  }

  return {
    start,
    now,
    speed: () => (paused ? 0 : nominalSpeed),
    at(at, act) {
      const timer: Timer = { at: Math.max(at, now()), order: order++, act, cancelled: false };
      timers.push(timer);
      if (timers.peek() === timer) nap();
      return () => {
        timer.cancelled = true;
      };
    },
    advanceTo,
    pause() {
      if (paused) return;
      anchorAt(followed());
      paused = true;
      cancelNap();
    },
    resume() {
      if (!paused) return;
      paused = false;
      anchorAt(anchor);
      drive();
    },
    step: (seconds) => advanceTo(now() + seconds * 1000),
    setSpeed(speed) {
      if (!(speed >= MIN_SPEED && speed <= MAX_SPEED))
        throw new RangeError(`speed must be ${MIN_SPEED} to ${MAX_SPEED}, not ${speed}`);
      anchorAt(followed());
      nominalSpeed = speed;
      drive();
    },
    reading: () => ({
      now: new Date(now()).toISOString(),
      speed: paused ? 0 : nominalSpeed,
      paused,
      nominalSpeed,
      start: new Date(start).toISOString(),
    }),
    stop() {
      stopped = true;
      cancelNap();
    },
  };
}

/** The machine's own wall: the one place where the simulator meets real time. */
export const machineWall: Wall = {
  now: () => Date.now(),
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};
