import type { Rate } from '../channels/channel';

/** Lets `burst` through at once and `perSecond` in the long run. Times are monotonic milliseconds. */
export interface TokenBucket {
  /** Takes one if there is one. */
  take(nowMs: number): boolean;
  /** When there will be one; now where there is. */
  readyAt(nowMs: number): number;
}

export function createTokenBucket(rate: () => Rate, nowMs: number): TokenBucket {
  let tokens = rate().burst;
  let filledMs = nowMs;

  function fill(now: number): void {
    const { perSecond, burst } = rate();
    tokens = Math.min(burst, tokens + (Math.max(0, now - filledMs) * perSecond) / 1000);
    filledMs = now;
  }

  return {
    take(now) {
      fill(now);
      // A hair less than one is one: waiting for exactly the moment must not fail by rounding.
      if (tokens < 1 - 1e-9) return false;
      tokens -= 1;
      return true;
    },
    readyAt(now) {
      fill(now);
      return tokens >= 1 - 1e-9 ? now : now + Math.ceil(((1 - tokens) * 1000) / rate().perSecond);
    },
  };
}
