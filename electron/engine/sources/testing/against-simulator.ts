import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { ContextId, instantOf } from '../../../../shared/domain/primitives';
import { REHEARSAL_KEY } from '../../../simulator/callers';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../../simulator/simulator';
import type { ContextSpec } from '../../engine-api';
import type { Clock, Ports, Wall } from '../../ports';
import { countingIds, memorySecrets, recordingLog, recordingNotifier, seededRandom } from '../../testing/fakes';
import type { Source } from '../source';
import { type Sources, startSources } from '../start-sources';
import { LiveCore } from './live-core';

export interface AgainstSimulator {
  readonly simulator: Simulator;
  readonly sources: Sources;
  readonly core: LiveCore;
  readonly ports: Ports;
  readonly contextId: ContextId;
  readonly dataDir: string;
  /** Waits until `condition` holds; fails with `what` after `wallMs`. */
  until(what: string, condition: () => boolean, wallMs?: number): Promise<void>;
  /** Calls `/_sim/<path>` of the simulator. */
  control(path: string, body?: object): Promise<unknown>;
}

interface Given extends Partial<SimulatorOptions> {
  readonly spec?: Partial<ContextSpec>;
  readonly sources?: readonly Source[];
  /** Where profiles come from. */
  readonly env?: NodeJS.ProcessEnv;
}

const wall: Wall = {
  now: () => instantOf(performance.timeOrigin + performance.now()),
  nowMs: () => performance.timeOrigin + performance.now(),
  monoMs: () => Math.round(performance.now()),
  sleep: (ms, signal) => sleep(ms, undefined, { signal }),
};

/** The engine's clock as a host makes it: the simulator's. */
function clockOf(simulator: Simulator): Clock {
  const nowMs = (): number => simulator.clock().now();
  return {
    now: () => instantOf(nowMs()),
    nowMs,
    speed: () => simulator.clock().speed(),
    onChange: () => () => undefined,
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

/** All sources against a simulated AWS over HTTP, with the real SDK. Ends with the test. */
export async function againstSimulator({ spec, sources, env, ...options }: Given = {}): Promise<AgainstSimulator> {
  const started = await startSimulator({ scenario: 'payroll-drill', speed: 60, seed: '1', ...options });
  if (!started.ok) throw new Error(started.error.message);
  const simulator = started.value;
  const clock = clockOf(simulator);
  const ports: Ports = {
    clock,
    wall,
    random: seededRandom(),
    ids: countingIds(),
    secrets: memorySecrets(),
    notifier: recordingNotifier(),
    log: recordingLog(),
  };
  const core = new LiveCore(clock);
  const dataDir = mkdtempSync(join(tmpdir(), 'tocsin-sources-'));
  const contextId = ContextId.parse('rehearsal:payroll-drill@us-east-1');
  const context: ContextSpec = {
    contextId,
    profile: 'rehearsal',
    region: 'us-east-1',
    endpointUrl: simulator.url,
    keys: { accessKeyId: REHEARSAL_KEY, secretAccessKey: 'rehearsal' },
    mayCreateQueue: true,
    ...spec,
  };
  const running = startSources({
    core,
    ports,
    options: {
      contexts: [context],
      dataDir,
      platform: { project: 'aws-drs-orchestration', environment: 'dev' },
      rehearsal: null,
    },
    ...(sources === undefined ? {} : { sources }),
    ...(env === undefined ? {} : { env }),
  });
  onTestFinished(async () => {
    await running.stop();
    await simulator.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return {
    simulator,
    sources: running,
    core,
    ports,
    contextId,
    dataDir,
    async until(what, condition, wallMs = 20_000) {
      const end = performance.now() + wallMs;
      while (!condition()) {
        if (performance.now() > end) throw new Error(`waited in vain: ${what}`);
        await sleep(20);
      }
    },
    async control(path, body) {
      const answer = await fetch(`${simulator.url}/_sim/${path}`, {
        ...(body === undefined
          ? {}
          : { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      });
      return answer.json();
    },
  };
}
