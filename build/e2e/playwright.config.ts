import { defineConfig } from '@playwright/test';
import type { HostOptions } from './fixtures';

/** The same specs run on both hosts. A spec that makes sense on one only says so with `test.skip(host === …)`. */
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
    { name: 'headless', use: { host: 'headless' } },
    // One window at a time: native alerts of two would mix in one notification daemon.
    { name: 'desktop', use: { host: 'desktop' }, workers: 1 },
  ],
});
