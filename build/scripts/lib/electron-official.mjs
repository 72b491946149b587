import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from './commands.mjs';
import { root } from './paths.mjs';

const PACKAGE = join(root, 'node_modules', 'electron');
/** A refused download is not tried again for this long, so that a start is not slowed each time. */
const REMEMBER_FAILURE_MS = 24 * 60 * 60 * 1000;

/** Where the executable lies inside an Electron distribution. */
export function executableInDist() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/** @returns {string} Version of the `electron` package in use, or an empty string where it is not installed. */
export function packageVersion() {
  const file = join(PACKAGE, 'package.json');
  return existsSync(file) ? String(JSON.parse(readFileSync(file, 'utf8')).version) : '';
}

/** @returns {string | null} The official executable, if it has been downloaded for the version in use. */
export function installedExecutable() {
  const version = join(PACKAGE, 'dist', 'version');
  const executable = join(PACKAGE, 'dist', executableInDist());
  if (!existsSync(version) || !existsSync(executable)) return null;
  return readFileSync(version, 'utf8').trim().replace(/^v/, '') === packageVersion() ? executable : null;
}

/**
 * Lets the `electron` package download its binary.
 *
 * @param {{ cache: string, now: number, timeoutMs: number }} options `cache`: folder in which a failure is remembered;
 *   `now`: epoch ms.
 * @returns {Promise<{ executable: string } | { failure: string }>} `failure` says in one line why not.
 */
export async function downloadOfficial({ cache, now, timeoutMs }) {
  const note = join(cache, `electron-${packageVersion()}-download-failed`);
  if (isRecent(note, now)) return { failure: `${readFileSync(note, 'utf8').trim()} (tried less than a day ago)` };
  const outcome = await run(process.execPath, [join(PACKAGE, 'install.js')], { timeoutMs });
  const executable = installedExecutable();
  if (outcome.code === 0 && executable !== null) {
    rmSync(note, { force: true });
    return { executable };
  }
  const failure = outcome.timedOut ? `no answer within ${timeoutMs / 1000} s` : reasonIn(outcome.stderr);
  mkdirSync(dirname(note), { recursive: true });
  writeFileSync(note, `${failure}\n`);
  return { failure };
}

/** @param {string} file @param {number} now */
function isRecent(file, now) {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats !== undefined && now - stats.mtimeMs < REMEMBER_FAILURE_MS;
}

/** @param {string} stderr A stack trace; its message is what an operator can use. */
function reasonIn(stderr) {
  const message = stderr.split('\n').find((line) => /\b\w*Error\b/.test(line));
  return (message ?? 'the download failed').trim().slice(0, 160);
}
