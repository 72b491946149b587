import type { Ports } from '../ports';

/** The pauses between readings. */
export interface Rest {
  /** Waits engine milliseconds, at least `wallMs` of wall time; a nudge ends it early but not under the wall minimum. */
  engine(ms: number, wallMs: number): Promise<void>;
  /** Waits engine milliseconds, nudged or not; only stopping ends it. */
  deaf(ms: number): Promise<void>;
  /** Waits wall milliseconds; only stopping ends it. */
  wall(ms: number): Promise<void>;
  /** Waits wall milliseconds, or until nudged: what was missing may be there now. */
  idle(ms: number): Promise<void>;
  /** Ends the present or, if there is none, the next wait that may be ended. */
  readonly wake: () => void;
}

export function createRest({ clock, wall }: Pick<Ports, 'clock' | 'wall'>, stopping: AbortSignal): Rest {
  let isNudged = false;
  let waking: AbortController | null = null;
  const wait = async (asleep: (signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void> => {
    try {
      await asleep(signal);
    } catch (reason) {
      // Being woken is not an error; anything else is.
      if (!signal.aborted) throw reason;
    }
  };
  return {
    async engine(ms, wallMs) {
      await wait((signal) => wall.sleep(wallMs, signal), stopping);
      const rested = new AbortController();
      waking = rested;
      const onStop = (): void => rested.abort(stopping.reason);
      stopping.addEventListener('abort', onStop, { once: true });
      if (stopping.aborted || isNudged) rested.abort(stopping.reason);
      const left = ms - wallMs * clock.speed();
      if (left > 0 && !rested.signal.aborted) await wait((signal) => clock.sleep(left, signal), rested.signal);
      stopping.removeEventListener('abort', onStop);
      waking = null;
      isNudged = false;
    },
    async deaf(ms) {
      await wait((signal) => clock.sleep(ms, signal), stopping);
      isNudged = false;
    },
    async wall(ms) {
      await wait((signal) => wall.sleep(ms, signal), stopping);
      // The reading that follows is what a nudge meanwhile asked for.
      isNudged = false;
    },
    async idle(ms) {
      const rested = new AbortController();
      waking = rested;
      const onStop = (): void => rested.abort(stopping.reason);
      stopping.addEventListener('abort', onStop, { once: true });
      if (stopping.aborted || isNudged) rested.abort(stopping.reason);
      else await wait((signal) => wall.sleep(ms, signal), rested.signal);
      stopping.removeEventListener('abort', onStop);
      waking = null;
      isNudged = false;
    },
    wake() {
      isNudged = true;
      waking?.abort(new Error('a reading is due early'));
    },
  };
}
