/**
 * A console in which it is always the same instant of the same drill: for pictures of it, and for comparing them. The simulator plays
 * quickly to shortly before, stands still, and is moved by hand to the instant itself.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { root } from './paths.mjs';
import { pause } from './processes.mjs';

/** When the trace begins. */
const START = '2026-03-14T09:00:00Z';
const SEED = 'pictures';
const SPEED = 240;
/** What the page says it would go on at. */
const USUAL_SPEED = 60;
/** Simulated seconds before the instant at which the quick play ends, so that everything of before has been read. */
const RUN_UP_SECONDS = 60;
const LONGEST_WAIT_MS = 120_000;

/** What a program prints first; the simulator has no token. */
const FirstLine = z.object({ url: z.string(), token: z.string().default('') });
const Clock = z.object({ now: z.iso.datetime() });

/**
 * @typedef {object} FixedConsole
 * @property {string} page The page's address with its token.
 * @property {(path: string, init?: { method?: string, body?: unknown }) => Promise<unknown>} api Calls REST; `path` without `/api`.
 * @property {(secondsFromStart: number, isThere: (api: FixedConsole['api']) => Promise<boolean>) => Promise<void>} goTo Moves on to that
 *   instant of the drill and stands still there, once `isThere` says that the console has seen it.
 * @property {() => Promise<void>} stop
 */

/** @param {readonly string[]} [more] Further arguments of the console. @returns {Promise<FixedConsole>} */
export async function startFixedConsole(more = []) {
  const dataDir = await mkdtemp(join(tmpdir(), 'tocsin-fixed-'));
  const simulator = await start(['simulate', '--port', '0', '--start', START, '--seed', SEED, '--speed', '1']);
  const sim = simulator.line.url;
  await ask(`${sim}/_sim/pause`, {});
  const console = await start(['serve', '--port', '0', '--data-dir', dataDir, '--clock', sim, ...more]);
  const { url, token } = console.line;
  const api = (/** @type {string} */ path, /** @type {{ method?: string, body?: unknown }} */ { method, body } = {}) =>
    ask(`${url}/api${path}`, body, { authorization: `Bearer ${token}` }, method);

  const now = async () => Date.parse(Clock.parse(await ask(`${sim}/_sim/clock`)).now);

  /** @param {number} seconds */
  const runUntil = async (seconds) => {
    const end = Date.parse(START) + seconds * 1000;
    await ask(`${sim}/_sim/speed`, { speed: SPEED });
    await ask(`${sim}/_sim/resume`, {});
    await until(async () => (await now()) >= end, 20);
    await ask(`${sim}/_sim/pause`, {});
    await ask(`${sim}/_sim/speed`, { speed: USUAL_SPEED });
  };

  return {
    page: `${new URL('/', url).href}#token=${encodeURIComponent(token)}`,
    api,
    async goTo(secondsFromStart, isThere) {
      await runUntil(secondsFromStart - RUN_UP_SECONDS);
      // Step by step, so that whoever looks from time to time looks in between.
      for (let left = 1; left > 0; ) {
        left = (Date.parse(START) + secondsFromStart * 1000 - (await now())) / 1000;
        if (left > 0) await ask(`${sim}/_sim/step`, { seconds: Math.min(5, left) });
        await pause(150);
      }
      await until(() => isThere(api), 100);
    },
    async stop() {
      await console.stop();
      await simulator.stop();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/**
 * Starts `tocsin` and waits for its first line.
 *
 * @param {readonly string[]} args
 * @returns {Promise<{ line: z.infer<typeof FirstLine>, stop: () => Promise<void> }>}
 */
async function start(args) {
  const child = spawn(process.execPath, [join(root, 'build/scripts/tocsin.mjs'), ...args], {
    // Its alerts are nobody's. With a passphrase it does not warn of a machine that has no key store.
    env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', TOCSIN_PASSPHRASE: 'of pictures' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  let text = '';
  const first = await new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      text += chunk;
      const end = text.indexOf('\n');
      if (end >= 0) resolve(JSON.parse(text.slice(0, end)));
    });
    child.once('exit', (code) => reject(new Error(`tocsin ${args[0]} ended with ${code} before its first line`)));
  });
  return {
    line: FirstLine.parse(first),
    async stop() {
      child.kill('SIGTERM');
      await ended;
      process.off('exit', endWithUs);
    },
  };
}

/**
 * @param {string} url
 * @param {unknown} [body] Sent as JSON, with POST unless told otherwise.
 * @param {Record<string, string>} [headers]
 * @param {string} [method]
 * @returns {Promise<unknown>}
 */
async function ask(url, body, headers = {}, method = body === undefined ? 'GET' : 'POST') {
  const reply = await fetch(url, {
    method,
    headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!reply.ok) throw new Error(`${method} ${url} answered ${reply.status}: ${await reply.text()}`);
  return reply.json();
}

/** @param {() => Promise<boolean>} isTrue @param {number} everyMs */
async function until(isTrue, everyMs) {
  const end = performance.now() + LONGEST_WAIT_MS;
  while (!(await isTrue())) {
    if (performance.now() > end) throw new Error('the drill did not come to the instant that was waited for');
    await pause(everyMs);
  }
}
