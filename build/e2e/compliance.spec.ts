import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { goTo } from './notification-pages';

/** Frameworks over a real engine: what a control rests on, evidence by hand, frameworks of one's own. */
test.use({ consoleArgs: ['--rehearse', 'payroll-drill', '--past', '3', '--speed', '60'] });
test.beforeEach(({ host }) => test.skip(host !== 'headless', 'the page is the same in the window'));

async function openPart(page: Page, part: string): Promise<void> {
  await page.getByRole('radiogroup', { name: 'Which part' }).getByText(part, { exact: true }).click();
}

async function accessible(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .setLegacyMode()
    .analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`),
    what,
  ).toEqual([]);
}

test('a control tells what it rests on, and counts what somebody attaches', async ({ console: page }) => {
  await goTo(page, 'Compliance');
  const frameworks = page.getByRole('navigation', { name: 'Frameworks' });
  await expect(frameworks.getByRole('button')).toHaveCount(4);
  await frameworks.getByRole('button', { name: /ISO\/IEC 27001/ }).click();
  await expect(frameworks.getByRole('button', { name: /ISO\/IEC 27001/ })).toContainText(/\d+ Not assessed/);
  const controls = page.getByRole('grid', { name: 'Controls' });

  await test.step('evidence of drills, with figures and how it is computed', async () => {
    await controls.getByRole('row').filter({ hasText: 'A.5.30' }).click();
    const panel = page.getByRole('complementary', { name: /Details: A.5.30/ });
    await expect(panel.getByText('All of the recovery plans are as they should be (1).')).toBeVisible();
    await panel.getByText('How it is computed').nth(1).click();
    await expect(panel.getByText(/For every recovery plan, the longest time within the period/)).toBeVisible();
    await panel.getByText(/^Sample: \d+ of \d+ executions/).click();
    await expect(panel.getByRole('list', { name: 'Sample: Recovery time objectives were met' })).toContainText(/entry \d+/);
    await accessible(page, 'a control');
    await page.keyboard.press('Escape');
  });

  await test.step('what only people can add makes a control satisfied, and withdrawing it takes that back', async () => {
    await page.getByLabel('Search controls').fill('independent');
    const row = controls.getByRole('row').filter({ hasText: 'A.5.35' });
    await expect(row).toContainText('Not assessed');
    await row.click();
    const panel = page.getByRole('complementary', { name: /Details: A.5.35/ });
    await panel.getByRole('button', { name: /^Attach: Report of the last/ }).click();
    await panel.getByLabel('What it shows').fill('Reviewed in May, no findings.');
    await panel
      .locator('input[type=file]')
      .setInputFiles({ name: 'review.txt', mimeType: 'text/plain', buffer: Buffer.from('no findings') });
    await accessible(page, 'attaching');
    await panel.getByRole('button', { name: 'Attach', exact: true }).click();
    await expect(panel.getByText('It rests on what is attached alone; nothing here bears it out.')).toBeVisible();
    await expect(row).toContainText('Satisfied');
    await expect(panel.getByText(/review\.txt, .*SHA-256/)).toBeVisible();
    const [taken] = await Promise.all([
      page.waitForEvent('download'),
      panel.getByRole('button', { name: 'Take the file' }).click(),
    ]);
    expect(taken.suggestedFilename()).toBe('review.txt');
    await panel.getByRole('button', { name: 'Withdraw' }).click();
    await expect(row).toContainText('Not assessed');
    await expect(panel.getByText('Withdrawn')).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('another period: nothing happened in it, so nothing is satisfied', async () => {
    await page.getByLabel('Search controls').fill('A.5.30');
    await page
      .getByRole('combobox', { name: 'Period' })
      .or(page.getByLabel('Period', { exact: true }))
      .first()
      .click();
    await page.getByRole('option', { name: 'From … to …' }).click();
    await page.getByLabel('From', { exact: true }).fill('2001-01-01');
    await page.getByLabel('To, this day included').fill('2001-03-31');
    await expect(page.getByText(/from 1 Jan 2001 to 31 Mar 2001/)).toBeVisible();
    await expect(controls.getByRole('row').filter({ hasText: 'A.5.30' })).toContainText(/Not/);
  });
});

test('a framework of one’s own is made by form, refused by its fields, evaluated and removed', async ({ console: page }) => {
  await goTo(page, 'Compliance');
  await openPart(page, 'Frameworks');
  await page.getByRole('button', { name: 'New framework' }).click();
  const dialog = page.getByRole('dialog', { name: 'New framework' });
  await dialog.getByLabel('Name', { exact: true }).fill('House rules');
  await dialog.getByRole('button', { name: 'Add a control' }).click();
  await expect(dialog.getByText(/controls\[1\]\.title/)).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
  await dialog.getByRole('button', { name: 'Remove control 2' }).click();
  await accessible(page, 'form');
  await dialog.getByRole('radiogroup', { name: 'Edit as' }).getByText('JSON', { exact: true }).click();
  const json = dialog.getByRole('textbox', { name: 'JSON' });
  const text = await json.inputValue();
  await json.fill(text.replace('drill-cadence', 'moon-phase'));
  await expect(dialog.getByText(/controls\[0\]\.evidence\[0\]\.kind: there is no evidence moon-phase/)).toBeVisible();
  await json.fill(text);
  await dialog.getByRole('button', { name: 'Save' }).click();
  const row = page.getByRole('table', { name: 'Frameworks' }).getByRole('row').filter({ hasText: 'House rules' });
  await expect(row).toContainText('Own');
  await openPart(page, 'Controls');
  await page
    .getByRole('navigation', { name: 'Frameworks' })
    .getByRole('button', { name: /House rules/ })
    .click();
  await expect(
    page.getByRole('grid', { name: 'Controls' }).getByRole('row').filter({ hasText: 'Recovery plans are drilled' }),
  ).toContainText('Satisfied');
  await openPart(page, 'Frameworks');
  await row.getByRole('button', { name: 'Remove' }).click();
  await expect(row).toHaveCount(0);
});

test('risks and the register of personal data', async ({ console: page }) => {
  await goTo(page, 'Compliance');
  await openPart(page, 'Risks');
  await expect(page.getByRole('table', { name: /Risks: ISO/ }).getByRole('row')).toHaveCount(10);
  await accessible(page, 'risks');
  await openPart(page, 'Personal data');
  const register = page.getByRole('table', { name: 'Personal data that this console holds' });
  await expect(register.getByRole('row').filter({ hasText: 'Names of access tokens' })).toContainText('1');
  await accessible(page, 'register');
});
