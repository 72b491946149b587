import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

/** The interface in German, shortcuts, and a screen on paper. Only what every screen shares; what a screen says is typed by its catalogue. */

/** Goes to a place by its letter, as the list of shortcuts says. */
async function press(page: Page, letter: string): Promise<void> {
  await page.keyboard.press('g');
  await page.keyboard.press(letter);
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

test('German, chosen in the settings, is on every screen at once and stays; English comes back by the palette', async ({
  console: page,
}) => {
  await expect(page.getByRole('navigation', { name: 'Places' })).toBeVisible();
  await press(page, 'p');
  await expect(heading(page)).toHaveText('Settings');
  await page
    .getByRole('combobox', { name: 'Language' })
    .or(page.getByRole('textbox', { name: 'Language' }))
    .click();
  await page.getByRole('option', { name: 'Deutsch' }).click();
  await expect(heading(page)).toHaveText('Einstellungen');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.getByText('REHEARSAL', { exact: true }).first()).toBeVisible();

  await page.reload();
  await expect(heading(page)).toHaveText('Einstellungen');
  await press(page, 's');
  await expect(heading(page)).toHaveText('Server und Pläne');
  await expect(page.getByRole('columnheader', { name: 'Rückstand' })).toBeVisible();
  await press(page, 'a');
  await expect(heading(page)).toHaveText('Alarme');

  await page.keyboard.press('Control+k');
  await page.getByPlaceholder(/Zu Ausführung/).fill('english');
  await page.getByRole('button', { name: /Oberfläche auf Englisch/ }).click();
  await expect(heading(page)).toHaveText('Alerts');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('shortcuts lead to every place, are listed under a question mark, and leave a field alone', async ({ console: page }) => {
  await expect(page.getByRole('navigation', { name: 'Places' })).toBeVisible();
  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: 'Shortcuts' });
  await expect(list).toContainText('Servers and plans');
  // While the list is open, keys are its own.
  await press(page, 'a');
  await expect(heading(page)).not.toHaveText('Alerts');
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();

  const letters = await page
    .getByRole('navigation', { name: 'Places' })
    .getByRole('button')
    .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-keyshortcuts') ?? ''));
  for (const letter of letters) {
    await press(page, letter.replace('g ', ''));
    await expect(page.locator(`nav button[aria-keyshortcuts="${letter}"]`)).toHaveAttribute('aria-current', 'page');
  }

  await press(page, 's');
  await page.getByLabel('Filter servers').pressSequentially('ga');
  await expect(heading(page)).toHaveText('Servers and plans');
  await expect(page.getByLabel('Filter servers')).toHaveValue('ga');
});

test('every screen is German, with nothing that a listener would stumble over', async ({ console: page }) => {
  test.setTimeout(300_000);
  await expect(page.getByRole('navigation', { name: 'Places' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder(/Go to an execution/).fill('deutsch');
  await page.getByRole('button', { name: /German interface/ }).click();
  const places = page.getByRole('navigation', { name: 'Orte' }).getByRole('button');
  await expect(places.first()).toBeVisible();
  for (let index = 0; index < (await places.count()); index++) {
    await places.nth(index).click();
    await expect(heading(page)).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).exclude('iframe[sandbox]').setLegacyMode().analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
    expect.soft(found, (await heading(page).textContent()) ?? '').toEqual([]);
  }
});

test('a screen on paper is light, whole, and says what it is', async ({ console: page }) => {
  await expect(page.getByRole('navigation', { name: 'Places' })).toBeVisible();
  await press(page, 's');
  await expect(page.getByRole('grid', { name: 'Source servers' }).getByRole('row').nth(12)).toBeAttached();
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'light');
  await expect(page.getByText('Tocsin · Servers and plans')).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Places' })).toBeHidden();
  await expect(page.getByLabel('Filter servers')).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await expect(page.getByText('Tocsin · Servers and plans')).toBeHidden();
});
