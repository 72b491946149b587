/**
 * `npm test`: everything CI checks. `--long` runs property tests and drills at their full counts (`TOCSIN_LONG=1`). The last line
 * says how many checks passed and failed.
 */
import { runE2e } from './e2e.mjs';
import { buildIfStale } from './lib/builder.mjs';
import { runHere } from './lib/commands.mjs';
import { packageBin, root } from './lib/paths.mjs';
import { closingLine, countOf, forget, oneCheck, runStages } from './lib/stages.mjs';
import { ensureSystemDeps } from './system-deps.mjs';

const UNIT_REPORT = `${root}/.cache/unit.json`;
const E2E_REPORT = `${root}/.cache/e2e.json`;

if (process.argv.includes('--long')) process.env.TOCSIN_LONG = '1';
process.chdir(root);

const total = await runStages(
  [
    { name: 'system', run: async () => oneCheck(await ensureSystemDeps()) },
    { name: 'lint', run: () => check('biome', ['check', '--config-path', 'build/config', '.']) },
    { name: 'types', run: () => check('tsc', ['-b', '--builders', '1']) },
    { name: 'unit', run: unit },
    { name: 'faults', run: faults },
    { name: 'build', run: built },
    { name: 'e2e', run: e2e, needs: 'build' },
  ],
  { now: () => performance.now(), say: (line) => console.log(`\n${line}\n`) },
);
console.log(closingLine(total));
process.exitCode = total.failed === 0 ? 0 : 1;

/** @param {string} program @param {readonly string[]} args */
async function check(program, args) {
  return oneCheck((await runHere(packageBin(program), args)) === 0);
}

async function unit() {
  forget(UNIT_REPORT);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${UNIT_REPORT}`];
  const code = await runHere(packageBin('vitest'), ['run', '--config', 'build/config/vitest.config.ts', ...reporters]);
  return countOf(UNIT_REPORT, code);
}

/** Every labelled fault in front of a real console; ends badly where it wakes people for nothing, or names the wrong cause. */
async function faults() {
  return oneCheck((await runHere(process.execPath, ['build/scripts/bench.mjs', 'faults'])) === 0);
}

async function built() {
  try {
    await buildIfStale();
    return oneCheck(true);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return oneCheck(false);
  }
}

async function e2e() {
  forget(E2E_REPORT);
  return countOf(E2E_REPORT, await runE2e([]));
}
