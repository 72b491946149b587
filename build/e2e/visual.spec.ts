import { join } from 'node:path';
import { z } from 'zod';
import { expect, test } from './fixtures';
import { type FixturesPage, openFixturesPage } from './fixtures-page';
import { root } from './processes';
import { fingerprintOf, movedBetween, readJson, Structure, structureOf, writeJson } from './visual';

/**
 * The main screens look as they did. From pages without an engine, each one standing moment, so that two runs draw the same pixels. Where
 * fonts draw otherwise than on the machine of the baselines, it says so and compares where the landmarks are instead. After a change that
 * is wanted: `npm run e2e -- --project=headless visual.spec.ts --update-snapshots`, and look at what changed.
 */
const BASELINES = join(root, 'build/e2e/visual');
const NOW = new Date('2026-03-14T09:25:00Z');
const SCREENS = [
  { name: 'live', scene: 'failed', place: '/live' },
  { name: 'boards', scene: 'failed', place: '/boards/operational' },
  { name: 'executions', scene: 'compared', place: '/executions' },
  { name: 'alerts', scene: 'incidents', place: '/alerts' },
  { name: 'notifications', scene: 'paused', place: '/notifications/settings/night-shift' },
] as const;
/** A line of another colour is more than that, an edge that is smoothed otherwise is less. */
const MOST_PIXELS = 150;

let fixtures: FixturesPage;
test.beforeAll(async ({ host }) => {
  test.skip(host !== 'headless', 'the page is the same in the window');
  test.setTimeout(120_000);
  fixtures = await openFixturesPage();
});
test.afterAll(() => fixtures?.close());

for (const { name, scene, place } of SCREENS)
  for (const theme of ['dark', 'light'] as const)
    test(`${name}, ${theme}`, async ({ browserOfWorker }) => {
      const context = await (await browserOfWorker()).newContext({
        viewport: { width: 1280, height: 800 },
        reducedMotion: 'reduce',
        timezoneId: 'UTC',
        locale: 'en-GB',
      });
      const page = await context.newPage();
      await page.clock.setFixedTime(NOW);
      await page.goto(fixtures.at({ scene, theme }, place));
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.locator('.mantine-Skeleton-root[data-visible], [aria-busy=true]')).toHaveCount(0);
      await page.evaluate(() => document.fonts.ready);

      const [fingerprint, structure] = [await fingerprintOf(page), await structureOf(page)];
      const structureFile = join(BASELINES, `${name}-${theme}.json`);
      const fingerprintFile = join(BASELINES, 'fonts.json');
      const isUpdate = ['all', 'changed'].includes(test.info().config.updateSnapshots);
      if (isUpdate) {
        await writeJson(structureFile, structure);
        await writeJson(fingerprintFile, { fingerprint });
      }
      const known = await readJson(z.object({ fingerprint: z.string() }), fingerprintFile);
      if (known?.fingerprint === fingerprint) {
        await expect(page).toHaveScreenshot(`${name}-${theme}.png`, { maxDiffPixels: MOST_PIXELS, threshold: 0.15 });
      } else {
        test
          .info()
          .annotations.push({ type: 'fonts', description: 'drawn otherwise than in the baselines; landmarks are compared' });
        const before = await readJson(Structure, structureFile);
        expect(before, `${structureFile} is missing`).not.toBeNull();
        expect(movedBetween(before ?? {}, structure)).toEqual([]);
      }
      await context.close();
    });
