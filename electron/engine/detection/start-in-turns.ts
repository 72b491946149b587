import type { Steps } from '../../../shared/lib/steps';
import { inTurns } from '../in-turns';
import { type Sampling, startSampling } from '../metrics/sample';
import type { Ports } from '../ports';

/** Looks each minute of the engine's clock, a step a turn, until stopped. A look that goes on is not begun anew. */
export function startInTurns(ports: Pick<Ports, 'clock' | 'wall' | 'log'>, look: () => Steps<void>): Sampling {
  const stopping = new AbortController();
  let isLooking = false;
  const sampling = startSampling(ports, () => {
    if (!isLooking) void run();
  });

  async function run(): Promise<void> {
    isLooking = true;
    try {
      await inTurns(look(), stopping.signal);
    } catch (thrown) {
      if (!stopping.signal.aborted) ports.log.error({ error: thrown }, 'a look at drills failed');
    }
    isLooking = false;
  }

  return {
    stop() {
      stopping.abort();
      sampling.stop();
    },
  };
}
