import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { createEngine } from '../../../electron/engine/engine';
import type { Engine } from '../../../electron/engine/engine-api';
import { fakePorts } from '../../../electron/engine/testing/fakes';
import { startHttpHost } from '../../../electron/headless/http-host';
import { createWall, wallClock } from '../../../electron/host/wall';
import { fleetEvents, lagEvent } from './fleet';

/** What the console of `viewers` is told by the process that holds the viewers. */
export type ViewersOrder =
  | { readonly do: 'weigh' }
  | { readonly do: 'load'; readonly events: number; readonly perSecond: number }
  | { readonly do: 'stop' };

/** What it answers. `commits` tells for each event when it was committed, and with which delta it left. */
export type ViewersAnswer =
  | { readonly is: 'open'; readonly url: string; readonly token: string }
  | { readonly is: 'weight'; readonly rssBytes: number; readonly mostRssBytes: number; readonly external: number }
  | {
      readonly is: 'loaded';
      readonly commits: readonly Commit[];
      readonly cpuMs: number;
      readonly tookMs: number;
      readonly lateMs: number;
    };

export interface Commit {
  /** Milliseconds of the machine's monotonic clock, which all its processes share. */
  readonly at: number;
  readonly seq: number;
}

/** Where Linux keeps files in memory: a disk that others use would be measured instead of us, and `journal` measures the disk. */
const MEMORY = '/dev/shm';

/** Now on the clock that all processes of the machine share, in milliseconds. */
export function sharedNow(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

export interface ViewersSize {
  readonly servers: number;
  readonly executions: number;
}

/** A headless console with a fleet and no account, in a process of its own, so that its memory is its own. Runs until told to stop. */
export async function runViewersConsole(size: ViewersSize): Promise<void> {
  const folder = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'tocsin-bench-'));
  const engine = await openEngine(folder);
  const assetsDir = join(folder, 'assets');
  mkdirSync(assetsDir);
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
  const told = engine.commit(fleetEvents(size));
  if (!told.ok) throw new Error(told.error.message);

  const meter = startMeter(engine);
  const stopped = new Promise<void>((resolve) => {
    process.on('message', (order: ViewersOrder) => {
      if (order.do === 'stop') resolve();
      else if (order.do === 'weigh') answer(meter.weigh());
      else void load(engine, meter, size, order).then(answer);
    });
  });
  answer({ is: 'open', url: host.value.url, token: engine.firstToken() });
  await stopped;
  meter.stop();
  await host.value.close();
  await engine.stop('bench ended');
  rmSync(folder, { recursive: true, force: true });
  process.disconnect();
}

function answer(message: ViewersAnswer): void {
  process.send?.(message);
}

async function openEngine(dataDir: string): Promise<Engine> {
  const wall = createWall({ epochMs: () => Date.now(), monoMs: () => performance.now(), unit: () => Math.random() });
  const engine = await createEngine(
    { ...fakePorts(), wall, clock: wallClock(wall) },
    {
      host: 'headless',
      version: 'bench',
      dataDir,
      contexts: [],
      rehearsal: null,
      featureOverrides: {},
      platform: { project: 'aws-drs-orchestration', environment: 'dev' },
      warnings: [],
    },
  );
  if (!engine.ok) throw new Error(engine.error.message);
  return engine.value;
}

interface Meter {
  weigh(): ViewersAnswer;
  /** Notes a commit; the next delta carries it. */
  committed(): void;
  /** What was committed and has left, and forgets it. */
  taken(): readonly Commit[];
  stop(): void;
}

/** Watches memory, and which delta took which commit along, as a subscriber within the process. */
function startMeter(engine: Engine): Meter {
  const ending = new AbortController();
  let waiting: number[] = [];
  let commits: Commit[] = [];
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 100);
  void (async () => {
    for await (const item of engine.subscribe({}, ending.signal)) {
      commits.push(...waiting.map((at) => ({ at, seq: item.seq })));
      waiting = [];
    }
  })();
  return {
    weigh() {
      globalThis.gc?.();
      const { rss, external } = process.memoryUsage();
      const answered = { is: 'weight' as const, rssBytes: rss, mostRssBytes: Math.max(most, rss), external };
      most = 0;
      return answered;
    },
    committed: () => void waiting.push(sharedNow()),
    taken() {
      const all = commits;
      commits = [];
      return all;
    },
    stop() {
      clearInterval(timer);
      ending.abort();
    },
  };
}

let seconds = 0;

/** Commits events one by one at that pace. `lateMs`: how far the console fell behind it at worst. */
async function load(
  engine: Engine,
  meter: Meter,
  size: ViewersSize,
  { events, perSecond }: { readonly events: number; readonly perSecond: number },
): Promise<ViewersAnswer> {
  const cpu = process.cpuUsage();
  const begun = performance.now();
  let lateMs = 0;
  meter.taken();
  for (let n = 0; n < events; n += 1) {
    const wait = begun + (n * 1000) / perSecond - performance.now();
    lateMs = Math.max(lateMs, -wait);
    if (wait > 0) await sleep(wait);
    seconds += 1;
    meter.committed();
    const told = engine.commit([lagEvent(n % size.servers, seconds)]);
    if (!told.ok) throw new Error(told.error.message);
  }
  await sleep(1_000);
  const { user, system } = process.cpuUsage(cpu);
  return { is: 'loaded', commits: meter.taken(), cpuMs: (user + system) / 1000, tookMs: performance.now() - begun, lateMs };
}
