import type { Ports } from '../ports';

/** Calls `beat` every few seconds of the engine's clock, for what follows from time alone. */
export interface Pulse {
  stop(): void;
}

const BEAT_ENGINE_MS = 5_000;
/** At ×600 five engine seconds are 8 ms; no need to look that often. While a rehearsal is paused, things outside still happen. */
const SHORTEST_WALL_MS = 100;

export function startPulse(ports: Pick<Ports, 'clock' | 'wall' | 'log'>, beat: () => void): Pulse {
  const stopping = new AbortController();
  void run();

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const wait = BEAT_ENGINE_MS / Math.max(1, ports.clock.speed());
      await ports.wall.sleep(Math.max(SHORTEST_WALL_MS, wait), stopping.signal).catch(() => undefined);
      if (!stopping.signal.aborted) guarded();
    }
  }

  function guarded(): void {
    try {
      beat();
    } catch (thrown) {
      ports.log.error({ error: thrown }, 'a beat of the engine failed');
    }
  }

  return { stop: () => stopping.abort() };
}
