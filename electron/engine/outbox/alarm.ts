/** Rings once, at the earliest moment it was set to; then it must be set again. */
export interface Alarm {
  /** Null leaves it as it is. */
  setAt(ms: number | null): void;
  stop(): void;
}

interface Timekeeper {
  nowMs(): number;
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** Rings closer together than this would be a loop. */
const LEAST_MS = 5;
const MOST_MS = 60 * 60_000;
/** Made once: an abort without a reason makes one each time, with its stack. */
const GIVEN_UP = new Error('An earlier moment takes its place.');

export function createAlarm(time: Timekeeper, ring: () => void): Alarm {
  let at: number | null = null;
  let sleeping: AbortController | null = null;

  function stop(): void {
    at = null;
    sleeping?.abort(GIVEN_UP);
    sleeping = null;
  }

  async function sleepUntil(ms: number): Promise<void> {
    const controller = new AbortController();
    sleeping = controller;
    at = ms;
    try {
      await time.sleep(Math.min(MOST_MS, Math.max(LEAST_MS, ms - time.nowMs())), controller.signal);
    } catch (thrown) {
      // Only a sleep that was given up for an earlier one may end like this.
      if (!controller.signal.aborted) throw thrown;
    }
    if (controller.signal.aborted) return;
    at = null;
    sleeping = null;
    ring();
  }

  return {
    setAt(ms) {
      if (ms === null || (at !== null && at <= ms)) return;
      stop();
      void sleepUntil(ms);
    },
    stop,
  };
}
