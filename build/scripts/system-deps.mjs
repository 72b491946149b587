/**
 * Gets what the tests need from the machine: on Debian as root with apt-get, only what is missing; elsewhere it names, per
 * package, what to install, and exits non-zero.
 */
import { pathToFileURL } from 'node:url';
import { lastLine, run } from './lib/commands.mjs';
import { findProgram, missing, TEST_NEEDS } from './lib/system-needs.mjs';

/** @returns {Promise<boolean>} Whether everything is there now. */
export async function ensureSystemDeps() {
  if (process.platform !== 'linux') {
    console.log('system: nothing to install on this platform; the tests use the Chrome that is installed');
    return true;
  }
  const lacking = await missing(TEST_NEEDS);
  if (lacking.length === 0) {
    console.log('system: everything the tests need is installed');
    return true;
  }
  const mayInstall = process.getuid?.() === 0 && findProgram('apt-get') !== null;
  return mayInstall ? install(lacking) : nameThem(lacking);
}

/** @param {readonly import('./lib/system-needs.mjs').Need[]} lacking */
async function install(lacking) {
  console.log(`system: installing ${lacking.map((need) => need.packages[0]).join(', ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update'], { env });
  const names = await Promise.all(lacking.map(servedName));
  const outcome = await run('apt-get', ['install', '-y', '--no-install-recommends', ...new Set(names)], { env });
  const still = await missing(TEST_NEEDS);
  if (still.length === 0) return true;
  console.error(`system: apt-get ended with ${outcome.code}: ${lastLine(outcome.stderr)}`);
  return nameThem(still);
}

/** @param {import('./lib/system-needs.mjs').Need} need The first of its names that this release can install. */
async function servedName(need) {
  for (const name of need.packages) {
    const policy = await run('apt-cache', ['policy', name]);
    if (/Candidate: (?!\(none\))\S/.test(policy.stdout)) return name;
  }
  return need.packages[0] ?? '';
}

/** @param {readonly import('./lib/system-needs.mjs').Need[]} lacking */
function nameThem(lacking) {
  console.error('system: the tests need what this machine lacks:');
  for (const need of lacking) console.error(`  ${need.packages.join(' or ').padEnd(32)} ${need.why}`);
  console.error(
    `install it, on Debian or Ubuntu with: sudo apt-get install ${lacking.map((need) => need.packages[0]).join(' ')}`,
  );
  return false;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.exitCode = (await ensureSystemDeps()) ? 0 : 1;
}
