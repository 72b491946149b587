import type { Ports } from '../ports';

/** Calls `look` at each whole minute of the engine's clock until stopped, but never more than four times a wall second. */
export interface Sampling {
  stop(): void;
}

const MINUTE_MS = 60_000;
/** In a rehearsal at ×600 a minute is a tenth of a second. */
const SHORTEST_WALL_MS = 250;

export function startSampling({ clock, wall, log }: Pick<Ports, 'clock' | 'wall' | 'log'>, look: () => void): Sampling {
  const stopping = new AbortController();
  const { signal } = stopping;
  void run();

  async function run(): Promise<void> {
    while (!signal.aborted) {
      const begunMs = wall.monoMs();
      try {
        await clock.sleep(MINUTE_MS - (clock.nowMs() % MINUTE_MS), signal);
        const restMs = SHORTEST_WALL_MS - (wall.monoMs() - begunMs);
        if (restMs > 0) await wall.sleep(restMs, signal);
      } catch {
        return; // stopped
      }
      guarded();
    }
  }

  function guarded(): void {
    try {
      look();
    } catch (thrown) {
      log.error({ error: thrown }, 'a sample of metrics failed');
    }
  }

  return { stop: () => stopping.abort() };
}
