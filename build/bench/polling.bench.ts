import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { type AwsAccess, openAccess } from '../../electron/engine/aws/access';
import { openAwsContext } from '../../electron/engine/aws/aws-context';
import { createScheduler, type Scheduler } from '../../electron/engine/aws/budget';
import { type Connections, openConnections } from '../../electron/engine/aws/clients';
import type { Clock, Ports } from '../../electron/engine/ports';
import { sources } from '../../electron/engine/sources/registry';
import { type RunningContext, runContext } from '../../electron/engine/sources/run-context';
import { LiveCore } from '../../electron/engine/sources/testing/live-core';
import { countingIds, memorySecrets, recordingLog, recordingNotifier, seededRandom } from '../../electron/engine/testing/fakes';
import { createWall } from '../../electron/host/wall';
import { REHEARSAL_KEY } from '../../electron/simulator/callers';
import { type Simulator, startSimulator } from '../../electron/simulator/simulator';
import { ContextId, instantOf } from '../../shared/domain/primitives';
import type { BenchContext } from '../scripts/lib/bench-context';

/** How many contexts, how fast the simulated AWS lives meanwhile, and for how many of its seconds calls are counted. */
interface Round {
  readonly contexts: number;
  readonly state: 'idle' | 'busy';
  readonly speed: number;
  readonly seconds: number;
}

// The more contexts, the slower their time: what is measured is calls per minute of AWS's time, not what this machine can bear.
const rounds: readonly Round[] = [
  { contexts: 1, state: 'idle', speed: 60, seconds: 900 },
  { contexts: 10, state: 'idle', speed: 30, seconds: 900 },
  { contexts: 100, state: 'idle', speed: 4, seconds: 180 },
  { contexts: 1, state: 'busy', speed: 30, seconds: 300 },
  { contexts: 10, state: 'busy', speed: 10, seconds: 300 },
  { contexts: 100, state: 'busy', speed: 1, seconds: 60 },
];

/**
 * Calls a minute that one account and region grants, in the smaller regions; for DRS, which publishes nothing, what the platform
 * plans with. Services that are not named have no limit worth naming at these rates.
 */
const quotas: Readonly<Record<string, number>> = {
  drs: 100,
  'states:DescribeExecution': 600,
  'states:GetExecutionHistory': 1200,
  'states:ListExecutions': 120,
  'states:ListStateMachines': 300,
};

/**
 * Calls per minute and API for 1, 10 and 100 contexts, each with its own queue, while nothing runs and while an execution launches
 * servers; each context stands for an account and region of its own, so each is held against the quotas alone. `-- idle` or `-- 10`
 * runs only those rounds.
 */
export async function bench(context: BenchContext): Promise<void> {
  for (const round of rounds) {
    const isAsked = context.args.every((arg) => arg === round.state || arg === String(round.contexts));
    if (isAsked) await measure(round, context);
  }
}

async function measure(round: Round, { figure, say }: BenchContext): Promise<void> {
  const name = `${round.contexts} ${round.state}`;
  say(`${name}: ${round.seconds} s of AWS's time at ×${round.speed}`);
  const started = await startSimulator({
    scenario: 'payroll-drill',
    speed: 600,
    seed: '1',
    operator: 'script',
    held: round.state === 'busy',
  });
  if (!started.ok) throw new Error(started.error.message);
  const simulator = started.value;
  if (round.state === 'idle') await traceEnded(simulator);
  simulator.clock().setSpeed(round.speed);
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-bench-'));
  const fleet = await openFleet(round.contexts, simulator, folder);
  try {
    simulator.clock().resume();
    await until(
      () => fleet.cores.every(isSettled),
      240_000,
      'every source answers',
      () =>
        fleet.cores
          .flatMap((core) => [...core.healthOf.values()].filter(({ state }) => state !== 'live' && state !== 'off'))
          .map(({ id, error }) => `${id}: ${error?.message}`),
    );
    // The first readings look far back; what follows is the pace.
    await until(elapsed(simulator, 30), 120_000, 'the first readings are over');
    const before = totals(fleet.scheduler);
    const [from, cpu, wallMs] = [secondsOf(simulator), process.cpuUsage(), performance.now()];
    await until(elapsed(simulator, round.seconds), 600_000, 'the window is over');
    const minutes = (secondsOf(simulator) - from) / 60;
    const { user, system } = process.cpuUsage(cpu);
    const made = totals(fleet.scheduler);
    let all = 0;
    for (const [api, count] of [...made].sort(([a], [b]) => a.localeCompare(b))) {
      const perMinute = (count - (before.get(api) ?? 0)) / minutes;
      all += perMinute;
      if (perMinute > 0)
        figure(`${name}: ${api}`, tenths(perMinute), 'calls/min', { perContext: hundredths(perMinute / round.contexts) });
    }
    figure(`${name}: all`, tenths(all), 'calls/min', {
      perContext: hundredths(all / round.contexts),
      throttled: fleet.scheduler.counts.list().reduce((sum, { throttled }) => sum + throttled, 0),
      longestWaitMs: Math.max(0, ...fleet.scheduler.counts.list().map(({ longestWaitMs }) => longestWaitMs)),
      // The simulator's part included, and as if AWS's time went as fast as ours.
      cpuPercentAtSpeed1: hundredths((user + system) / 10 / (performance.now() - wallMs) / round.speed),
    });
    for (const [api, quota] of Object.entries(quotas)) {
      const used = perMinuteOf(api, before, made) / minutes / round.contexts;
      figure(`${name}: ${api} of its quota`, hundredths((used / quota) * 100), '%', {
        quotaPerMinute: quota,
        within: used <= quota,
      });
    }
  } finally {
    await fleet.stop();
    await simulator.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Fleet {
  readonly cores: readonly LiveCore[];
  readonly scheduler: Scheduler;
  stop(): Promise<void>;
}

/** One console with that many contexts. Each has a core of its own, as if it saw an account of its own. */
async function openFleet(size: number, simulator: Simulator, folder: string): Promise<Fleet> {
  const ports = portsOf(simulator);
  const access = await openAccess({ HOME: folder }, ports);
  const scheduler = createScheduler(ports.clock);
  const connections = openConnections();
  const cores: LiveCore[] = [];
  const running: RunningContext[] = [];
  for (let index = 0; index < size; index += 1) {
    const core = new LiveCore(ports.clock);
    cores.push(core);
    running.push(await openOne(index, core, { ports, access, scheduler, connections, simulator }));
  }
  return {
    cores,
    scheduler,
    async stop() {
      await Promise.all(running.map((context) => context.stop()));
      access.stop();
      connections.close();
    },
  };
}

interface Shared {
  readonly ports: Ports;
  readonly access: AwsAccess;
  readonly scheduler: Scheduler;
  readonly connections: Connections;
  readonly simulator: Simulator;
}

async function openOne(index: number, core: LiveCore, { simulator, ports, ...shared }: Shared): Promise<RunningContext> {
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

function isSettled(core: LiveCore): boolean {
  const states = [...core.healthOf.values()].map(({ state }) => state);
  return states.length >= sources.length && states.every((state) => state === 'live' || state === 'off');
}

/** Calls by API: a service, or the operations that have a quota of their own. */
function totals({ counts }: Scheduler): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { service, operation, total } of counts.list()) {
    const api = `${service}:${operation}`;
    sums.set(api, (sums.get(api) ?? 0) + total);
  }
  return sums;
}

function perMinuteOf(api: string, before: Map<string, number>, after: Map<string, number>): number {
  const sum = (counts: Map<string, number>): number =>
    [...counts].filter(([key]) => key === api || key.startsWith(`${api}:`)).reduce((total, [, count]) => total + count, 0);
  return sum(after) - sum(before);
}

function secondsOf(simulator: Simulator): number {
  return (simulator.clock().now() - simulator.clock().start) / 1000;
}

const Reading = z.object({ ended: z.boolean() });

/** Nothing runs any more, as the simulator itself says. */
async function traceEnded(simulator: Simulator): Promise<void> {
  for (let look = 0; look < 300; look += 1) {
    const reply = await fetch(`${simulator.url}/_sim/clock`);
    if (Reading.parse(await reply.json()).ended) return;
    await sleep(200);
  }
  throw new Error('waited in vain until the trace ends');
}

function elapsed(simulator: Simulator, seconds: number): () => boolean {
  const from = secondsOf(simulator);
  return () => secondsOf(simulator) - from >= seconds;
}

async function until(
  condition: () => boolean,
  patienceMs: number,
  what: string,
  why: () => readonly string[] = () => [],
): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!condition()) {
    if (performance.now() > end) throw new Error([`waited in vain until ${what}`, ...why().slice(0, 5)].join('\n'));
    await sleep(20);
  }
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
