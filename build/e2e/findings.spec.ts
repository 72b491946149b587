import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { openFixturesPage } from './fixtures-page';
import { goTo } from './notification-pages';

/** What is unusual: the real detector while it learns, and how findings are shown, judged and made rules of. */
test.use({ consoleArgs: ['--rehearse', 'payroll-drill', '--speed', '60'] });
test.beforeEach(({ host }) => test.skip(host !== 'headless', 'the page is the same in the window'));

async function openPart(page: Page, part: string): Promise<void> {
  await page.getByRole('radiogroup', { name: 'Which part' }).getByText(part, { exact: true }).click();
}

test('the detector watches, says that it learns, and is told what becomes an alert', async ({ console: page }) => {
  await goTo(page, 'Unusual');
  await expect(page.getByText(/Learning: \d+ of \d+ series have too little history/)).toBeVisible({ timeout: 30_000 });

  await test.step('every watched series is on the map, and read by keyboard', async () => {
    await openPart(page, 'Deviation map');
    const map = page.getByRole('grid', { name: 'Deviations of series over time' });
    await expect(map.getByRole('row').filter({ hasText: 'db-01 · Lag of servers' })).toContainText('learning');
    await map.focus();
    await page.keyboard.press('ArrowLeft');
    await expect(page.getByText(/\d\d:\d\d–\d\d:\d\d · /)).toBeVisible();
    await map.getByRole('row').filter({ hasText: 'db-01 · Lag of servers' }).click();
  });

  await test.step('a series with what was expected, also as figures', async () => {
    const dialog = page.getByRole('dialog', { name: /^db-01/ });
    await expect(dialog.getByRole('button', { name: 'Expected' })).toHaveAttribute('aria-pressed', 'true');
    await dialog.getByRole('button', { name: 'Show as a table' }).click();
    await expect(dialog.getByRole('columnheader', { name: 'Expected from' })).toBeVisible();
    await dialog.getByRole('button', { name: 'Expected' }).click();
    await expect(dialog.getByRole('columnheader', { name: 'Expected from' })).toHaveCount(0);
    await dialog.getByRole('button', { name: 'Close' }).click();
  });

  await test.step('what becomes an alert is chosen, and stays chosen', async () => {
    await openPart(page, 'Detector');
    await page
      .getByRole('combobox', { name: 'Becomes an alert: Latency of AWS' })
      .or(page.getByLabel('Becomes an alert: Latency of AWS'))
      .first()
      .click();
    await page.getByRole('option', { name: 'always' }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('Saved. It holds from now on.')).toBeVisible();
    await page.reload();
    await expect(
      page
        .getByRole('combobox', { name: 'Becomes an alert: Latency of AWS' })
        .or(page.getByLabel('Becomes an alert: Latency of AWS'))
        .first(),
    ).toHaveValue('always');
  });
});

test('a finding shows its evidence, feedback changes the sensitivity, and a rule is drafted', async ({ browserOfWorker }) => {
  test.setTimeout(120_000);
  const fixtures = await openFixturesPage();
  const page = await (await browserOfWorker()).newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  await page.goto(fixtures.at({ scene: 'unusual' }, '/live'));
  await page.getByRole('button', { name: '3 unusual' }).click();
  const list = page.getByRole('grid', { name: 'Findings' });
  await list.getByRole('row').filter({ hasText: 'Replication lag of db-01' }).click();
  const panel = page.getByRole('complementary', { name: /Details: Replication lag of db-01/ });
  await expect(panel.getByText('score 0.993, told from 0.88')).toBeVisible();
  await panel.getByRole('button', { name: 'Show as a table' }).click();
  await expect(panel.getByRole('columnheader', { name: 'Expected to' })).toBeVisible();

  await test.step('not useful: less often, in figures', async () => {
    await panel.getByLabel('Note for the record (optional)').fill('Backup window');
    await panel.getByRole('button', { name: 'Not useful' }).click();
    await expect(panel.getByText('Sensitivity 1.00 → 0.70.')).toBeVisible();
    await expect(panel.getByText('Findings of this kind are made about half as often from now on.')).toBeVisible();
    await panel.getByRole('button', { name: 'Withdraw' }).click();
    await expect(panel.getByText('Sensitivity 0.70 → 1.00.')).toBeVisible();
    await panel.getByRole('button', { name: 'Not useful' }).click();
    await openPart(page, 'Detector');
    const kind = page.getByRole('table', { name: 'Sensitivity' }).getByRole('row').filter({ hasText: 'Replication lag, level' });
    await expect(kind).toContainText('0.70');
    await kind.getByRole('button', { name: /^Reset/ }).click();
    await expect(kind).toContainText('1.00');
  });

  await test.step('a rule of it is a draft, off until somebody has looked', async () => {
    await openPart(page, 'Findings');
    await list.getByRole('row').filter({ hasText: 'Replication lag of db-01' }).click();
    await page.getByRole('button', { name: 'Make a rule of it' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Alerting' })).toBeVisible();
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Replication lag of db-01 is far above what is usual');
    await expect(page.getByLabel('Threshold in seconds')).toHaveValue('118');
  });
  await page.close();
  await fixtures.close();
});
