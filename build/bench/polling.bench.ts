import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { buckets, type Scheduler } from '../../electron/engine/aws/budget';
import type { LiveCore } from '../../electron/engine/sources/testing/live-core';
import { type Simulator, startSimulator } from '../../electron/simulator/simulator';
import type { BenchContext } from '../scripts/lib/bench-context';
import { openPollingFleet } from './lib/polling-fleet';

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
 * Calls a minute that one account and region grants, and who says so; for DRS, which publishes nothing, what the platform plans with
 * (aws-contracts 3 and 6). What is not named is held against the bound the console sets itself.
 */
const granted: Readonly<Record<string, readonly [perMinute: number, by: string]>> = {
  drs: [100, 'plan of the platform'],
  'states:DescribeExecution': [600, 'AWS, smaller regions'],
  'states:GetExecutionHistory': [1_200, 'AWS, smaller regions'],
  'states:ListExecutions': [120, 'AWS, smaller regions'],
  'states:ListStateMachines': [300, 'AWS'],
  events: [3_000, 'AWS'],
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
  const fleet = await openPollingFleet(round.contexts, simulator);
  try {
    simulator.clock().resume();
    await until(
      () => fleet.cores.every((core) => isSettled(core, fleet.sourcesEach)),
      settlingMs(round.contexts),
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
    for (const api of [...new Set([...made.keys()].map(boundOf))].sort()) {
      const used = callsOf(api, before, made) / minutes / round.contexts;
      const [bound, by] = granted[api] ?? [(buckets[api]?.perSecond ?? 0) * 60, 'the console itself'];
      figure(`${name}: ${api} of its quota`, hundredths((used / bound) * 100), '%', {
        quotaPerMinute: bound,
        grantedBy: by,
        within: used <= bound,
      });
    }
  } finally {
    await fleet.stop();
    await simulator.stop();
  }
}

function isSettled(core: LiveCore, atLeast: number): boolean {
  const states = [...core.healthOf.values()].map(({ state }) => state);
  return states.length >= atLeast && states.every((state) => state === 'live' || state === 'off');
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

/** The first readings look far back, and on a busy machine a hundred contexts take their time. */
function settlingMs(contexts: number): number {
  return 240_000 + contexts * 6_000;
}

/** What a called API is held against: a bound of its own, else its service's. */
function boundOf(api: string): string {
  return api in granted || api in buckets ? api : (api.split(':')[0] ?? api);
}

/** Calls of all APIs that are held against this bound. */
function callsOf(bound: string, before: Map<string, number>, after: Map<string, number>): number {
  const sum = (counts: Map<string, number>): number =>
    [...counts].filter(([api]) => boundOf(api) === bound).reduce((total, [, count]) => total + count, 0);
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
