import type { Wall } from '../bridge/wall';

/** One pulse for everything on the page that counts. */
export interface Ticker {
  /** Wall milliseconds of the newest pulse; stands still between two. */
  nowMs(): number;
  subscribe(listener: () => void): () => void;
}

/** Pulses every `everyMs` while somebody listens, and not at all otherwise. */
export function createTicker(wall: Wall, everyMs: number): Ticker {
  const listeners = new Set<() => void>();
  let nowMs = wall.nowMs();
  let cancel: (() => void) | null = null;

  const pulse = (): void => {
    nowMs = wall.nowMs();
    cancel = listeners.size > 0 ? wall.after(everyMs, pulse) : null;
    for (const listener of listeners) listener();
  };

  return {
    nowMs: () => nowMs,
    subscribe: (listener) => {
      listeners.add(listener);
      if (cancel === null) {
        nowMs = wall.nowMs();
        cancel = wall.after(everyMs, pulse);
      }
      return () => listeners.delete(listener);
    },
  };
}
