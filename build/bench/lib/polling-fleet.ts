import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { type AwsAccess, openAccess } from '../../../electron/engine/aws/access';
import { openAwsContext } from '../../../electron/engine/aws/aws-context';
import { createScheduler, type Scheduler } from '../../../electron/engine/aws/budget';
import { type Connections, openConnections } from '../../../electron/engine/aws/clients';
import type { Clock, Ports } from '../../../electron/engine/ports';
import { sources as registry } from '../../../electron/engine/sources/registry';
import { type RunningContext, runContext } from '../../../electron/engine/sources/run-context';
import type { Source } from '../../../electron/engine/sources/source';
import { LiveCore } from '../../../electron/engine/sources/testing/live-core';
import { alarmSource } from '../../../electron/engine/telemetry/alarm-source';
import { metricSource } from '../../../electron/engine/telemetry/metric-source';
import { openPoints } from '../../../electron/engine/telemetry/open-points';
import { createQuotaBook } from '../../../electron/engine/telemetry/quota-book';
import { quotaSource } from '../../../electron/engine/telemetry/quota-source';
import {
  countingIds,
  memorySecrets,
  recordingLog,
  recordingNotifier,
  seededRandom,
} from '../../../electron/engine/testing/fakes';
import { createWall } from '../../../electron/host/wall';
import { REHEARSAL_KEY } from '../../../electron/simulator/callers';
import type { Simulator } from '../../../electron/simulator/simulator';
import { ContextId, instantOf } from '../../../shared/domain/primitives';

export interface PollingFleet {
  /** How many sources each context has at least. */
  readonly sourcesEach: number;
  readonly cores: readonly LiveCore[];
  readonly scheduler: Scheduler;
  stop(): Promise<void>;
}

/** One console with that many contexts and every source that polls by default. Each has a core of its own, as if it saw an account of its own. */
export async function openPollingFleet(size: number, simulator: Simulator): Promise<PollingFleet> {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-bench-'));
  const ports = portsOf(simulator);
  const access = await openAccess({ HOME: folder }, ports);
  const scheduler = createScheduler(ports.clock);
  const connections = openConnections();
  const points = openPoints(folder, ports);
  const sources = [...registry, metricSource(points), quotaSource(createQuotaBook(), points), alarmSource];
  const cores: LiveCore[] = [];
  const running: RunningContext[] = [];
  for (let index = 0; index < size; index += 1) {
    const core = new LiveCore(ports.clock);
    cores.push(core);
    running.push(await openOne(index, core, { ports, access, scheduler, connections, simulator, sources }));
  }
  return {
    sourcesEach: sources.length,
    cores,
    scheduler,
    async stop() {
      await Promise.all(running.map((context) => context.stop()));
      access.stop();
      connections.close();
      points.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Shared {
  readonly ports: Ports;
  readonly access: AwsAccess;
  readonly scheduler: Scheduler;
  readonly connections: Connections;
  readonly simulator: Simulator;
  readonly sources: readonly Source[];
}

async function openOne(index: number, core: LiveCore, { simulator, ports, sources, ...shared }: Shared): Promise<RunningContext> {
  const contextId = ContextId.parse(`bench-${index}@us-east-1`);
  const spec = { contextId, profile: `bench-${index}`, region: 'us-east-1', endpointUrl: simulator.url, mayCreateQueue: true };
  const context = {
    ...{ contextId, name: spec.profile, profile: spec.profile, region: spec.region, accountId: null },
    ...{ environment: 'test' as const, colour: 'cyan', rehearsal: false },
  };
  core.commit([{ type: 'context.opened', at: ports.clock.now(), context }]);
  const aws = await openAwsContext({
    spec: { ...spec, keys: { accessKeyId: REHEARSAL_KEY, secretAccessKey: 'rehearsal' } },
    platform: { project: 'aws-drs-orchestration', environment: 'dev' },
    installationId: `bench-${index}`,
    ports,
    ...shared,
  });
  return runContext(aws, { core, ports, sources });
}

function portsOf(simulator: Simulator): Ports {
  return {
    clock: clockOf(simulator),
    wall: createWall({
      epochMs: () => performance.timeOrigin + performance.now(),
      monoMs: () => performance.now(),
      unit: () => 0.5,
    }),
    random: seededRandom(),
    ids: countingIds(),
    secrets: memorySecrets(),
    notifier: recordingNotifier(),
    log: recordingLog(),
  };
}

/** The engine's clock as a host makes it: the simulator's. */
function clockOf(simulator: Simulator): Clock {
  const nowMs = (): number => simulator.clock().now();
  return {
    now: () => instantOf(nowMs()),
    nowMs,
    speed: () => simulator.clock().speed(),
    onChange: () => () => undefined,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const stop = (): void => {
          cancel();
          reject(signal.reason);
        };
        const cancel = simulator.clock().at(nowMs() + ms, () => {
          signal.removeEventListener('abort', stop);
          resolve();
        });
        if (signal.aborted) stop();
        else signal.addEventListener('abort', stop, { once: true });
      }),
  };
}
