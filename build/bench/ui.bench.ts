import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Simulator, startSimulator } from '../../electron/simulator/simulator';
import type { BenchContext } from '../scripts/lib/bench-context';
import { quantile } from './lib/quantile';
import { keepChanging } from './lib/ui-load';
import { type BenchWindow, openWindow, withScreen } from './lib/ui-window';

const MEGABYTE = 1024 * 1024;
/** Longest frame that budgets allow while 4,000 servers are scrolled. */
const FRAME_BUDGET_MS = 32;
const SPEED = 60;
/** Servers whose replication stalls or goes on, each second, while something is measured. */
const PER_SECOND = 50;

/** Fleets by number of servers: executions that run at once, and places (accounts × regions). */
const FLEETS: Readonly<Record<string, string>> = {
  100: 'fleet?servers=100&executions=5&accounts=1&regions=1&waves=2',
  1000: 'fleet?servers=1000&executions=25&accounts=2&regions=2&waves=2',
  4000: 'fleet?servers=4000&executions=100&accounts=5&regions=4&waves=2',
};

/**
 * The real window with fleets of 100, 1,000 and 4,000 servers at ×60: first paint with data, from a delta to the frame that shows it,
 * frames while it stands and while it is scrolled, 50 events a second, and memory after an hour of simulated time. `--servers 100,4000`, `--minutes` of
 * simulated time. Every frame goes to `.cache/bench/ui/frames-N.json`.
 */
export async function bench(context: BenchContext): Promise<void> {
  const { values } = parseArgs({
    args: [...context.args],
    options: { servers: { type: 'string', default: '100,1000,4000' }, minutes: { type: 'string', default: '60' } },
  });
  await withScreen(async (display) => {
    for (const servers of values.servers.split(',')) {
      const fleet = FLEETS[servers];
      if (fleet === undefined) throw new Error(`no fleet of ${servers} servers; there are ${Object.keys(FLEETS).join(', ')}`);
      await oneFleet(context, display, servers, fleet, (Number(values.minutes) * 60_000) / SPEED);
    }
  });
}

async function oneFleet(context: BenchContext, display: string, servers: string, fleet: string, wallMs: number): Promise<void> {
  const { say } = context;
  const figure = (name: string, value: number, unit: string, more: object = {}) =>
    context.figure(`${servers} servers: ${name}`, Number(value.toFixed(1)), unit, {
      ...more,
      load: Number((loadavg()[0] ?? 0).toFixed(1)),
    });
  say(`${servers} servers`);
  const simulator = await startSimulator({ scenario: fleet, speed: SPEED });
  if (!simulator.ok) throw new Error(simulator.error.message);
  try {
    const window = await openWindow(process.cwd(), display, ['--clock', simulator.value.url]);
    await measure({ figure, servers, wallMs, window, simulator: simulator.value }).finally(window.stop);
  } finally {
    await simulator.value.stop();
  }
}

interface Measured {
  readonly figure: Figure;
  readonly servers: string;
  readonly wallMs: number;
  readonly window: BenchWindow;
  readonly simulator: Simulator;
}

async function measure({ figure, servers, wallMs, window, simulator }: Measured): Promise<void> {
  figure('program started to first data on screen', window.startToDataMs, 'ms');
  figure('page begun to first data on screen', await window.pageToDataMs(), 'ms');
  const heapAtFirst = await window.heapBytes();

  const begun = performance.now();
  const changing = keepChanging(simulator, PER_SECOND);
  try {
    // First what changes most while the fleet's drills run.
    await goTo(window, 'Live');
    const live = await watch(window, wallMs / 4, false);
    reportFrames(figure, 'the live screen', live.frames);
    reportPaint(figure, 'delta at the page to the frame that shows it', live.toPaint, live.unseen);
    reportPaint(figure, 'engine to the frame that shows it', live.fromEngine, live.unseen);
    await goTo(window, 'Servers and plans');
    const scrolled = await watch(window, wallMs / 4, true);
    reportFrames(figure, 'the table of servers scrolls', scrolled.frames);
    keepTrace(servers, { scrolled: scrolled.frames, live: live.frames });
  } finally {
    figure('events told a second', changing.stop(), '/s');
  }

  await sleep(Math.max(0, wallMs - (performance.now() - begun)));
  const minutes = Math.round(((performance.now() - begun) * SPEED) / 60_000);
  figure(`heap of the page after ${minutes} simulated minutes`, (await window.heapBytes()) / MEGABYTE, 'MB', {
    atFirst: Number((heapAtFirst / MEGABYTE).toFixed(1)),
  });
  figure('memory of the main process', (await window.mainBytes()) / MEGABYTE, 'MB');
}

async function goTo({ page }: BenchWindow, place: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Places' }).getByTitle(place, { exact: true }).click();
  await page.locator('[role="grid"] [role="row"] [role="gridcell"]').first().waitFor();
}

async function watch(window: BenchWindow, ms: number, scrolls: boolean) {
  await sleep(1_000);
  await window.scroll(scrolls);
  await window.forget();
  await sleep(ms);
  const seen = await window.seen();
  await window.scroll(false);
  return seen;
}

type Figure = (name: string, value: number, unit: string, more?: object) => void;

function reportFrames(figure: Figure, what: string, frames: readonly number[]): void {
  figure(`longest frame, ${what}`, quantile(frames, 1), 'ms', {
    p50: Number(quantile(frames, 0.5).toFixed(1)),
    p99: Number(quantile(frames, 0.99).toFixed(1)),
    over32: frames.filter((ms) => ms > FRAME_BUDGET_MS + 1).length,
    frames: frames.length,
    budget: FRAME_BUDGET_MS,
  });
}

function reportPaint(figure: Figure, what: string, ms: readonly number[], unseen: number): void {
  figure(what, quantile(ms, 0.99), 'ms', {
    quantile: 'p99',
    p50: Number(quantile(ms, 0.5).toFixed(1)),
    samples: ms.length,
    unseen,
  });
}

function keepTrace(servers: string, frames: object): void {
  const folder = join(process.cwd(), '.cache/bench/ui');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `frames-${servers}.json`), JSON.stringify(frames));
}
