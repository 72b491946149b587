import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { createEngine } from '../../electron/engine/engine';
import type { Engine } from '../../electron/engine/engine-api';
import { fakePorts, recordingNotifier } from '../../electron/engine/testing/fakes';
import { startHttpHost } from '../../electron/headless/http-host';
import { rehearsalContexts } from '../../electron/host/rehearsal';
import { createWall, wallClock } from '../../electron/host/wall';
import { type Simulator, startSimulator } from '../../electron/simulator/simulator';
import type { StreamItem } from '../../shared/contract/stream';
import type { ServerView } from '../../shared/domain/view';
import type { BenchContext } from '../scripts/lib/bench-context';
import { bench as journalBench } from './journal.bench';
import { quantile } from './lib/quantile';

const SERVERS = 500;
const EXECUTIONS = 20;
const PER_SECOND = 50;
const SECONDS = 20;
const ALERTS = 12;
/** Longer than alerts are gathered, so that each is one of its own. */
const ALERT_EVERY_MS = 2_500;
const REGION = 'us-east-1';

/**
 * From a message being available in the queue (replication of a simulated server stalls or goes on) to the row's new state at a
 * browser's socket, and to the native alert being asked for: 500 servers, 20 executions, 50 events a second, through the real SDK,
 * queue, journal and HTTP host. Drawing in the browser is not part of it. The journal's own figures follow.
 */
export async function bench(context: BenchContext): Promise<void> {
  await throughEverything(context);
  await journalBench(context);
}

async function throughEverything({ figure, say }: BenchContext): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-bench-'));
  const simulator = await startSimulator({
    scenario: `fleet?servers=${SERVERS}&executions=${EXECUTIONS}&accounts=2&regions=1&waves=1`,
    speed: 1,
  });
  if (!simulator.ok) throw new Error(simulator.error.message);
  const alerted = new Map<string, number>();
  const engine = await startEngine(folder, simulator.value.url, (title) => alerted.set(title, performance.now()));
  const { rows, stop } = await watchRows(engine, mkdtempSync(join(folder, 'assets-')));
  try {
    say('waiting until the queue is there and everything has been read');
    await until(
      () => isSettled(engine),
      60_000,
      () => unsettled(engine),
    );
    const servers = Object.values(engine.view().servers);
    say(
      `${servers.length} servers, ${Object.keys(engine.view().executions).length} executions; ${PER_SECOND * SECONDS} messages`,
    );

    const sent: { readonly id: string; readonly at: number }[] = [];
    const begun = performance.now();
    for (let n = 0; n < PER_SECOND * SECONDS; n += 1) {
      await sleep(Math.max(0, begun + (n * 1000) / PER_SECOND - performance.now()));
      const server = servers[n % servers.length];
      if (server === undefined) break;
      sent.push({ id: server.sourceServerId, at: performance.now() });
      put(simulator.value, server, n % (2 * servers.length) < servers.length ? 'STALLED' : 'CONTINUOUS');
    }
    await sleep(2_000);
    const latencies = sent.flatMap(({ id, at }) => {
      const seen = rows.get(id)?.find((moment) => moment > at);
      return seen === undefined ? [] : [seen - at];
    });
    report(figure, 'message to row at the browser', latencies, { missed: sent.length - latencies.length });

    const alerts: number[] = [];
    for (const server of servers.slice(0, ALERTS)) {
      put(simulator.value, server, 'CONTINUOUS');
      await sleep(ALERT_EVERY_MS);
      alerted.clear();
      const at = performance.now();
      put(simulator.value, server, 'STALLED');
      await until(
        () => alerted.size > 0,
        10_000,
        () => 'no alert',
      );
      alerts.push(Math.min(...alerted.values()) - at);
    }
    report(figure, 'message to native alert asked for', alerts, {});
    figure('memory of the process, simulator included', Math.round(process.memoryUsage().rss / 1e6), 'MB');
  } finally {
    await stop();
    await engine.stop('bench ended');
    await simulator.value.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function report(
  figure: BenchContext['figure'],
  name: string,
  ms: readonly number[],
  more: Readonly<Record<string, number>>,
): void {
  const rounded = (q: number) => Math.round(quantile(ms, q));
  figure(name, rounded(0.99), 'ms', { quantile: 'p99', p50: rounded(0.5), max: rounded(1), samples: ms.length, ...more });
}

async function startEngine(folder: string, url: string, onAlert: (title: string) => void): Promise<Engine> {
  const wall = createWall({ epochMs: () => Date.now(), monoMs: () => performance.now(), unit: () => Math.random() });
  const notifier = {
    ...recordingNotifier(),
    show: async (alert: { readonly title: string }) => {
      onAlert(alert.title);
      return { outcome: 'shown' as const, reason: null };
    },
  };
  const engine = await createEngine(
    { ...fakePorts(), notifier, wall, clock: wallClock(wall) },
    {
      host: 'headless',
      version: 'bench',
      dataDir: folder,
      contexts: rehearsalContexts(url, [REGION], undefined),
      rehearsal: null,
      featureOverrides: {},
      platform: { project: 'aws-drs-orchestration', environment: 'dev' },
      warnings: [],
    },
  );
  if (!engine.ok) throw new Error(engine.error.message);
  return engine.value;
}

interface Watching {
  readonly rows: ReadonlyMap<string, number[]>;
  stop(): Promise<void>;
}

/** Listens like a browser; answers, for each server, when deltas about it arrived. */
async function watchRows(engine: Engine, assetsDir: string): Promise<Watching> {
  const host = await startHttpHost({
    engine,
    version: 'bench',
    assetsDir,
    host: '127.0.0.1',
    port: 0,
    tls: null,
    names: [],
  });
  if (!host.ok) throw new Error(host.error.message);
  const rows = new Map<string, number[]>();
  const socket = new WebSocket(`${host.value.url.replace('http', 'ws')}/ws`, {
    headers: { authorization: `Bearer ${engine.firstToken()}` },
  });
  socket.on('message', (text) => {
    const at = performance.now();
    const item: StreamItem = JSON.parse(String(text));
    if (item.kind !== 'delta') return;
    for (const change of item.changes)
      if (change.collection === 'servers') rows.set(change.id, [...(rows.get(change.id) ?? []), at]);
  });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return {
    rows,
    async stop() {
      socket.close();
      await host.value.close();
    },
  };
}

function isSettled(engine: Engine): boolean {
  const { servers, executions, sources } = engine.view();
  const isLive = Object.values(sources).every(({ state }) => state === 'live' || state === 'off');
  return isLive && Object.keys(servers).length >= SERVERS && Object.keys(executions).length >= EXECUTIONS;
}

/** Lets replication of a server stall or go on: DRS says so when asked, and tells the event bus, which delivers at once. */
function put(simulator: Simulator, { accountId, region, sourceServerId }: ServerView, state: 'STALLED' | 'CONTINUOUS'): void {
  const { drs } = simulator.world().platform;
  drs.setReplication(drs.region(accountId, region), sourceServerId, state, state === 'STALLED' ? 'AGENT_NOT_SEEN' : null);
}

/** What keeps a console from being settled, for whoever reads why the benchmark failed. */
function unsettled(engine: Engine): string {
  const { servers, executions, sources } = engine.view();
  const late = Object.values(sources)
    .filter(({ state }) => state !== 'live' && state !== 'off')
    .map(({ id, state, error }) => `${id} ${state} ${error?.message ?? ''}`);
  return [`${Object.keys(servers).length} servers`, `${Object.keys(executions).length} executions`, ...late].join('; ');
}

async function until(isTrue: () => boolean, withinMs: number, why: () => string): Promise<void> {
  const end = performance.now() + withinMs;
  while (!isTrue()) {
    if (performance.now() > end) throw new Error(`what was waited for did not come: ${why()}`);
    await sleep(5);
  }
}
