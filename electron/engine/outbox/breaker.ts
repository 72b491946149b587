/** Straight failures after which a destination is left alone. */
const MOST_STRAIGHT = 5;
/** Or half of so many within a minute. */
const SAMPLE = 20;
const SAMPLE_MS = 60_000;
const FIRST_OPEN_MS = 30_000;
const MOST_OPEN_MS = 10 * 60_000;

/**
 * Guards one destination (anchors 4.4). A library's breaker rejects calls; ours makes messages wait, lets exactly one through as a probe,
 * and must tell when it opens and closes: so it is a state machine of its own. Times are monotonic milliseconds.
 */
export interface Breaker {
  /** Whether a message may leave now; in a half-open breaker only while none is on its way. */
  mayTry(nowMs: number, inFlight: number): boolean;
  /** When it lets a probe through; null while closed. */
  opensAt(): number | null;
  isOpen(): boolean;
  /** The other side took it, or at least answered like one that works. Answers whether this closed an open breaker. */
  succeeded(nowMs: number): boolean;
  /** Answers whether this opened a closed breaker. */
  failed(nowMs: number): boolean;
  /** Works for nobody until its configuration changes. Answers whether this opened a closed breaker. */
  broke(nowMs: number): boolean;
  /** Half-open now, so that the next message is the probe: it was open when the console ended, or its configuration changed. */
  resume(nowMs: number): void;
}

export function createBreaker(): Breaker {
  let straight = 0;
  let recent: { readonly at: number; readonly isGood: boolean }[] = [];
  let openMs = 0;
  let openUntil: number | null = null;

  function note(at: number, isGood: boolean): void {
    recent = [...recent.filter((one) => at - one.at <= SAMPLE_MS), { at, isGood }].slice(-SAMPLE);
    straight = isGood ? 0 : straight + 1;
  }

  function isTooMuch(): boolean {
    const bad = recent.filter(({ isGood }) => !isGood).length;
    return straight >= MOST_STRAIGHT || (recent.length >= SAMPLE && bad * 2 >= recent.length);
  }

  function open(nowMs: number): boolean {
    const wasOpen = openUntil !== null;
    // Those that were on their way when it opened tell nothing new; only a probe that fails makes it wait longer.
    if (wasOpen && openUntil !== null && nowMs < openUntil) return false;
    openMs = wasOpen ? Math.min(MOST_OPEN_MS, openMs * 2) : FIRST_OPEN_MS;
    openUntil = nowMs + openMs;
    return !wasOpen;
  }

  function close(): boolean {
    const wasOpen = openUntil !== null;
    straight = 0;
    recent = [];
    openMs = 0;
    openUntil = null;
    return wasOpen;
  }

  return {
    mayTry: (nowMs, inFlight) => openUntil === null || (nowMs >= openUntil && inFlight === 0),
    opensAt: () => openUntil,
    isOpen: () => openUntil !== null,
    succeeded(nowMs) {
      if (openUntil !== null) return close();
      note(nowMs, true);
      return false;
    },
    failed(nowMs) {
      note(nowMs, false);
      return openUntil !== null || isTooMuch() ? open(nowMs) : false;
    },
    broke: open,
    resume(nowMs) {
      openMs = FIRST_OPEN_MS;
      openUntil = nowMs;
    },
  };
}
