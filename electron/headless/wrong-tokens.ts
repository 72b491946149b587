export interface WrongTokens {
  /** Counts one wrong token of this caller. True when the caller has had too many and is to wait. */
  add(caller: string, nowMs: number): boolean;
}

/** Wrong tokens one caller may bring within a minute, and how many callers are remembered. */
const ALLOWED = 20;
export const WINDOW_SECONDS = 60;
const REMEMBERED = 1_000;

/**
 * Slows down whoever tries tokens. Only wrong ones are counted: a caller with a right token is never locked out by another on the
 * same machine.
 */
export function countWrongTokens(): WrongTokens {
  const windows = new Map<string, { startedMs: number; count: number }>();
  return {
    add(caller, nowMs) {
      const held = windows.get(caller);
      const window = held !== undefined && nowMs - held.startedMs < WINDOW_SECONDS * 1000 ? held : { startedMs: nowMs, count: 0 };
      window.count += 1;
      windows.delete(caller);
      windows.set(caller, window);
      const [oldest] = windows.keys();
      if (windows.size > REMEMBERED && oldest !== undefined) windows.delete(oldest);
      return window.count > ALLOWED;
    },
  };
}
