import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { out, root } from './paths.mjs';
import { isRunning, pause } from './processes.mjs';

/** Source files without which there is nothing to build. */
const ENTRIES = ['electron/main.ts', 'electron/headless.ts', 'electron/preload.ts', 'renderer/index.html'];
/** What the build is made from; anything newer than the stamp makes it stale. */
const SOURCES = ['electron', 'shared', 'renderer', 'resources', 'electron.vite.config.ts', 'package-lock.json'];
const STAMP = join(out, '.built');
const LOCK = join(root, '.cache', 'build.lock');

/** Why nothing can be built here, in one line; null in a complete checkout with its development dependencies. */
export function obstacleToBuild() {
  const missing = ENTRIES.filter((entry) => !existsSync(join(root, entry)));
  if (missing.length > 0) return `the checkout lacks ${missing.join(', ')}`;
  return existsSync(join(root, 'node_modules/electron-vite'))
    ? null
    : 'development dependencies are not installed (npm ci installs them)';
}

/** Whether `out/` holds a finished build that is younger than every source file. */
export function isFresh() {
  if (!existsSync(STAMP)) return false;
  const built = statSync(STAMP).mtimeMs;
  return SOURCES.every((source) => newest(join(root, source)) <= built);
}

/** What lies in `out/` is about to be something else than a build of ours. */
export function forgetBuild() {
  rmSync(STAMP, { force: true });
}

/**
 * Builds everything into `out/`, one process at a time: a second one waits for the first and then finds a fresh build.
 * Quiet: only warnings and errors reach the terminal, and those on standard error, because the first line on standard
 * output belongs to the command that asked for the build.
 */
export async function buildIfStale() {
  if (isFresh()) return;
  await withLock(async () => {
    if (!isFresh()) await build();
  });
}

async function build() {
  const { build: bundle } = await import('electron-vite');
  // A file saved while the bundler runs must count as newer than what it made.
  const startedAt = new Date();
  const restore = redirectOutput();
  try {
    forgetBuild();
    await bundle({ root, logLevel: 'warn' });
    writeFileSync(STAMP, `${startedAt.toISOString()}\n`);
    utimesSync(STAMP, startedAt, startedAt);
  } finally {
    restore();
  }
}

/**
 * Newest modification time in a file or folder, epoch ms; 0 where there is nothing.
 *
 * @param {string} path
 * @returns {number}
 */
function newest(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), stats.mtimeMs);
}

/** @param {() => Promise<void>} act */
async function withLock(act) {
  mkdirSync(dirname(LOCK), { recursive: true });
  while (!tryLock()) await pause(200);
  try {
    await act();
  } finally {
    rmSync(LOCK, { force: true });
  }
}

/** Takes the lock, or takes it over from a process that died with it. */
function tryLock() {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    const holder = Number(readText(LOCK));
    if (holder > 0 && !isRunning(holder)) rmSync(LOCK, { force: true });
    return false;
  }
}

/** @param {string} file */
function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Sends what a bundler writes to standard output to standard error until the returned function is called. */
function redirectOutput() {
  const write = process.stdout.write;
  process.stdout.write = process.stderr.write.bind(process.stderr);
  return () => {
    process.stdout.write = write;
  };
}
