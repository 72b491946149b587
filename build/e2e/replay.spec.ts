import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, type Running, startHeadless, test } from './fixtures';
import { tempDir } from './processes';

/** A drill is played back to known instants, taken along as a file, and looked at on another console. */
test.use({ consoleArgs: ['--rehearse', 'payroll-drill', '--speed', '300'] });

const bar = (page: Page): Locator => page.getByRole('region', { name: 'Replay', exact: true });
const slider = (page: Page): Locator => bar(page).getByRole('slider', { name: 'Instant' });
const servers = (page: Page): Locator => page.getByRole('grid', { name: 'Servers of this execution' });
const rowOf = (page: Page, server: string): Locator => servers(page).getByRole('row').filter({ hasText: server });
const goTo = (page: Page, place: string): Promise<void> =>
  page.getByRole('navigation', { name: 'Places' }).getByTitle(place, { exact: true }).click();

/** The execution that failed; the row of headings speaks of failures too. */
const failedRow = (page: Page): Locator =>
  page
    .getByRole('grid', { name: 'Executions' })
    .getByRole('row')
    .filter({ hasText: 'Failed', has: page.getByRole('button', { name: 'Replay Payroll DR' }) });

async function jumpTo(page: Page, mark: RegExp): Promise<void> {
  await bar(page).getByRole('button', { name: 'Jump to…' }).click();
  await page.getByRole('menuitem', { name: mark }).first().click();
  await expect(page.getByRole('menu')).toHaveCount(0);
}

const secondsShown = async (page: Page): Promise<number> => Number(await slider(page).getAttribute('aria-valuenow'));

test('a drill is played back: any instant, every screen, unmistakably', async ({ console: page, host }) => {
  test.setTimeout(180_000);
  const heard: string[] = [];
  page.on('pageerror', (error) => heard.push(String(error)));
  await goTo(page, 'Executions');
  const failed = failedRow(page);
  await expect(failed).toBeVisible({ timeout: 90_000 });
  await failed.getByRole('button', { name: 'Replay Payroll DR' }).click();

  await test.step('it says what it is', async () => {
    await expect(bar(page)).toContainText('REPLAY');
    await expect(bar(page)).toContainText('REHEARSAL');
    await expect(bar(page)).toContainText('not live');
    await expect(page).toHaveTitle(/^REPLAY · Payroll DR/);
  });

  await test.step('a jump shows that instant, in the servers and in the events', async () => {
    await jumpTo(page, /app-03 failed/);
    await expect(rowOf(page, 'app-03')).toContainText('Failed');
    await expect(rowOf(page, 'db-01')).toContainText('Launched');
    await expect(rowOf(page, 'web-01')).toContainText('Waiting');
    const feed = page.getByRole('region', { name: 'Events', exact: true });
    await expect(feed).toContainText('app-03: failed');
    const failedAt = await secondsShown(page);
    await page.keyboard.press('Shift+ArrowLeft');
    await expect.poll(() => secondsShown(page)).toBeLessThan(failedAt);
    await expect(rowOf(page, 'app-03')).not.toContainText('Failed');
    await expect(feed).not.toContainText('app-03: failed');
  });

  await test.step('nothing can be done to the past, and some places have none', async () => {
    await page.keyboard.press('End');
    await expect(rowOf(page, 'app-03')).toContainText('Failed');
    await goTo(page, 'Alerts');
    const incidents = page.getByRole('feed', { name: 'Incidents' });
    await incidents.getByRole('button', { name: /app-03 failed to launch|Payroll DR failed/ }).click();
    await expect(page.getByRole('region', { name: 'Alerts of this incident' })).toContainText('app-03 failed to launch');
    await expect(page.getByRole('main').getByRole('button', { name: 'Acknowledge', exact: true })).toHaveCount(0);
    await goTo(page, 'Settings');
    await expect(page.getByText('This place has no past')).toBeVisible();
    await page.getByRole('button', { name: 'Show the execution' }).click();
    await expect(rowOf(page, 'app-03')).toBeVisible();
  });

  await test.step('it plays on by itself, by keyboard', async () => {
    await page.keyboard.press('Home');
    // How much was known at the first instant depends on which source was first.
    await expect.poll(() => secondsShown(page)).toBe(0);
    await expect(page.getByRole('main').getByText('no free addresses')).toHaveCount(0);
    await bar(page)
      .getByRole('combobox', { name: 'Speed of the replay' })
      .or(bar(page).getByRole('textbox', { name: 'Speed of the replay' }))
      .click();
    await page.getByRole('option', { name: '×300' }).click();
    await bar(page).getByText('REPLAY', { exact: true }).click();
    await page.keyboard.press('Space');
    await expect(bar(page).getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
    await expect(rowOf(page, 'db-01')).toContainText('Launched', { timeout: 40_000 });
    await expect(rowOf(page, 'app-03')).toContainText('Failed', { timeout: 40_000 });
    await page.keyboard.press('Space');
    const stopped = await secondsShown(page);
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => secondsShown(page)).toBeLessThan(stopped);
  });

  if (host === 'headless') {
    await test.step('the address holds the instant, and the screen is accessible in both themes', async () => {
      // Once it is shown it is also in the address.
      await jumpTo(page, /Wave 2 Application began/);
      await expect(rowOf(page, 'app-03')).not.toContainText('Failed');
      expect(new URL(page.url()).hash).toMatch(/^#\/replay\/[^/]+\/2\d{3}-/);
      const shown = await secondsShown(page);
      await page.reload();
      await expect(rowOf(page, 'app-03')).not.toContainText('Failed');
      await expect.poll(() => secondsShown(page)).toBe(shown);
      const axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).setLegacyMode();
      const { violations } = await axe.analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)).toEqual([]);
    });
  }

  await test.step('Esc leads back to now', async () => {
    await page.keyboard.press('Escape');
    await expect(bar(page)).toHaveCount(0);
    await expect(page).not.toHaveTitle(/REPLAY/);
  });
  expect(heard).toEqual([]);
});

/** Presses the button, and answers what it saves to `file`. The window would ask for a place; a test tells it one. */
async function saved({ page, app }: Running, file: string): Promise<string> {
  const save = (): Promise<void> => bar(page).getByRole('button', { name: 'Save as a file' }).click();
  if (app === null) {
    const downloading = page.waitForEvent('download');
    await save();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/^rehearsal-payroll-dr-.*\.tocsin-replay\.jsonl$/);
    await download.saveAs(file);
  } else {
    await app.evaluate(({ BrowserWindow }, path) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.webContents.session.once('will-download', (_, item) => item.setSavePath(path));
    }, file);
    await save();
  }
  await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toMatch(/^\{"format":"tocsin-replay".*\n$/s);
  return readFile(file, 'utf8');
}

test('a recording goes along as a file and opens on another console', async ({ running, dataDir, browserOfWorker }) => {
  test.setTimeout(240_000);
  const { page } = running;
  await goTo(page, 'Executions');
  const failed = failedRow(page);
  await expect(failed).toBeVisible({ timeout: 90_000 });
  await failed.getByRole('button', { name: 'Replay Payroll DR' }).click();
  const file = join(dataDir, 'drill.tocsin-replay.jsonl');
  const text = await saved(running, file);
  const broken = join(dataDir, 'broken.jsonl');
  await writeFile(broken, text.replace('app-03', 'app-04'));

  const folder = await tempDir();
  const other = await startHeadless(['--rehearse', 'payroll-drill', '--speed', '1'], folder.path, await browserOfWorker());
  try {
    await goTo(other.page, 'Executions');
    const choose = async (path: string): Promise<void> => {
      await other.page.getByRole('button', { name: 'Recordings' }).click();
      const choosing = other.page.waitForEvent('filechooser');
      await other.page.getByRole('menuitem', { name: 'Open a recording…' }).click();
      await (await choosing).setFiles(path);
    };
    await choose(broken);
    await expect(other.page.getByText(/line 1: .*was changed or cut off/)).toBeVisible();
    await other.page.keyboard.press('Escape');
    await choose(file);
    await expect(bar(other.page)).toContainText('REHEARSAL');
    await expect(bar(other.page)).toContainText('from the file drill.tocsin-replay.jsonl');
    await jumpTo(other.page, /app-03 failed/);
    await expect(rowOf(other.page, 'app-03')).toContainText('Failed');
    await expect(rowOf(other.page, 'web-01')).toContainText('Waiting');
    await expect(other.page.getByRole('region', { name: 'Events', exact: true })).toContainText('app-03: failed');
    await bar(other.page).getByRole('button', { name: 'Back to live' }).click();
    await expect(bar(other.page)).toHaveCount(0);
  } finally {
    await other.stop();
    await folder.remove();
  }
});
