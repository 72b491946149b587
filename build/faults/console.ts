import { performance } from 'node:perf_hooks';
import { createEngine } from '../../electron/engine/engine';
import type { Engine } from '../../electron/engine/engine-api';
import type { Clock, Secrets } from '../../electron/engine/ports';
import { fakePorts } from '../../electron/engine/testing/fakes';
import { createIds } from '../../electron/host/ids';
import { rehearsalContexts } from '../../electron/host/rehearsal';
import { createWall } from '../../electron/host/wall';
import type { Simulator } from '../../electron/simulator/simulator';
import { instantOf } from '../../shared/domain/primitives';

/** The simulator's clock as the engine's, which can be set wrong, and the computer's own with it. */
export interface ConsoleClock extends Clock {
  jump(seconds: number): void;
  /** How far it is ahead. */
  aheadMs(): number;
}

export function consoleClock(simulator: Simulator): ConsoleClock {
  let aheadMs = 0;
  const nowMs = (): number => simulator.clock().now() + aheadMs;
  return {
    now: () => instantOf(nowMs()),
    nowMs,
    speed: () => simulator.clock().speed(),
    onChange: () => () => undefined,
    aheadMs: () => aheadMs,
    jump: (seconds) => {
      aheadMs += seconds * 1000;
    },
    sleep: (ms, signal) =>
      new Promise<void>((resolve, reject) => {
        const clock = simulator.clock();
        const cancel = clock.at(clock.now() + ms, () => {
          signal.removeEventListener('abort', stop);
          resolve();
        });
        const stop = (): void => {
          cancel();
          reject(signal.reason);
        };
        if (signal.aborted) stop();
        else signal.addEventListener('abort', stop, { once: true });
      }),
  };
}

/** A whole console as it ships, watching the simulator over HTTP; again in the same folder, with the same secrets, after a restart. */
export async function startConsole(
  dataDir: string,
  simulator: Simulator,
  clock: ConsoleClock,
  secrets: Secrets,
): Promise<Engine> {
  const wall = createWall({
    epochMs: () => Date.now() + clock.aheadMs(),
    monoMs: () => performance.now(),
    unit: () => Math.random(),
  });
  const contexts = rehearsalContexts(simulator.url, ['us-east-1'], 'faults');
  const engine = await createEngine(
    { ...fakePorts({ secrets }), ids: createIds(), wall, clock },
    {
      host: 'headless',
      version: 'faults',
      dataDir,
      contexts: contexts.map((one) => ({ ...one, suggested: { name: 'Faults', environment: 'production' } })),
      rehearsal: null,
      featureOverrides: {},
      platform: { project: 'aws-drs-orchestration', environment: 'dev' },
      warnings: [],
    },
  );
  if (!engine.ok) throw new Error(engine.error.message);
  return engine.value;
}
