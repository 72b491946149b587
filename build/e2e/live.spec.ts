import type { Page } from '@playwright/test';
import { expect, type Running, test } from './fixtures';

/** The main job: a person watches the rehearsal drill and answers it. */
// Without enforced policies: the shipped one allows a person's acts only in a session opened with MFA.
test.use({ consoleArgs: ['--rehearse', 'payroll-drill', '--speed', '120', '--operator', 'human'] });

/** Complaints of the page: console errors and what its security policy refused. */
async function complaintsOf(page: Page): Promise<() => Promise<readonly string[]>> {
  const heard: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') heard.push(message.text());
  });
  page.on('pageerror', (error) => heard.push(String(error)));
  await page.evaluate(() => {
    const refused: string[] = [];
    Reflect.set(globalThis, 'refused', refused);
    document.addEventListener('securitypolicyviolation', (event) =>
      refused.push(`${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  return async () => [...heard, ...(await page.evaluate((): string[] => Reflect.get(globalThis, 'refused')))];
}

/** Does what the palette finds first for these words. */
async function palette(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  const search = page.getByPlaceholder('Go to an execution, server, plan or place; or do something');
  await search.fill(words);
  await search.press('Enter');
  await expect(search).toBeHidden();
}

const rowOf = (page: Page, server: string) =>
  page.getByRole('grid', { name: 'Servers of this execution' }).getByRole('row').filter({ hasText: server });

async function picture(page: Page, { app }: Running, name: string): Promise<void> {
  const { project } = test.info();
  await page.screenshot({ path: `${project.outputDir}/pictures/${app === null ? 'headless' : 'desktop'}-${name}.png` });
}

test('a drill from its first minute to its end', async ({ running }) => {
  test.setTimeout(240_000);
  const { page } = running;
  const complaints = await complaintsOf(page);

  await test.step('within ten seconds: the plan, three waves, twelve servers on their way', async () => {
    const soon = { timeout: 10_000 };
    await expect(page.getByRole('heading', { name: 'Payroll DR' })).toBeVisible(soon);
    await expect(page.getByText('DRILL', { exact: true }).first()).toBeVisible(soon);
    for (const label of ['Wave 1 Database', 'Wave 2 Application', 'Wave 3 Web']) {
      await expect(page.getByText(label).first()).toBeVisible(soon);
    }
    await expect(page.getByRole('heading', { name: 'Servers 12' })).toBeVisible(soon);
    await expect(page.getByRole('region', { name: 'Rehearsal' })).toContainText('REHEARSAL');
    await expect(rowOf(page, 'db-01')).toContainText(/Snapshot|Conversion|Launch/, soon);
  });

  await test.step('a server that fails rises to the top and asks for an answer', async () => {
    await expect(rowOf(page, 'db-01')).toContainText('Launched', { timeout: 30_000 });
    const strip = page.getByRole('alert', { name: 'Waiting for an answer' });
    await expect(strip).toContainText(/app-03 failed to launch|Payroll DR failed/, { timeout: 40_000 });
    await expect(page.getByRole('row').nth(1)).toContainText('app-03');
    await expect(page.getByRole('row').nth(1)).toContainText(/Failed/);
    await expect(page.getByText('no free addresses in subnet-0123456789abcdef0').first()).toBeVisible();
    await picture(page, running, 'failed-dark');

    await strip.getByRole('button', { name: 'Acknowledge with a note' }).click();
    await page.getByLabel('Note for the record').fill('Dana widens the subnet');
    await page.getByRole('button', { name: 'Acknowledge with note' }).click();
    await expect(strip.getByText('and 1 more')).toBeHidden();
    await strip.getByRole('button', { name: 'Acknowledge', exact: true }).click();
    await expect(strip).toBeHidden();
  });

  await test.step('a click shows the facts, their age and the events as they were recorded', async () => {
    await rowOf(page, 'app-03').click();
    const details = page.getByRole('complementary', { name: 'Details: app-03' });
    await expect(details).toContainText('Launch status');
    await expect(details.getByRole('heading', { name: 'Events behind it' })).toBeVisible();
    await details.locator('summary').first().click();
    await expect(details.locator('pre').first()).toContainText('"type"');
    await page.keyboard.press('Escape');
    await expect(details).toBeHidden();
  });

  await test.step('the feed is filtered by words and kinds', async () => {
    const feed = page.getByRole('region', { name: 'Events' });
    await expect(feed).toContainText('app-03');
    await feed.getByLabel('Filter events').fill('no such words anywhere');
    await expect(feed).toContainText('No event of this kind yet.');
    await feed.getByLabel('Filter events').fill('app-03');
    await expect(feed).toContainText('app-03');
    await expect(feed).not.toContainText('db-01');
    await feed.getByLabel('Filter events').fill('');
  });

  await test.step('the palette goes anywhere: faster, to the paused drill', async () => {
    await palette(page, 'rehearsal speed ×300');
    const live = page.getByRole('navigation', { name: 'Places' }).getByRole('button').first();
    await live.click();
    const banner = page.getByRole('region', { name: 'Waits for approval' });
    await expect(banner).toContainText('Wave 3 Web waits for approval', { timeout: 60_000 });
    await expect(banner).toContainText('Its 4 servers start when somebody resumes.');
    await picture(page, running, 'paused-dark');
  });

  await test.step('resumed with a note, it completes with twelve servers', async () => {
    await page.getByRole('region', { name: 'Waits for approval' }).getByRole('button', { name: 'Resume' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('Payroll DR');
    await dialog.getByLabel(/Note for the record/).fill('Databases checked');
    await dialog.getByRole('button', { name: /^Resume/ }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('12/12', { exact: false }).first()).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText('Completed').first()).toBeVisible({ timeout: 30_000 });
  });

  await test.step('in the light theme it is the same console', async () => {
    await palette(page, 'light theme');
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'light');
    await picture(page, running, 'completed-light');
  });

  await test.step('played again, it begins anew', async () => {
    await palette(page, 'rehearsal speed ×60');
    await palette(page, 'play the rehearsal again');
    await expect(page.getByText('0/12', { exact: false }).first()).toBeVisible({ timeout: 30_000 });
    await expect(rowOf(page, 'db-01')).toContainText(/Snapshot|Conversion|Launch/, { timeout: 30_000 });
  });

  expect(await complaints()).toEqual([]);
});
