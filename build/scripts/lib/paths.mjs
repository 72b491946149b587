import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout this script belongs to, wherever it was started from. */
export const root = fileURLToPath(new URL('../../..', import.meta.url)).replace(/[\\/]$/, '');

/** Where electron-vite writes; nothing in it is under version control (D1). */
export const out = join(root, 'out');
export const headlessEntry = join(out, 'main', 'headless.js');

/** @param {string} name A program that an npm package brought, as a file to run with Node. */
export function packageBin(name) {
  return resolve(root, 'node_modules', '.bin', name);
}

/**
 * The user's cache folder for Tocsin, by the habits of each platform.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {string} home
 */
export function cacheFolder(env, home) {
  if (env.XDG_CACHE_HOME) return join(env.XDG_CACHE_HOME, 'tocsin');
  if (process.platform === 'win32') return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'Tocsin', 'Cache');
  if (process.platform === 'darwin') return join(home, 'Library', 'Caches', 'Tocsin');
  return join(home, '.cache', 'tocsin');
}
