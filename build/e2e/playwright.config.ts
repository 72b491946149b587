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
  // A rehearsal at ×60 takes about a minute; what waits longer says so with `test.setTimeout`.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  fullyParallel: false,
  forbidOnly: process.env.CI !== undefined,
  retries: process.env.CI === undefined ? 0 : 1,
  workers: 2,
  reporter: [['list'], ['json', { outputFile: '../../.cache/e2e.json' }]],
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
  projects: [
    { name: 'outside', testMatch: 'outside/**/*.spec.ts' },
    { name: 'headless', testIgnore: ['outside/**', 'desktop/**'], use: { host: 'headless' } },
    // One window at a time: native alerts of two would mix in one notification daemon.
    { name: 'desktop', testIgnore: 'outside/**', use: { host: 'desktop' }, workers: 1 },
  ],
});
