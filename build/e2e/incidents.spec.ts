import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

/** From what waits for an answer to the hand-over: the incidents of one drill. */
test.use({ consoleArgs: ['--rehearse', 'payroll-drill', '--speed', '120'], actionTimeout: 20_000 });

/** Called by its gravest alert: the server at first, then the execution that failed by it. */
const WHAT = /app-03 failed to launch|Payroll DR failed/;

const places = (page: Page) => page.getByRole('navigation', { name: 'Places' });
const goTo = (page: Page, name: string) => places(page).getByTitle(name, { exact: true }).click();
const strip = (page: Page) => page.getByRole('alert', { name: 'Waiting for an answer' });
const feed = (page: Page) => page.getByRole('feed', { name: 'Incidents' });
const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const choose = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name }).click();
};

test('an incident is opened, taken, worked on and handed over', async ({ running: { page, serve } }) => {
  test.setTimeout(150_000);

  await test.step('what waits for an answer is one click away from the strip', async () => {
    await expect(strip(page)).toBeVisible({ timeout: 90_000 });
    await strip(page).getByRole('button', { name: 'Open', exact: true }).click();
    await expect(part(page, 'Timeline')).toBeVisible();
  });

  await test.step('it is opened from the list, with its cause and the next step', async () => {
    await goTo(page, 'Alerts');
    await page.getByRole('textbox', { name: 'Search' }).fill('subnet-0123456789abcdef0');
    await feed(page).getByRole('button', { name: WHAT }).click({ timeout: 60_000 });
    await expect(page.getByRole('heading', { level: 1 })).toContainText(WHAT);
    // The next try of the drill would end it.
    await page.getByRole('region', { name: 'Rehearsal' }).getByRole('button', { name: 'Pause' }).click();
    await expect(part(page, 'Probable causes')).toContainText('subnet-0123456789abcdef0', { timeout: 20_000 });
    await expect(part(page, 'Alerts of this incident')).toContainText('app-03 failed to launch');
    await part(page, 'Probable causes').getByRole('button', { name: 'DRS job' }).first().click();
    await expect(page.getByRole('region', { name: 'DRS jobs' })).toBeVisible();
    await page.goBack();
  });

  await test.step('one click says who has it, and the strip has done its work', async () => {
    const head = page.locator('header').filter({ has: page.getByRole('heading', { level: 1 }) });
    await head.getByRole('button', { name: 'Acknowledge', exact: true }).click();
    await expect(head).toContainText('Acknowledged');
    await expect(strip(page).filter({ hasText: WHAT })).toBeHidden();
    await expect(part(page, 'Timeline')).toContainText('has taken it');
  });

  await test.step('a note and a role are on the record', async () => {
    await page.getByRole('textbox', { name: 'Write a note for the record' }).fill('Network team widens the subnet');
    await part(page, 'Timeline').getByRole('button', { name: 'Add', exact: true }).click();
    await expect(part(page, 'Timeline').getByRole('listitem').first()).toContainText('Network team widens the subnet');
    await part(page, 'Roles').getByRole('button', { name: 'Give a role' }).click();
    await part(page, 'Roles').getByLabel('Role', { exact: true }).fill('Commander');
    await part(page, 'Roles').getByLabel('Person').fill('Dana');
    await page.keyboard.press('Escape');
    await part(page, 'Roles').getByRole('button', { name: 'Give', exact: true }).click();
    await expect(part(page, 'Roles').getByRole('listitem')).toContainText('Dana');
  });

  await test.step('its runbook is begun, and a step of it recorded', async () => {
    const runbook = part(page, 'Runbook');
    await expect(runbook).toContainText('the subnet has no free addresses', { timeout: 20_000 });
    await runbook.getByRole('button', { name: 'Begin', exact: true }).click();
    const current = runbook.locator('[aria-current="step"]');
    await expect(current).toContainText('See how many addresses are free', { timeout: 20_000 });
    await current.getByRole('textbox').fill('none left');
    await current.getByRole('button', { name: 'Done', exact: true }).click();
    await expect(current).toContainText('Find what holds the addresses', { timeout: 20_000 });
    await expect(part(page, 'Timeline')).toContainText('none left');
  });

  await test.step('its severity is corrected, and says who did', async () => {
    await page.getByRole('button', { name: /^Severity / }).click();
    await page.getByText('Critical', { exact: true }).click();
    await page.getByRole('button', { name: 'Correct to Critical' }).click();
    await expect(page.getByRole('button', { name: /^Severity Critical/ })).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('alerts like it are silenced, after a look at what that hides', async () => {
    await choose(page, 'Silence…');
    const dialog = page.getByRole('dialog', { name: 'Silence alerts' });
    await expect(dialog.getByRole('status')).toContainText(/Hides \d+ alerts/, { timeout: 20_000 });
    await dialog.getByLabel('Reason, for everybody to see').fill('Known; the subnet is being widened');
    await dialog.getByRole('button', { name: 'Silence', exact: true }).click();
    await expect(dialog).toBeHidden();
  });

  await test.step('whoever takes over gets it in writing', async () => {
    await choose(page, 'Hand over…');
    const dialog = page.getByRole('dialog', { name: /^Hand over incident/ });
    await expect(dialog.getByRole('textbox')).toHaveValue(/app-03[\s\S]*Network team widens the subnet/);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await choose(page, 'Report draft…');
    await expect(page.getByRole('dialog', { name: /^Report on incident/ }).getByRole('textbox')).toHaveValue(/app-03/);
    await page.keyboard.press('Escape');
  });

  // The window has no REST by which a script could tell of a second one.
  await test.step('another incident that is the same story goes into it', async () => {
    if (serve === null) return;
    const told = {
      source: 'network',
      name: 'dhcp',
      severity: 'HIGH',
      title: 'DHCP pool of app subnet is empty',
      alertKey: 'dhcp-1',
    };
    expect((await serve.api('/alerts/events', { body: { events: [told] } })).status).toBe(200);
    // Whoever has an incident keeps it when they make it graver themselves: only the other one waits.
    await expect(strip(page)).toContainText('DHCP pool', { timeout: 20_000 });
    await choose(page, 'Merge…');
    const dialog = page.getByRole('dialog', { name: /^Merge into incident/ });
    await dialog.getByRole('checkbox', { name: /DHCP pool/ }).check();
    await dialog.getByRole('button', { name: 'Merge 1 incident' }).click();
    await expect(dialog).toBeHidden();
    await expect(part(page, 'Alerts of this incident')).toContainText('DHCP pool', { timeout: 20_000 });
  });

  await test.step('the list is worked by keyboard', async () => {
    await goTo(page, 'Alerts');
    await page.getByRole('textbox', { name: 'Search' }).fill('');
    await page.getByRole('heading', { level: 1 }).click();
    await expect(feed(page).getByRole('article').first()).toBeVisible();
    await page.keyboard.press('j');
    await expect(feed(page).getByRole('article').first()).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'All incidents' })).toBeVisible();
    await page.getByRole('button', { name: 'All incidents' }).click();
    await page.getByRole('textbox', { name: 'Search' }).fill('nothing has this name');
    await expect(page.getByText('No incident matches these filters.')).toBeVisible();
    await page.getByRole('button', { name: 'Show all', exact: true }).click();
    await expect(feed(page).getByRole('article').first()).toBeVisible();
  });

  await test.step('alerts by themselves, and how they went over time', async () => {
    await page.getByRole('radiogroup', { name: 'Which part' }).getByText('Alerts', { exact: true }).click();
    const row = page.getByRole('grid', { name: 'Alerts' }).getByRole('row', { name: /^Choose: app-03/ });
    await row.click();
    await expect(page.getByRole('complementary', { name: /^Details: app-03/ })).toContainText('server-launch-failed');
    await page.getByText('Trends', { exact: true }).click();
    await expect(part(page, 'Incidents by cause')).toContainText('Subnet without free addresses', { timeout: 20_000 });
    await expect(part(page, 'Noisiest kinds and rules')).toContainText('app-03 failed to launch');
  });
});
