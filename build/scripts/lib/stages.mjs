import { existsSync, readFileSync, rmSync } from 'node:fs';

/**
 * @typedef {object} Count
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 *
 * @typedef {object} Stage
 * @property {string} name
 * @property {() => Promise<Count>} run
 * @property {string} [needs] Name of a stage without whose success this one makes no sense.
 */

/** @param {boolean} passed A stage that is one check. @returns {Count} */
export function oneCheck(passed) {
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 };
}

/**
 * Runs the stages in order, all of them, and says after each how it went and how long it took.
 *
 * @param {readonly Stage[]} stages
 * @param {{ now: () => number, say: (line: string) => void }} ports `now`: milliseconds of any clock.
 * @returns {Promise<Count>} The sum.
 */
export async function runStages(stages, { now, say }) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  const failed = new Set();
  for (const stage of stages) {
    const startedAt = now();
    const blocked = stage.needs !== undefined && failed.has(stage.needs);
    const count = blocked ? oneCheck(false) : await stage.run();
    if (count.failed > 0) failed.add(stage.name);
    total.passed += count.passed;
    total.failed += count.failed;
    total.skipped += count.skipped;
    const verdict = count.failed === 0 ? 'ok' : 'FAILED';
    const why = blocked ? `, not run: needs ${stage.needs}` : '';
    say(`== ${stage.name}: ${verdict}, ${count.passed} of ${count.passed + count.failed}, ${seconds(now() - startedAt)}${why}`);
  }
  return total;
}

/** @param {Count} count The closing line of a test run. */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * What a runner wrote about its run. A runner that fails without counting a failure (a file that does not load) counts as one.
 *
 * @param {string} file A JSON report of vitest or Playwright.
 * @param {number} exitCode
 * @returns {Count}
 */
export function countOf(file, exitCode) {
  const count = existsSync(file) ? readCount(JSON.parse(readFileSync(file, 'utf8'))) : { passed: 0, failed: 0, skipped: 0 };
  const uncounted = exitCode !== 0 && count.failed === 0;
  return uncounted ? { ...count, failed: 1 } : count;
}

/** @param {string} file An old report must not speak for a run that wrote none. */
export function forget(file) {
  rmSync(file, { force: true });
}

/**
 * @param {{ stats: { expected: number, flaky: number, unexpected: number, skipped: number } }
 *   | { numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number }} report
 * @returns {Count}
 */
function readCount(report) {
  if ('stats' in report) {
    const { expected, flaky, unexpected, skipped } = report.stats;
    return { passed: expected + flaky, failed: unexpected, skipped };
  }
  return { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests + report.numTodoTests };
}

/** @param {number} ms */
function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}
