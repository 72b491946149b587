import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { startServe } from './serve';

/** A wall runs by itself: it turns its boards, says how old things are, and never shows old data as new. */
test.use({ consoleArgs: ['--rehearse', 'payroll-drill', '--speed', '60'] });

const status = (page: Page) => page.getByRole('contentinfo');

async function startWall(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Places' }).getByTitle('Dashboards', { exact: true }).click();
  await page.getByRole('button', { name: 'More about this dashboard' }).click();
  await page.getByRole('menuitem', { name: 'Wall mode…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Wall mode' });
  await dialog.getByRole('checkbox', { name: 'Executive' }).setChecked(true);
  await dialog.getByRole('checkbox', { name: 'Operational' }).setChecked(true);
  await dialog.getByRole('textbox', { name: 'Seconds for each' }).fill('5');
  const address = await dialog.getByRole('textbox', { name: 'Address of this wall' }).inputValue();
  expect(address).toContain('#/wall/executive,operational/5');
  expect(address).not.toContain('token');
  await dialog.getByRole('button', { name: 'Start the wall' }).click();
  await expect(page.getByText('REHEARSAL', { exact: true })).toBeVisible();
}

test('boards take turns; sources and clock stay in sight; Escape leaves', async ({ console: page }) => {
  await startWall(page);
  await expect(page.getByRole('navigation', { name: 'Places' })).toHaveCount(0);
  await expect(status(page).getByRole('heading', { level: 1 })).toContainText('Executive');
  await expect(status(page).getByRole('list', { name: 'How old each source is' })).toContainText('DRS');
  await expect(status(page).getByRole('heading', { level: 1 })).toContainText('Operational', { timeout: 60_000 });
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--ground').trim())).toBe(
    '#0b0e13',
  );

  await expect(page.getByText('may let the screen go dark')).toHaveCount(0);
  await expect(page.locator('[data-still]')).toHaveCount(1);
  await page.mouse.move(200, 200);
  await expect(page.locator('[data-still]')).toHaveCount(0);

  await page.keyboard.press('Escape');
  // In full screen the first Escape ends that; some hosts hand it on to the page as well.
  await expect(page.getByRole('navigation', { name: 'Places' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.hasAttribute('data-wall'))).toBe(false);
});

test('a console that is gone is said in letters for the whole room, and a wall comes back by itself', async ({
  console: page,
  running,
  consoleArgs,
}) => {
  test.skip(running.serve === null, 'the window ends with its engine');
  await page.evaluate(() => {
    window.location.hash = '#/wall/operational/30';
  });
  await expect(status(page)).toContainText('Operational');
  await expect(page.getByText(/No word from the console since/)).toHaveCount(0);
  await running.serve?.stop();
  await expect(page.getByText('OLD DATA', { exact: true })).toBeVisible();
  const letters = await page
    .getByText('OLD DATA', { exact: true })
    .evaluate((words) => Number.parseFloat(getComputedStyle(words).fontSize));
  expect(letters).toBeGreaterThanOrEqual(72);
  await expect(page.getByText(/No word from the console since/)).toBeVisible();

  const port = new URL(running.serve?.url ?? '').port;
  const again = await startServe(['--data-dir', running.dataDir, ...consoleArgs, '--port', port]);
  await expect(page.getByText(/No word from the console since/)).toHaveCount(0, { timeout: 60_000 });
  await expect(status(page)).toContainText('Operational');
  await again.stop();
});

test('what is no wall says so and how to get out', async ({ console: page }) => {
  await page.evaluate(() => {
    window.location.hash = '#/wall/nowhere/30';
  });
  await expect(page.getByText('There is no dashboard nowhere here.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('navigation', { name: 'Places' })).toBeVisible();
});
