import type { Locator, Page } from '@playwright/test';
import { Webhook } from 'standardwebhooks';
import { expect, test } from './fixtures';
import { chooseTab, configurations, configured, foot, goTo, importThese } from './notification-pages';
import { startMailbox } from './outside/notify';
import { type Receiver, startReceiver } from './outside/receiver';

/** Who hears what, as a person sets it up: by hand, from a file, beside another editor, and by keyboard alone. */
// At its own pace the rehearsal tells nobody anything while a test lasts.
test.use({ consoleArgs: ['--rehearse', 'payroll-drill', '--operator', 'human', '--speed', '1'] });

const HOOK = '/hook/secret-path';
const SIGNING = 'whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=';

let receiver: Receiver;
test.beforeEach(async () => {
  receiver = await startReceiver();
});
test.afterEach(async () => {
  await receiver.close();
});

/** As another person has it, with a store of its own. */
async function anotherPage(page: Page): Promise<Page> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('The window is no browser.');
  return (await browser.newContext()).newPage();
}

/** Presses Tab until this has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`No way by Tab to ${target}`);
}

test('written by hand: a wrong field says so, secrets are kept, a test arrives and is found again', async ({ console: page }) => {
  test.setTimeout(180_000);
  await goTo(page, 'Notifications');
  await expect(page.getByText('Nobody is notified yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Say who hears what' }).click();
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
  await page.getByLabel('Name', { exact: true }).fill('Night shift');
  await page.getByText('Low', { exact: true }).click();
  await expect(configurations(page)).toHaveText([/Low/]);
  await page.getByRole('button', { name: 'Add channel' }).click();
  await page.getByRole('menuitem', { name: 'Webhook' }).click();
  const channel = page.getByRole('listitem', { name: 'Webhook' });

  await test.step('a wrong field shows its message where it is, and nothing is saved', async () => {
    await channel.getByLabel('Address').fill('the big red telephone');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(channel.getByText('an https address')).toBeVisible();
    await expect(foot(page).getByText('One field is wrong')).toBeVisible();
    await expect(page.getByText('NOT SAVED', { exact: true })).toBeVisible();
  });

  await test.step('what the console alone can tell stands at its field too', async () => {
    await channel.getByLabel('Address').fill('http://10.0.0.8/hook');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(channel.getByText(/private|not allowed|10\.0\.0\.8/).first()).toBeVisible();
  });

  await test.step('saved, its secrets are in the key store and nowhere on the page', async () => {
    await channel.getByLabel('Address').fill(receiver.url(HOOK));
    await channel.getByLabel('Signing secret').fill(SIGNING);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(channel.getByText('kept in the key store')).toHaveCount(2);
    await expect(page.getByText('NOT SAVED', { exact: true })).toBeHidden();
    expect(await page.content()).not.toContain('secret-path');
    await expect(configurations(page)).toHaveText([/Night shift.*Has told nobody anything yet/]);
  });

  await test.step('a test is sent, signed, and its end is told', async () => {
    await channel.getByRole('button', { name: 'Send a test' }).click();
    await expect(channel.getByRole('status')).toContainText('Accepted', { timeout: 30_000 });
    const [request] = receiver.to(HOOK);
    expect(receiver.to(HOOK)).toHaveLength(1);
    const headers = Object.fromEntries(Object.entries(request?.headers ?? {}).map(([name, value]) => [name, String(value)]));
    expect(JSON.stringify(new Webhook(SIGNING).verify(request?.body ?? '', headers))).toMatch(/TEST.*REHEARSAL|REHEARSAL.*TEST/s);
  });

  await test.step('its delivery is in the history, with every attempt', async () => {
    await channel.getByRole('button', { name: 'Details' }).click();
    const details = page.getByRole('complementary', { name: /^Details: / });
    await expect(details).toContainText('Accepted');
    await expect(details).toContainText('status 200');
    await expect(details).toContainText('Night shift');
    await details.getByRole('button', { name: 'Close details' }).click();
    const row = page.getByRole('grid', { name: 'Notifications' }).getByRole('row').nth(1);
    await expect(row).toContainText('TEST');
    await row.click();
    await expect(details).toBeVisible();
    await chooseTab(page, 'Who hears what');
    await expect(configurations(page)).toHaveText([/Last, a test: accepted/]);
  });
});

test('a receiver that refuses: failed with its words, sent again by hand', async ({ console: page }) => {
  await importThese(page, configured('night', 'Night shift', receiver.url(HOOK)));
  receiver.behave(HOOK, (nth) => (nth === 1 ? { status: 400, body: 'the flow is switched off' } : { status: 200 }));
  await page.getByText('Night shift').click();
  const channel = page.getByRole('listitem', { name: 'Webhook' });

  await test.step('what is not saved stays while one looks elsewhere', async () => {
    await page.getByLabel('Description').fill('Whoever is on call');
    await expect(channel.getByText('Save first')).toBeVisible();
    await goTo(page, 'Alerts');
    await goTo(page, 'Notifications');
    await expect(configurations(page)).toHaveText([/Night shiftNOT SAVED/]);
    await page.getByText('Night shift').click();
    await expect(page.getByLabel('Description')).toHaveValue('Whoever is on call');
    await page.getByRole('button', { name: 'Discard' }).click();
    await expect(page.getByLabel('Description')).toHaveValue('');
  });

  await channel.getByRole('button', { name: 'Send a test' }).click();
  await expect(channel.getByRole('status')).toContainText('Failed', { timeout: 30_000 });
  await expect(channel.getByRole('status')).toContainText('the flow is switched off');
  await channel.getByRole('button', { name: 'Details' }).click();
  const details = page.getByRole('complementary', { name: /^Details: / });
  await expect(details).toContainText('status 400');
  await details.getByRole('button', { name: 'Send again as it was' }).click();
  await expect(details).toContainText('Accepted', { timeout: 30_000 });
  await expect(details.getByRole('button', { name: 'Send again as it was' })).toBeHidden();
  const [first, second] = receiver.to(HOOK);
  expect(second?.body).toBe(first?.body);
  expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
});

test('a file with one wrong field names it and changes nothing', async ({ console: page }) => {
  await importThese(page, configured('night', 'Night shift', receiver.url(HOOK)));
  await page.getByRole('button', { name: 'Import and export' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import and export' });
  const file = {
    Notifications: [configured('day', 'Day shift', receiver.url(HOOK)), configured('wall', 'Wall', 'http://10.0.0.8/hook')],
  };
  await dialog
    .locator('input[type=file]')
    .or(page.locator('input[type=file]'))
    .first()
    .setInputFiles({
      name: 'notifications.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(file)),
    });
  await expect(dialog.getByLabel('Import')).toHaveValue(/Day shift/);
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(dialog).toContainText('Notifications[2].Channels[0].Configuration.WebhookUrl');
  await expect(dialog).toContainText('Nothing was imported.');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(configurations(page)).toHaveCount(1);
  await goTo(page, 'Alerts');
  await goTo(page, 'Notifications');
  await expect(configurations(page)).toHaveText([/Night shift/]);
});

test('a mail server is set up under Defaults and tried', async ({ console: page }) => {
  const mailbox = await startMailbox();
  const Channels = [{ Type: 'EMAIL', Configuration: { Recipients: ['dr-team@example.com'] } }];
  await importThese(page, { NotificationId: 'night', Name: 'Night shift', Channels });
  await page.getByText('Mail server, languages').click();
  const mail = page.getByRole('group', { name: 'Mail' });
  await mail
    .getByRole('combobox', { name: 'Sent by' })
    .or(mail.getByRole('textbox', { name: 'Sent by' }))
    .click();
  await page.getByRole('option', { name: 'SMTP server' }).click();
  await mail.getByLabel('From', { exact: true }).fill('nobody');
  await mail.getByLabel('Server', { exact: true }).fill('127.0.0.1');
  await mail.getByLabel('Port', { exact: true }).fill(String(mailbox.port));
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(mail.getByText('an e-mail address')).toBeVisible();
  await mail.getByLabel('From', { exact: true }).fill('tocsin@example.com');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('The defaults were saved.')).toBeVisible();
  await mail.getByRole('button', { name: 'Send a test' }).click();
  await expect(mail.getByRole('status')).toContainText(/Accepted|Delivered/, { timeout: 30_000 });
  // The drill goes on meanwhile, and may tell the same recipient of something.
  expect(mailbox.mails.map(({ subject }) => subject)).toContainEqual(expect.stringMatching(/TEST/));
  for (const { subject } of mailbox.mails) expect(subject).toMatch(/REHEARSAL/);
  await mailbox.close();
});

test('by keyboard alone: make one, save it, put it first, duplicate and delete it', async ({ console: page }) => {
  await importThese(page, configured('night', 'Night shift', receiver.url(HOOK)));
  const name = page.getByLabel('Name', { exact: true });
  await tabTo(page, page.getByRole('button', { name: 'New configuration' }));
  await page.keyboard.press('Enter');
  await expect(name).toBeFocused();
  await page.keyboard.type('Day shift');
  await tabTo(page, page.getByRole('button', { name: 'Add channel' }));
  await page.keyboard.press('Enter');
  const item = page.getByRole('menuitem', { name: 'Webhook' });
  await expect(item).toBeVisible();
  for (let presses = 0; presses < 10; presses++) {
    if (await item.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listitem', { name: 'Webhook' }).getByLabel('Address')).toBeFocused();
  await page.keyboard.type(receiver.url(HOOK));
  await tabTo(page, page.getByRole('button', { name: 'Save', exact: true }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('kept in the key store')).toBeVisible();

  const row = configurations(page).filter({ hasText: 'Day shift' }).getByRole('button').first();
  await page.getByRole('button', { name: 'New configuration' }).focus();
  await tabTo(page, row);
  await page.keyboard.press('Alt+ArrowUp');
  await expect(configurations(page)).toHaveText([/Day shift/, /Night shift/]);
  await expect(row).toBeFocused();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(configurations(page)).toHaveText([/Night shift/, /Day shift/]);
  await expect(row).toBeFocused();

  // A duplicate is named next, and asks for its own secrets.
  const begin = page.getByRole('button', { name: 'New configuration' });
  await tabTo(page, page.getByRole('button', { name: 'Duplicate' }));
  await page.keyboard.press('Enter');
  await expect(name).toBeFocused();
  await expect(name).toHaveValue('Day shift (copy)');
  await expect(page.getByRole('listitem', { name: 'Webhook' }).getByLabel('Address')).toHaveValue('');
  await tabTo(page, page.getByRole('button', { name: 'Discard' }));
  await page.keyboard.press('Enter');
  await expect(begin).toBeFocused();
  await expect(configurations(page)).toHaveCount(2);

  await tabTo(page, row);
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Delete…' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Delete', exact: true }));
  await page.keyboard.press('Enter');
  await expect(configurations(page)).toHaveText([/Night shift/]);
  await expect(begin).toBeFocused();
});

test('two editors: the second is asked, and keeps what both wrote', async ({ running: { page, serve } }) => {
  test.skip(serve === null, 'The window has one page; its settings are the same.');
  await importThese(
    page,
    configured('night', 'Night shift', receiver.url(HOOK)),
    configured('day', 'Day shift', receiver.url(HOOK)),
  );
  const other = await anotherPage(page);
  await other.goto(serve?.page ?? '');
  await goTo(other, 'Notifications');
  await page.getByText('Night shift').click();
  await page.getByLabel('Description').fill('Mine');

  await other.getByText('Night shift').click();
  await other.getByLabel('Description').fill('Theirs');
  await other.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(other.getByText('NOT SAVED', { exact: true })).toBeHidden();
  await other.getByText('Day shift').click();
  await other.getByLabel('Description').fill('Also theirs');
  await other.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(other.getByText('NOT SAVED', { exact: true })).toBeHidden();

  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Somebody else saved meanwhile' });
  await expect(dialog).toContainText('They changed this configuration while you were writing: Description.');
  await page.keyboard.press('Escape');
  await expect(page.getByLabel('Description')).toHaveValue('Mine');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await dialog.getByRole('button', { name: 'Keep mine' }).click();
  await expect(page.getByText('NOT SAVED', { exact: true })).toBeHidden();
  await expect
    .poll(async () => JSON.stringify(await serve?.get('/notifications/settings')))
    .toMatch(/"Mine".*"Also theirs"|"Also theirs".*"Mine"/);
  await other.context().close();
});

test('without the role admin everything is read, and it says why nothing changes', async ({ running: { page, serve } }) => {
  test.skip(serve === null, 'Whoever sits at the window is its administrator.');
  await importThese(page, configured('night', 'Night shift', receiver.url(HOOK)));
  const made: unknown = await (await serve?.api('/tokens', { body: { name: 'wall', role: 'view' } }))?.json();
  const token = typeof made === 'object' && made !== null && 'token' in made ? String(made.token) : '';
  const looking = await anotherPage(page);
  await looking.goto(`${new URL('/', serve?.url).href}#token=${encodeURIComponent(token)}`);
  await goTo(looking, 'Notifications');
  await looking.getByText('Night shift').click();
  await expect(looking.getByText('You look on with the role view')).toBeVisible();
  await expect(looking.getByLabel('Name', { exact: true })).toBeDisabled();
  await expect(looking.getByRole('button', { name: 'New configuration' })).toBeDisabled();
  await expect(looking.getByRole('button', { name: 'Send a test' })).toBeDisabled();
  await expect(looking.getByText('A test needs the role act.')).toBeVisible();
  await looking.context().close();
});
