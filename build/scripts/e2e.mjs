/**
 * `npm run e2e`: the Playwright specs against both hosts, in a desktop session of their own. Arguments go to Playwright
 * (`npm run e2e -- --project=headless live.spec.ts`).
 */
import { pathToFileURL } from 'node:url';
import { findRuntime } from './electron-runtime.mjs';
import { buildIfStale } from './lib/builder.mjs';
import { runHere } from './lib/commands.mjs';
import { packageBin, root } from './lib/paths.mjs';
import { stopWithParent } from './lib/processes.mjs';
import { startSession } from './lib/session.mjs';
import { ensureSystemDeps } from './system-deps.mjs';

const INSIDE = '--in-session';

/** @param {readonly string[]} args @returns {Promise<number>} Exit code. */
export async function runE2e(args) {
  if (!(await ensureSystemDeps())) return 1;
  await buildIfStale();
  // A session bus lives as long as the program it was started for, so this script starts itself again inside one.
  if (process.platform !== 'linux') return inSession(args);
  return runHere('dbus-run-session', ['--', process.execPath, `${root}/build/scripts/e2e.mjs`, INSIDE, ...args]);
}

/** @param {readonly string[]} args @returns {Promise<number>} */
async function inSession(args) {
  // dbus-run-session keeps a signal to itself.
  stopWithParent();
  const found = await findRuntime();
  if ('failure' in found) {
    console.error(`e2e: the desktop project has no runtime: ${found.failure}`);
    return 1;
  }
  console.log(`e2e: ${found.runtime.title}`);
  const session = process.platform === 'linux' ? await startSession() : null;
  const env = {
    ...process.env,
    ...(session === null ? {} : { DISPLAY: session.display }),
    TOCSIN_E2E_ELECTRON: found.runtime.executable,
    TOCSIN_E2E_RUNTIME: found.runtime.kind,
  };
  try {
    return await runHere(packageBin('playwright'), ['test', '--config', `${root}/build/e2e/playwright.config.ts`, ...args], {
      env,
    });
  } finally {
    session?.stop();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const args = process.argv.slice(2);
  process.exitCode = args[0] === INSIDE ? await inSession(args.slice(1)) : await runE2e(args);
}
