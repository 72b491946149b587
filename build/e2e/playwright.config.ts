import { defineConfig } from '@playwright/test';
import type { HostOptions } from './fixtures';

/**
 * Specs in this folder run on both hosts. Those in `desktop/` need the window; those in `outside/` see no screen at all, only
 * programs, REST and files, and run once.
 */
export default defineConfig<object, HostOptions>({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../../test-results',
  snapshotPathTemplate: '{testDir}/visual/{arg}{ext}',
  // A rehearsal at ×60 takes about a minute; what waits longer says so with `test.setTimeout`.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  fullyParallel: false,
  forbidOnly: process.env.CI !== undefined,
  retries: process.env.CI === undefined ? 0 : 1,
  // Most specs wait for a simulated clock and not for the processor, so one more of them than a small machine has cores.
  workers: 3,
  reporter: [['list'], ['json', { outputFile: '../../.cache/e2e.json' }]],
  // A trace of every test costs a quarter of the time: CI makes one when it tries again, a person asks for it with `--trace on`.
  use: { trace: 'on-first-retry', screenshot: 'only-on-failure' },
  projects: [
    // One window at a time: native alerts of two would mix in one notification daemon. First in the list, so that this longest queue
    // begins at once while the other workers take the rest.
    { name: 'desktop', testIgnore: ['outside/**', 'visual.spec.ts'], use: { host: 'desktop' }, workers: 1 },
    { name: 'headless', testIgnore: ['outside/**', 'desktop/**'], use: { host: 'headless' } },
    { name: 'outside', testMatch: 'outside/**/*.spec.ts' },
  ],
});
