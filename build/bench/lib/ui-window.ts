import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type ElectronApplication, _electron as electron, type Page } from '@playwright/test';
import { windowSettings } from '../../scripts/lib/screen.mjs';
import { installProbe, type Seen } from './ui-probe';

const execute = promisify(execFile);

/** The real window with a rehearsal in it. */
export interface BenchWindow {
  readonly page: Page;
  /** Wall milliseconds from starting the program to the first row with data on its screen. */
  readonly startToDataMs: number;
  /** The same within the page, from its own beginning, on its second loading. */
  pageToDataMs(): Promise<number>;
  forget(): Promise<void>;
  scroll(on: boolean): Promise<void>;
  seen(): Promise<Seen>;
  /** Bytes of the page's heap after its garbage was collected. */
  heapBytes(): Promise<number>;
  /** Resident bytes of the main process, in which the engine is. */
  mainBytes(): Promise<number>;
  stop(): Promise<void>;
}

/** `root`: the checkout, built. Needs a screen; see `withScreen`. */
export async function openWindow(root: string, display: string, args: readonly string[]): Promise<BenchWindow> {
  const { stdout } = await execute(process.execPath, [join(root, 'build/scripts/electron-runtime.mjs')]);
  const executablePath = stdout.trim().split('\n').at(-1) ?? '';
  const kind = stdout.includes('development and tests only') ? 'development' : 'installed';
  const { switches, env } = windowSettings(kind, { ...process.env, DISPLAY: display });
  const dataDir = await mkdtemp(join(tmpdir(), 'tocsin-bench-'));
  const begun = performance.now();
  const app = await electron.launch({
    executablePath,
    args: [...switches, root, '--data-dir', dataDir, ...args],
    env: Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
  });
  const stop = async () => {
    await end(app);
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    const page = await firstPage(app);
    return await watched(app, page, performance.now() - begun, stop);
  } catch (thrown) {
    await stop();
    throw thrown;
  }
}

/** The page, once data is on its screen. */
async function firstPage(app: ElectronApplication): Promise<Page> {
  const page = await app.firstWindow({ timeout: 60_000 });
  page.setDefaultTimeout(120_000);
  await page.locator('[role="grid"] [role="row"] [role="gridcell"]').first().waitFor();
  return page;
}

/** With the probe in it, which is there from the page's next beginning on. */
async function watched(
  app: ElectronApplication,
  page: Page,
  startToDataMs: number,
  stop: () => Promise<void>,
): Promise<BenchWindow> {
  await page.addInitScript(installProbe);
  await page.reload();
  await page.waitForFunction(() => Reflect.get(globalThis, 'probe')?.seen().firstData !== null);
  const cdp = await page.context().newCDPSession(page);
  return {
    page,
    startToDataMs,
    pageToDataMs: async () => (await seenBy(page)).firstData ?? Number.NaN,
    forget: () => page.evaluate(() => Reflect.get(globalThis, 'probe').forget()),
    scroll: (on) => page.evaluate((wanted) => Reflect.get(globalThis, 'probe').scroll(wanted), on),
    seen: () => seenBy(page),
    async heapBytes() {
      await cdp.send('HeapProfiler.collectGarbage');
      return (await seenBy(page)).heapBytes;
    },
    mainBytes: () => app.evaluate(() => process.memoryUsage().rss),
    stop,
  };
}

function seenBy(page: Page): Promise<Seen> {
  return page.evaluate(() => Reflect.get(globalThis, 'probe').seen());
}

async function end(app: ElectronApplication): Promise<void> {
  const main = app.process();
  if (main.exitCode !== null || main.signalCode !== null) return;
  const ended = once(main, 'exit');
  main.kill('SIGTERM');
  const giveUp = setTimeout(() => main.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(giveUp);
}

/** Lends a virtual screen where there is none. */
export async function withScreen(work: (display: string) => Promise<void>): Promise<void> {
  const present = process.env.DISPLAY ?? '';
  if (present !== '' || process.platform !== 'linux') return work(present);
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const told = screen.stdio[3];
  if (told === undefined || told === null) throw new Error('the screen does not tell its number');
  const [number] = await once(told, 'data');
  try {
    await work(`:${String(number).trim()}`);
  } finally {
    screen.kill();
  }
}
