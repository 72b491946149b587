import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, type HostOptions, test } from './fixtures';
import { chooseTab, configured, goTo, importThese } from './notification-pages';
import { startReceiver } from './outside/receiver';
import { POLICIES } from './serve';

/** WCAG 2.2 AA on every screen in both themes, with everything on it that a drill brings: failures, a pause, open alerts. */
test.use({ consoleArgs: ['--rehearse', 'payroll-drill', '--speed', '600', '--operator', 'human', ...POLICIES] });

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds, as `rule: elements`, so that a failure reads well. */
async function findingsOn(page: Page): Promise<readonly string[]> {
  // Playwright cannot open a second page in the window, which axe would like to have for frames of other origins; there are none.
  // A mail as its recipient sees it stands in a frame in which nothing may run, axe neither.
  const axe = new AxeBuilder({ page })
    .exclude('iframe[sandbox]')
    .options({ resultTypes: ['violations'] })
    .withTags(TAGS)
    .setLegacyMode();
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

/** The page is the same in the window: what a theme changes is looked at in the browser, which is quicker. */
const themesOn = (host: HostOptions['host']): readonly ('dark' | 'light')[] =>
  host === 'headless' ? ['dark', 'light'] : ['dark'];

async function setTheme(page: Page, theme: 'dark' | 'light'): Promise<void> {
  await page
    .getByRole('combobox', { name: 'Theme' })
    .or(page.getByRole('textbox', { name: 'Theme' }))
    .click();
  await page.getByRole('option', { name: theme === 'dark' ? 'Dark' : 'Light' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
}

test('every screen, dark and light', async ({ console: page, host }) => {
  test.setTimeout(300_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect(page.getByRole('region', { name: 'Waits for approval' })).toBeVisible({ timeout: 90_000 });
  const places = page.getByRole('navigation', { name: 'Places' }).getByRole('button');
  const names = await places.evaluateAll((buttons) => buttons.map((button) => button.getAttribute('title') ?? ''));
  expect(names.length).toBeGreaterThanOrEqual(6);

  for (const theme of themesOn(host)) {
    await places.filter({ hasText: 'Settings' }).click();
    await setTheme(page, theme);
    for (const name of names) {
      await page.getByRole('navigation', { name: 'Places' }).getByTitle(name, { exact: true }).click();
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      expect(await findingsOn(page), `${name}, ${theme}`).toEqual([]);
    }
    await page.getByRole('navigation', { name: 'Places' }).getByTitle('Live', { exact: true }).click();
    await page.getByRole('grid', { name: 'Servers of this execution' }).getByRole('row').filter({ hasText: 'db-01' }).click();
    await expect(page.getByRole('complementary', { name: 'Details: db-01' })).toBeVisible();
    expect(await findingsOn(page), `details, ${theme}`).toEqual([]);
    await page.keyboard.press('Escape');
  }

  await page.getByRole('region', { name: 'Waits for approval' }).getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await findingsOn(page), 'dialog').toEqual([]);
});

test('notifications, with everything on them, dark and light', async ({ console: page, host }) => {
  test.setTimeout(240_000);
  page.setDefaultTimeout(20_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const receiver = await startReceiver();
  receiver.behave('/refuses', () => ({ status: 400, body: 'the flow is switched off' }));
  const Channels = ['EMAIL', 'SMS', 'SLACK', 'PAGERDUTY', 'TEAMS', 'SNS', 'DESKTOP'];
  await importThese(page, configured('night', 'Night shift', receiver.url('/refuses')));
  await page.getByText('Night shift').click();
  await page.getByRole('button', { name: 'Send a test' }).click();
  await expect(page.getByRole('listitem', { name: 'Webhook' }).getByRole('status')).toContainText('Failed', { timeout: 30_000 });

  for (const theme of themesOn(host)) {
    await goTo(page, 'Settings');
    await setTheme(page, theme);
    await goTo(page, 'Notifications');
    await page.getByText('Night shift').click();
    if (theme === 'dark') {
      for (const [index] of Channels.entries()) {
        await page.getByRole('button', { name: 'Add channel' }).click();
        await page
          .getByRole('menuitem')
          .nth(index < 5 ? index : index + 1)
          .click();
      }
      await page.getByRole('switch', { name: 'Escalate when nobody acknowledges' }).click();
      await page.getByRole('button', { name: 'More: template' }).first().click();
    }
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.locator('footer').getByText('fields are wrong')).toBeVisible();
    expect(await findingsOn(page), `configuration, ${theme}`).toEqual([]);
    await page.getByText('Defaults', { exact: true }).click();
    await expect(page.getByRole('group', { name: 'Branding' })).toBeVisible();
    expect(await findingsOn(page), `defaults, ${theme}`).toEqual([]);
    await page.getByRole('button', { name: 'Import and export' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await findingsOn(page), `import, ${theme}`).toEqual([]);
    await page.keyboard.press('Escape');
    await chooseTab(page, 'History');
    await page.getByRole('grid', { name: 'Notifications' }).getByRole('row').nth(1).click();
    await expect(page.getByRole('complementary', { name: /^Details: / })).toContainText('Attempts');
    expect(await findingsOn(page), `history, ${theme}`).toEqual([]);
    await chooseTab(page, 'Service level');
    await expect(page.getByRole('heading', { name: 'From event to accepted' })).toBeVisible();
    expect(await findingsOn(page), `service level, ${theme}`).toEqual([]);
  }
  await receiver.close();
});

test('templates, with one that is wrong, dark and light', async ({ console: page, host }) => {
  test.setTimeout(180_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const theme of themesOn(host)) {
    await goTo(page, 'Settings');
    await setTheme(page, theme);
    await goTo(page, 'Notifications');
    await chooseTab(page, 'Templates');
    for (const form of ['email', 'teams', 'slack']) {
      await page.getByRole('button', { name: `Execution (${form})` }).click();
      await expect(page.getByRole('textbox', { name: `Body of Execution (${form}), in Liquid` })).toBeVisible();
      await expect(page.getByRole('region', { name: 'Preview' })).toContainText(/Payroll DR|of \d/);
      expect(await findingsOn(page), `${form}, ${theme}`).toEqual([]);
    }
    await page.getByRole('textbox', { name: 'Body of Execution (slack), in Liquid' }).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('{{ title | tme }}');
    await expect(page.getByRole('list', { name: 'Problems' })).toContainText('unknown filter tme');
    expect(await findingsOn(page), `a wrong one, ${theme}`).toEqual([]);
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByRole('button', { name: 'Copy…' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await findingsOn(page), `copy, ${theme}`).toEqual([]);
    await page.keyboard.press('Escape');
  }
});

test('by keyboard alone: find, open, read, close', async ({ console: page }) => {
  const grid = page.getByRole('grid', { name: 'Servers of this execution' });
  await expect(grid.getByRole('row').nth(1)).toBeVisible({ timeout: 30_000 });
  // Standing still: else the next drill may take the screen, and the focus with it.
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Go on', exact: true })).toBeVisible();
  await page.getByLabel('Filter servers').focus();
  // Past the filter, the headings to sort by and the links within a row lie the rows themselves.
  const row = grid.locator('[role=row]:focus');
  for (let tabs = 0; tabs < 20 && (await row.count()) === 0; tabs++) await page.keyboard.press('Tab');
  await page.keyboard.press('End');
  await expect(row).toHaveAttribute('aria-rowindex', '13');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('complementary')).toBeHidden();
});

test('a warning that was read is a chip, whose list opens and closes by keyboard', async ({ console: page, host }) => {
  test.skip(host !== 'headless', 'a window may have a key store, and no warning then');
  const strip = page.getByRole('region', { name: 'Warnings about this console' });
  await expect(strip).toContainText('key file');
  // One after the other: what was not shown was not read.
  await expect(async () => {
    if (await strip.isVisible()) await strip.getByRole('button', { name: 'Seen' }).click({ timeout: 1_000 });
    await expect(strip).toBeHidden({ timeout: 500 });
  }).toPass();
  const chip = page.getByRole('banner').getByRole('button', { name: /^\d warnings?$/ });
  await chip.focus();
  await page.keyboard.press('Enter');
  const list = page.getByRole('dialog', { name: /^\d warnings?$/ });
  await expect(list).toContainText('key file');
  expect(await findingsOn(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
  await expect(chip).toBeFocused();
});
