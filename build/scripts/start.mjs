/**
 * `npm start`: the console in its window, with the rehearsal drill unless told otherwise; where there is no runtime or no screen,
 * one line says why and the same console is served to the browser.
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { findRuntime } from './electron-runtime.mjs';
import { buildIfStale } from './lib/builder.mjs';
import { handSignalsTo, runHere } from './lib/commands.mjs';
import { root } from './lib/paths.mjs';
import { isStartedByNpm, stopWithParent } from './lib/processes.mjs';
import { hasScreen, windowSettings } from './lib/screen.mjs';
import { planStart } from './lib/start-plan.mjs';
import { missing, RUNTIME_NEEDS } from './lib/system-needs.mjs';

const given = process.argv.slice(2);
if (isStartedByNpm()) stopWithParent();
await buildIfStale();
const machine = await lookAround();
const plan = planStart(given, machine);
console.log(`tocsin: ${plan.why}`);
process.exitCode = plan.how === 'window' ? await openWindow(plan) : await serveBrowser(plan.args);

/** @returns {Promise<import('./lib/start-plan.mjs').Machine>} */
async function lookAround() {
  // Without a screen there is no point in fetching a runtime.
  if (given.includes('--browser') || !hasScreen(process.env))
    return { screen: hasScreen(process.env), runtime: null, obstacle: null };
  const found = await findRuntime();
  if ('failure' in found) return { screen: true, runtime: null, obstacle: `no window: ${found.failure}` };
  return { screen: true, runtime: found.runtime, obstacle: await libraryObstacle() };
}

/** @returns {Promise<string | null>} */
async function libraryObstacle() {
  if (process.platform !== 'linux') return null;
  const lacking = (await missing(RUNTIME_NEEDS)).map((need) => need.packages[0]);
  return lacking.length === 0 ? null : `no window: this machine lacks ${lacking.join(', ')} (install them with apt-get)`;
}

/** @param {Extract<import('./lib/start-plan.mjs').Plan, { how: 'window' }>} plan */
async function openWindow({ executable, args }) {
  const { switches, env } = windowSettings(machine.runtime?.kind ?? 'installed', process.env);
  return await runHere(executable, [...switches, root, ...args], { env });
}

/** @param {readonly string[]} args @returns {Promise<number>} */
function serveBrowser(args) {
  const child = spawn(process.execPath, [`${root}/build/scripts/tocsin.mjs`, 'serve', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  handSignalsTo(child);
  let isFirst = true;
  createInterface({ input: child.stdout }).on('line', (line) => {
    console.log(isFirst ? (pageAddress(line) ?? line) : line);
    isFirst = false;
  });
  return new Promise((resolve) => {
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** @param {string} line First line of `serve`: `{"url","token"}`. @returns {string | null} */
function pageAddress(line) {
  try {
    const { url, token } = JSON.parse(line);
    return `tocsin: open ${new URL('/', url).href}#token=${token}`;
  } catch {
    return null;
  }
}
