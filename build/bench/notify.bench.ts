import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { BenchContext } from '../scripts/lib/bench-context';
import { emit, eventName, startConsole } from './lib/notify-console';
import { channels, createChance, type Receivers, startReceivers } from './lib/notify-receivers';
import { type End, type Tally, tallyOf } from './lib/notify-tally';
import { endsOf, runVictim, type VictimOrder, waiting } from './lib/notify-victim';
import { quantile } from './lib/quantile';

const FAILING = 0.1;

/**
 * `npm run bench -- notify [--events 10000] [--kills 50] [--seconds 20] [--rate 50] [--only flood|latency|kill]`: events through the whole road, journal
 * and outbox to five real receivers on loopback, a tenth of whose answers are failures; then how long it takes when they are well; then the
 * same flood while the console is killed again and again.
 */
export async function bench(context: BenchContext): Promise<void> {
  const { values } = parseArgs({
    args: [...context.args],
    options: {
      events: { type: 'string', default: '10000' },
      kills: { type: 'string', default: '50' },
      seconds: { type: 'string', default: '20' },
      only: { type: 'string' },
      rate: { type: 'string', default: '50' },
      victim: { type: 'string' },
    },
  });
  if (values.victim !== undefined) return runVictim(JSON.parse(values.victim));
  const wanted = (name: string) => values.only === undefined || values.only === name;
  const events = Number(values.events);
  if (wanted('latency'))
    await withReceivers((receivers, folder) =>
      latency(context, receivers, folder, { seconds: Number(values.seconds), rate: Number(values.rate) }),
    );
  if (wanted('flood')) await withReceivers((receivers, folder) => flood(context, receivers, folder, events));
  if (wanted('kill') && Number(values.kills) > 0)
    await withReceivers((receivers, folder) => kills(context, receivers, folder, events, Number(values.kills)));
}

async function withReceivers(work: (receivers: Receivers, folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-bench-'));
  const receivers = await startReceivers();
  try {
    await work(receivers, folder);
  } finally {
    await receivers.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function latency(
  { figure, say }: BenchContext,
  receivers: Receivers,
  folder: string,
  { seconds, rate }: { readonly seconds: number; readonly rate: number },
): Promise<void> {
  const engine = await startConsole(folder, receivers);
  say(`${rate} events a second for ${seconds} s, receivers are well`);
  // What is compiled and connected at the first message is no part of the figure.
  emit(engine, 900_000, 900_010);
  await until(() => waiting(engine) === 0);
  await sleep(500);
  const told: number[] = [];
  const cpu = process.cpuUsage();
  const begun = performance.now();
  for (let n = 0; n < rate * seconds; n += 1) {
    await sleep(Math.max(0, begun + (n * 1000) / rate - performance.now()));
    told.push(performance.now());
    emit(engine, n, n + 1);
  }
  await until(() => waiting(engine) === 0);
  const cpuMsEach = cpuMs(cpu) / told.length;
  const arrivals = new Map<string, number[]>();
  for (const { event, at } of receivers.seen) arrivals.set(event, [...(arrivals.get(event) ?? []), at]);
  const all = told.map((at, n) => (arrivals.get(eventName(n)) ?? []).map((arrival) => arrival - at));
  const first = all.flatMap((times) => (times.length === 0 ? [] : [Math.min(...times)]));
  const rounded = (ms: readonly number[], q: number) => Math.round(quantile(ms, q) * 10) / 10;
  figure('event to first POST', rounded(first, 0.99), 'ms', {
    quantile: 'p99',
    p50: rounded(first, 0.5),
    max: rounded(first, 1),
    events: told.length,
    missed: told.length - first.length,
    cpuMsEach: Math.round(cpuMsEach * 10) / 10,
  });
  for (const channel of channels) {
    const own = new Map(receivers.seen.filter((one) => one.channel === channel).map(({ event, at }) => [event, at]));
    const each = told.flatMap((at, n) => (own.has(eventName(n)) ? [(own.get(eventName(n)) ?? at) - at] : []));
    figure(`event to its ${channel} receiver`, rounded(each, 0.99), 'ms', {
      quantile: 'p99',
      p50: rounded(each, 0.5),
      max: rounded(each, 1),
    });
  }
  await engine.stop('bench ended');
}

async function flood(context: BenchContext, receivers: Receivers, folder: string, events: number): Promise<void> {
  const { figure, say } = context;
  receivers.failing(FAILING);
  const engine = await startConsole(folder, receivers);
  say(`${events} events to ${channels.length} channels, ${FAILING * 100} % of the answers fail`);
  const cpu = process.cpuUsage();
  const begun = performance.now();
  for (let n = 0; n < events; n += 100) {
    emit(engine, n, Math.min(events, n + 100));
    await sleep(0);
  }
  const toldMs = performance.now() - begun;
  figure('events decided and committed', Math.round((events * 1000) / toldMs), 'events/s', { tookMs: Math.round(toldMs) });
  let said = performance.now();
  await until(() => {
    if (performance.now() - said > 5_000) {
      said = performance.now();
      say(`${waiting(engine)} still on their way`);
    }
    return waiting(engine) === 0;
  });
  const tookMs = performance.now() - begun;
  const ends = endsOf(engine);
  figure('messages ended', Math.round((ends.length * 1000) / tookMs), 'messages/s', {
    messages: ends.length,
    tookMs: Math.round(tookMs),
    requests: receivers.seen.length,
    cpuMsEach: Math.round((cpuMs(cpu) / ends.length) * 10) / 10,
  });
  report(context, 'flood', tallyOf(ends, receivers.seen, names(events)));
  const latencies = ends.flatMap(({ latencyMs }) => (latencyMs === null ? [] : [latencyMs]));
  figure('commit to accepted, all queued at once', Math.round(quantile(latencies, 0.99)), 'ms', {
    quantile: 'p99',
    p50: Math.round(quantile(latencies, 0.5)),
  });
  figure('memory of the process, receivers included', Math.round(process.memoryUsage().rss / 1e6), 'MB');
  await engine.stop('bench ended');
}

/** The flood again, in a process that is killed at points nobody chose. */
async function kills(context: BenchContext, receivers: Receivers, folder: string, events: number, times: number): Promise<void> {
  const { figure, say } = context;
  receivers.failing(FAILING);
  const chance = createChance(11);
  const order: VictimOrder = {
    dataDir: join(folder, 'data'),
    urls: receivers.urls,
    smtpPort: receivers.smtpPort,
    events,
    endsFile: join(folder, 'ends.json'),
  };
  say(`${events} events again, killed ${times} times`);
  const begun = performance.now();
  let killed = 0;
  for (let isEnded = false; !isEnded; ) {
    const victim = startVictim(order);
    const [progress] = await victim.started;
    // A share of what is left, so that the kills spread over the whole run.
    const share = (events - Number(progress)) / Math.max(1, times - killed);
    const killAt = killed < times ? Number(progress) + share * 2 * chance() : Number.POSITIVE_INFINITY;
    isEnded = await victim.runUntil(killAt, killed < times ? 20 + chance() * 400 : null);
    if (!isEnded) killed += 1;
    if (killed % 10 === 0) say(`killed ${killed} times, ${receivers.seen.length} requests seen`);
  }
  const ends: End[] = JSON.parse(readFileSync(order.endsFile, 'utf8'));
  figure('kills', killed, 'kills', {
    tookMs: Math.round(performance.now() - begun),
    messages: ends.length,
    requests: receivers.seen.length,
  });
  report(context, 'killed', tallyOf(ends, receivers.seen, names(events)));
}

interface Victim {
  /** Resolves with the event at which it went on. */
  readonly started: Promise<[string]>;
  /** Kills it so many milliseconds after it told of that event; answers whether it had ended by itself before. */
  runUntil(event: number, thenMs: number | null): Promise<boolean>;
}

function startVictim(order: VictimOrder): Victim {
  const program = fileURLToPath(import.meta.url);
  const child: ChildProcess = spawn(
    process.execPath,
    ['--enable-source-maps', join(program, '../bench.mjs'), '--victim', JSON.stringify(order)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  if (child.stdout === null) throw new Error('the victim has no voice');
  const lines = createInterface({ input: child.stdout });
  let isEnded = false;
  let told = 0;
  const started = new Promise<[string]>((resolve) => {
    lines.on('line', (line) => {
      const [word, number] = line.split(' ');
      if (word === 'started') resolve([number ?? '0']);
      if (word === 'told' || word === 'started') told = Number(number);
      if (word === 'ended') isEnded = true;
    });
  });
  const gone = once(child, 'close');
  return {
    started,
    async runUntil(event, thenMs) {
      const isGone = () => child.exitCode !== null || child.signalCode !== null;
      while (!isGone() && !isEnded && told < event) await Promise.race([gone, sleep(2)]);
      if (thenMs !== null && !isEnded && !isGone()) {
        await Promise.race([gone, sleep(thenMs)]);
        if (!isEnded) child.kill('SIGKILL');
      }
      await gone;
      if (child.exitCode !== null && child.exitCode !== 0) throw new Error(`the victim ended with ${child.exitCode}`);
      return isEnded;
    },
  };
}

function report({ figure }: BenchContext, which: string, tally: Tally): void {
  const { delivered, failed, ...rest } = tally;
  figure(`${which}: delivered`, delivered, 'messages', { shownFailed: failed, ...rest });
  const bad = tally.lost + tally.wronglyDelivered + tally.repeatedOften + tally.repeatedUnmarked;
  figure(`${which}: lost, or repeated without need`, bad, 'messages');
  if (bad > 0) process.exitCode = 1;
}

/** Of the whole process, receivers included; it tells more than the wall on a machine that others use. */
function cpuMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1_000;
}

function names(events: number): string[] {
  return Array.from({ length: events }, (_, index) => eventName(index));
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await sleep(100);
}
