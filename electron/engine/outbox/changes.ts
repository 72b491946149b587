import type { Wall } from '../ports';

const GATHER_MS = 250;

/** Gathers changes that come close together, and then tells once. */
export interface Changes {
  note(): void;
  stop(): void;
}

export function createChanges(wall: Pick<Wall, 'sleep'>, tell: () => void): Changes {
  const stopping = new AbortController();
  let isPlanned = false;

  async function soon(): Promise<void> {
    try {
      await wall.sleep(GATHER_MS, stopping.signal);
    } catch (thrown) {
      if (!stopping.signal.aborted) throw thrown;
      return;
    }
    isPlanned = false;
    tell();
  }

  return {
    note() {
      if (isPlanned || stopping.signal.aborted) return;
      isPlanned = true;
      void soon();
    },
    stop: () => stopping.abort(),
  };
}
