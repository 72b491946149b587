import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { instantOf } from '../../shared/domain/primitives';
import type { BenchContext } from '../scripts/lib/bench-context';
import { startAlertConsole, tell } from './lib/alerts-console';
import { alertEvent, distinctAlerts, repeatedAlerts } from './lib/alerts-load';
import { evaluationSpeed, pureAlerting, START_MS } from './lib/alerts-pure';
import { runReceiver, startReceiverProcess } from './lib/alerts-receiver';
import { quantile } from './lib/quantile';

const BATCH = 1_000;
const BURST = 10_000;
const PARTS = [
  'evaluation',
  'durable',
  'burst:1',
  'burst:100',
  'burst:1000',
  'memory:10000',
  'memory:100000',
  'latency',
] as const;

/**
 * `npm run bench -- alerts [--only PART]`: alerts through the decision alone, through the durable road, and to a receiver in a process of
 * its own. Each part runs in a process of its own, so that memory is its own.
 */
export async function bench(context: BenchContext): Promise<void> {
  const { values } = parseArgs({
    args: [...context.args],
    options: { only: { type: 'string' }, part: { type: 'string' }, receiver: { type: 'boolean' } },
  });
  if (values.receiver === true) return runReceiver();
  if (values.part !== undefined) return runPart(context, values.part);
  for (const part of PARTS) {
    if (values.only !== undefined && !part.startsWith(values.only)) continue;
    context.say(`${part}, load ${loadavg()[0]?.toFixed(1)}`);
    await inOwnProcess(part);
  }
}

const program = fileURLToPath(import.meta.url);

async function inOwnProcess(part: string): Promise<void> {
  const child = spawn(process.execPath, ['--expose-gc', '--enable-source-maps', program, '--part', part], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) console.log(line);
  if (child.exitCode !== 0) process.exitCode = 1;
}

async function runPart(context: BenchContext, part: string): Promise<void> {
  const [name, size] = part.split(':');
  const number = Number(size);
  switch (name) {
    case 'evaluation':
      return evaluation(context);
    case 'durable':
      return durable(context);
    case 'burst':
      return burst(context, number);
    case 'memory':
      return memory(context, number);
    default:
      return latency(context);
  }
}

function evaluation({ figure }: BenchContext): void {
  // What is compiled at first is no part of the figure.
  evaluationSpeed(20_000, 100);
  for (const groupSize of [1, 100, 1_000, 10_000]) {
    const { distinct, repeated } = evaluationSpeed(100_000, groupSize);
    const more = { groupSize, alerts: 100_000 };
    figure('evaluated, distinct alerts', distinct.perSecond, 'events/s', { ...more, perCpuSecond: distinct.perCpuSecond });
    figure('evaluated, alerts said again', repeated.perSecond, 'events/s', { ...more, perCpuSecond: repeated.perCpuSecond });
  }
}

async function durable({ figure }: BenchContext): Promise<void> {
  for (const groupSize of [1, 100, 1_000]) {
    await withFolder(async (folder) => {
      const receiver = await startReceiverProcess(program);
      const engine = await startAlertConsole(folder, receiver.url);
      const timed = (events: number, batch: (n: number) => ReturnType<typeof distinctAlerts>) => {
        const cpu = process.cpuUsage();
        const begun = performance.now();
        for (let n = 0; n < events / BATCH; n += 1) tell(engine, batch(n));
        const ms = performance.now() - begun;
        const { user, system } = process.cpuUsage(cpu);
        return { perSecond: Math.round((events * 1_000) / ms), perCpuSecond: Math.round((events * 1e6) / (user + system)) };
      };
      const now = () => engine.ports.clock.now();
      const distinct = timed(BURST, (n) => distinctAlerts(n * BATCH, (n + 1) * BATCH, groupSize, now()));
      const repeated = timed(BURST, (n) => repeatedAlerts(BATCH, groupSize, now(), n + 1));
      figure('recorded and decided, distinct alerts', distinct.perSecond, 'events/s', {
        groupSize,
        batch: BATCH,
        perCpuSecond: distinct.perCpuSecond,
      });
      figure('recorded and decided, alerts said again', repeated.perSecond, 'events/s', {
        groupSize,
        batch: BATCH,
        perCpuSecond: repeated.perCpuSecond,
      });
      await engine.stop('bench ended');
      receiver.close();
    });
  }
}

async function burst({ figure }: BenchContext, groupSize: number): Promise<void> {
  await withFolder(async (folder) => {
    const receiver = await startReceiverProcess(program);
    const engine = await startAlertConsole(folder, receiver.url);
    const expected = BURST / groupSize;
    await sleep(200);
    const begunAt = Date.now();
    const begun = performance.now();
    for (let from = 0; from < BURST; from += BATCH) {
      tell(engine, distinctAlerts(from, from + BATCH, groupSize, engine.ports.clock.now()));
      await sleep(0);
    }
    const decidedMs = performance.now() - begun;
    let count = 0;
    let lastAtMs = begunAt;
    const end = performance.now() + 120_000;
    while (count < expected && performance.now() < end) {
      await sleep(20);
      const heard = await receiver.heard();
      count += heard.count;
      if (heard.count > 0) lastAtMs = heard.lastAtMs;
    }
    figure('first alert to last webhook', lastAtMs - begunAt, 'ms', {
      groupSize,
      alerts: BURST,
      webhooks: count,
      missing: Math.max(0, expected - count),
      decidedMs: Math.round(decidedMs),
    });
    figure('memory of the console after it', Math.round(process.memoryUsage().rss / 1e6), 'MB', { groupSize, alerts: BURST });
    await engine.stop('bench ended');
    receiver.close();
  });
}

/** What alerting alone keeps, and what a whole console takes, with so many alerts that fire. */
async function memory({ figure }: BenchContext, alerts: number): Promise<void> {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const alerting = pureAlerting();
  for (let from = 0; from < alerts; from += BATCH)
    alerting.take(distinctAlerts(from, from + BATCH, 1, instantOf(START_MS + from)), START_MS + from);
  globalThis.gc?.();
  const heapMb = Math.round((process.memoryUsage().heapUsed - before) / 1e6);
  figure('heap of the book', heapMb, 'MB', alerting.book.size());
  await withFolder(async (folder) => {
    const engine = await startAlertConsole(folder, null);
    for (let from = 0; from < alerts; from += BATCH) {
      tell(engine, distinctAlerts(from, from + BATCH, 100, engine.ports.clock.now()));
      await sleep(0);
    }
    await sleep(500);
    globalThis.gc?.();
    const { heapUsed, rss } = process.memoryUsage();
    figure('heap of a console', Math.round(heapUsed / 1e6), 'MB', { alerts, groupSize: 100, rss: Math.round(rss / 1e6) });
    await engine.stop('bench ended');
  });
}

/** 50 alerts a second, each its own incident: from the commit to the receiver. */
async function latency({ figure }: BenchContext): Promise<void> {
  const [rate, seconds] = [50, 10];
  await withFolder(async (folder) => {
    const receiver = await startReceiverProcess(program);
    const engine = await startAlertConsole(folder, receiver.url);
    for (let n = 0; n < 20; n += 1) tell(engine, [alertEvent(900_000 + n, 1, engine.ports.clock.now())]);
    await sleep(1_500);
    await receiver.heard();
    const told = new Map<string, number>();
    const begun = performance.now();
    for (let n = 0; n < rate * seconds; n += 1) {
      await sleep(Math.max(0, begun + (n * 1_000) / rate - performance.now()));
      const event = alertEvent(n, 1, engine.ports.clock.now());
      told.set(`alert-${String(n).padStart(6, '0')}`, Date.now());
      tell(engine, [event]);
    }
    await sleep(2_000);
    const { titles } = await receiver.heard();
    const ms = [...told].flatMap(([title, at]) => (titles[title] === undefined ? [] : [titles[title] - at]));
    figure('event to notification', quantile(ms, 0.99), 'ms', {
      quantile: 'p99',
      p50: quantile(ms, 0.5),
      max: quantile(ms, 1),
      alerts: told.size,
      missed: told.size - ms.length,
      ratePerSecond: rate,
    });
    await engine.stop('bench ended');
    receiver.close();
  });
}

async function withFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-bench-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
