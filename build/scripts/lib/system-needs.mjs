import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './commands.mjs';

/**
 * @typedef {object} Need
 * @property {readonly string[]} packages Debian's name for it; the second one is the name on releases with 64-bit time.
 * @property {string} why
 * @property {{ program: string } | { library: string } | { file: string }} proof What is there when it is installed.
 */

/** What the window needs to start at all. @type {readonly Need[]} */
export const RUNTIME_NEEDS = [
  { packages: ['libgtk-3-0', 'libgtk-3-0t64'], why: 'the Electron window', proof: { library: 'libgtk-3.so.0' } },
  { packages: ['libnss3'], why: 'the Electron window', proof: { library: 'libnss3.so' } },
  { packages: ['libasound2', 'libasound2t64'], why: 'the Electron window', proof: { library: 'libasound.so.2' } },
  { packages: ['libgbm1'], why: 'the Electron window', proof: { library: 'libgbm.so.1' } },
];

/** What the end-to-end tests need on top of it. @type {readonly Need[]} */
export const TEST_NEEDS = [
  ...RUNTIME_NEEDS,
  { packages: ['xvfb'], why: 'a screen for tests', proof: { program: 'Xvfb' } },
  { packages: ['dbus'], why: 'a session bus for native alerts', proof: { program: 'dbus-daemon' } },
  { packages: ['dbus-daemon', 'dbus'], why: 'a session bus for native alerts', proof: { program: 'dbus-run-session' } },
  { packages: ['systemd'], why: 'dunstctl history asks through busctl', proof: { program: 'busctl' } },
  { packages: ['dunst'], why: 'a notification daemon that tests can ask', proof: { program: 'dunstctl' } },
  { packages: ['libnotify-bin'], why: 'native alerts', proof: { program: 'notify-send' } },
  { packages: ['chromium'], why: 'the headless host seen in a browser', proof: { program: 'chromium' } },
  { packages: ['imagemagick'], why: 'screenshots of the whole screen', proof: { program: 'import' } },
  {
    packages: ['fonts-dejavu-core'],
    why: 'the same text width everywhere',
    proof: { file: '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf' },
  },
];

/** @param {readonly Need[]} needs Those of them that this machine lacks. */
export async function missing(needs) {
  const libraries = await knownLibraries();
  return needs.filter(({ proof }) => {
    if ('program' in proof) return findProgram(proof.program) === null;
    return 'library' in proof ? !libraries.includes(proof.library) : !existsSync(proof.file);
  });
}

/** @param {string} name @returns {string | null} Where a program lies on the search path. */
export function findProgram(name) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find(isExecutable) ?? null;
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Output of the loader's cache, searched by library name. Its program is outside an ordinary user's path. */
async function knownLibraries() {
  const env = { ...process.env, PATH: `${process.env.PATH ?? ''}${delimiter}/usr/sbin${delimiter}/sbin` };
  return (await run('ldconfig', ['-p'], { env })).stdout;
}
