import { once } from 'node:events';
import { type Browser, test as base, type ElectronApplication, _electron as electron, type Page } from '@playwright/test';
import { windowSettings } from '../scripts/lib/screen.mjs';
import { root, tempDir } from './processes';
import { POLICIES, type Served, startServe } from './serve';

export interface HostOptions {
  /** Set by the project: what the page under test runs in. */
  host: 'headless' | 'desktop';
  /** Arguments of the console, the same on both hosts: `test.use({ consoleArgs: [...] })`. */
  consoleArgs: readonly string[];
}

/** The console under test, on one of its hosts. */
export interface Running {
  readonly page: Page;
  readonly dataDir: string;
  /** The headless host, with REST; null on the desktop. */
  readonly serve: Served | null;
  /** The desktop host's main process; null on headless. */
  readonly app: ElectronApplication | null;
  stop(): Promise<void>;
}

interface WorkerFixtures {
  /** One browser for all specs of a worker, started by the first that needs it; each spec has pages of its own. */
  browserOfWorker: () => Promise<Browser>;
}

interface Fixtures {
  /** A folder of this test's own, removed afterwards. */
  dataDir: string;
  running: Running;
  /** The console's page, loaded. All that most specs need. */
  console: Page;
}

export const test = base.extend<Fixtures & HostOptions, WorkerFixtures>({
  host: ['headless', { option: true }],
  consoleArgs: [['--rehearse', 'payroll-drill', '--speed', '60', ...POLICIES], { option: true }],
  dataDir: async ({ host: _ }, use) => {
    const folder = await tempDir();
    await use(folder.path);
    await folder.remove();
  },
  browserOfWorker: [
    async ({ playwright }, use) => {
      const started: Promise<Browser>[] = [];
      await use(() => {
        const [browser = playwright.chromium.launch(chromium())] = started;
        started[0] = browser;
        return browser;
      });
      for (const browser of started) await (await browser).close();
    },
    { scope: 'worker' },
  ],
  running: async ({ host, consoleArgs, dataDir, browserOfWorker }, use) => {
    const running =
      host === 'desktop'
        ? await startDesktop(consoleArgs, dataDir)
        : await startHeadless(consoleArgs, dataDir, await browserOfWorker());
    // Nothing here is about motion, and a page that moves less is quicker on a machine without a graphics card.
    await running.page.emulateMedia({ reducedMotion: 'reduce' });
    await use(running);
    await running.stop();
  },
  console: async ({ running }, use) => {
    await use(running.page);
  },
});

export const expect = test.expect;

/** Starts `tocsin serve` and opens its page. For specs that need a second console, or one that dies. */
export async function startHeadless(args: readonly string[], dataDir: string, browser: Browser): Promise<Running> {
  const serve = await startServe(['--data-dir', dataDir, ...args]);
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(serve.page);
  return {
    page,
    dataDir,
    serve,
    app: null,
    async stop() {
      await page.close();
      await serve.stop();
    },
  };
}

/**
 * Opens the desktop window; `more` goes on top of this process's environment. Playwright finds an official runtime by itself, and then hands arguments on as that runtime's own
 * command does; the development runtime has its own way (D2).
 */
export async function startDesktop(
  args: readonly string[],
  dataDir: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Running> {
  const { switches, env } = windowSettings(runtimeKind(), { ...process.env, ...more });
  const app = await electron.launch({
    ...(runtimeKind() === 'development' ? { executablePath: required('TOCSIN_E2E_ELECTRON') } : {}),
    args: [...switches, root, '--data-dir', dataDir, ...args],
    env: definedOnly(env),
  });
  return { page: await app.firstWindow({ timeout: 60_000 }), dataDir, serve: null, app, stop: () => endDesktop(app) };
}

/** Ends the window as a supervisor would: closing it only hides it, and quitting asks while something runs. */
async function endDesktop(app: ElectronApplication): Promise<void> {
  const main = app.process();
  if (main.exitCode !== null || main.signalCode !== null) return;
  const ended = once(main, 'exit');
  main.kill('SIGTERM');
  const giveUp = setTimeout(() => main.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(giveUp);
}

function runtimeKind(): 'development' | 'installed' {
  return process.env.TOCSIN_E2E_RUNTIME === 'development' ? 'development' : 'installed';
}

/** Debian's Chromium; elsewhere the Chrome that is installed. As root it starts only without its sandbox. */
function chromium() {
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return process.platform === 'linux' ? { executablePath: '/usr/bin/chromium', args } : { channel: 'chrome', args };
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: start the specs with npm run e2e`);
  return value;
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
