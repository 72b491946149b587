import type { Clock } from '../ports';
import { type Priority, rank } from './priority';

/** A token bucket: `size` calls at once, refilled with `perSecond`. */
export interface Bucket {
  readonly size: number;
  readonly perSecond: number;
}

export interface BucketQueue {
  /** Resolves when a token is there for this call; the more urgent first, then whoever came first. */
  take(priority: Priority): Promise<void>;
}

interface Waiter {
  readonly rank: number;
  readonly go: () => void;
  readonly fail: (reason: unknown) => void;
}

/** One bucket and those who wait for it, in engine time. Rejects who waits when `signal` aborts. */
export function createBucketQueue({ size, perSecond }: Bucket, clock: Clock, signal: AbortSignal): BucketQueue {
  const waiting: Waiter[] = [];
  let level = { tokens: size, atMs: clock.nowMs() };
  let isDraining = false;

  function refill(): void {
    const nowMs = clock.nowMs();
    const gained = (Math.max(0, nowMs - level.atMs) / 1000) * perSecond;
    // Also when the clock was put back: a moment that lies ahead would fill nothing until it comes again.
    level = { tokens: Math.min(size, level.tokens + gained), atMs: nowMs };
  }

  function letThrough(): void {
    while (waiting.length > 0 && level.tokens >= 1 - 1e-9) {
      level = { ...level, tokens: level.tokens - 1 };
      waiting.shift()?.go();
    }
  }

  async function drain(): Promise<void> {
    isDraining = true;
    try {
      while (waiting.length > 0) {
        await clock.sleep(Math.max(1, Math.ceil(((1 - level.tokens) / perSecond) * 1000)), signal);
        refill();
        letThrough();
      }
    } catch {
      for (const waiter of waiting.splice(0)) waiter.fail(signal.reason);
    } finally {
      isDraining = false;
    }
  }

  return {
    take(priority) {
      if (signal.aborted) return Promise.reject(signal.reason);
      refill();
      if (waiting.length === 0 && level.tokens >= 1) {
        level = { ...level, tokens: level.tokens - 1 };
        return Promise.resolve();
      }
      return new Promise((resolve, reject) => {
        const waiter: Waiter = { rank: rank[priority], go: resolve, fail: reject };
        const behind = waiting.findIndex((other) => other.rank < waiter.rank);
        waiting.splice(behind < 0 ? waiting.length : behind, 0, waiter);
        if (!isDraining) void drain();
      });
    },
  };
}
