import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures';

/** The words of messages are changed, proved and taken back, in the real page under its real policy. */

/** What Chromium says when a test looks into a mail: the frame lets not even the tests run anything. */
const LOOKED_AT = "Blocked script execution in 'about:srcdoc'";

/** Complaints of the page and of the frames in it: console errors and what a security policy refused. */
async function complaintsOf(page: Page): Promise<() => Promise<readonly string[]>> {
  const heard: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith(LOOKED_AT)) heard.push(message.text());
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

/** Opens the tab and one template in it, as somebody with a mouse does. */
async function openTemplate(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Places' }).getByTitle('Notifications', { exact: true }).click();
  await page.getByText('Templates', { exact: true }).click();
  await page.getByRole('list', { name: 'Templates' }).getByRole('button', { name }).click();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue(name);
  await expect(bodyOf(page)).toBeVisible();
}

const bodyOf = (page: Page) => page.getByRole('textbox', { name: /^Body of .*, in Liquid$/ });
const previewOf = (page: Page) => page.getByRole('region', { name: 'Preview' });
const problemsOf = (page: Page) => page.getByRole('list', { name: 'Problems' });
/** Types at the end of a short line of the body, counted from 1. */
async function typeAfterLine(page: Page, line: number, words: string): Promise<void> {
  await bodyOf(page).click();
  await page.keyboard.press('Control+Home');
  for (let down = 1; down < line; down += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.type(words);
}

/** What was typed into the empty last line goes away again. */
async function clearLastLine(page: Page): Promise<void> {
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Shift+Home');
  await page.keyboard.press('Delete');
}

async function choose(page: Page, field: string, option: string | RegExp): Promise<void> {
  await page
    .getByRole('combobox', { name: field, exact: true })
    .or(page.getByRole('textbox', { name: field, exact: true }))
    .click();
  await page.getByRole('option', { name: option }).click();
}

/** Offers take no key before they have stood for 75 ms, so that whoever types on takes none by mistake. */
async function offersListen(page: Page): Promise<void> {
  const seenAt = await page.evaluate(() => performance.now());
  await page.waitForFunction((since) => performance.now() - since > 100, seenAt);
}

/** Goes on by Tab until the place is reached, as somebody without a mouse does. */
async function tabTo(page: Page, place: Locator): Promise<void> {
  const reached = () => place.evaluate((element) => element === document.activeElement);
  for (let tabs = 0; tabs < 40 && !(await reached()); tabs += 1) await page.keyboard.press('Tab');
  await expect(place).toBeFocused();
}

test('changed, broken, mended, saved, compared, restored, taken back', async ({ console: page }) => {
  const complaints = await complaintsOf(page);
  const save = page.getByRole('button', { name: 'Save', exact: true });
  const item = page.getByRole('list', { name: 'Templates' }).getByRole('button', { name: 'Execution (slack)' });

  await test.step('the preview follows what is typed', async () => {
    await openTemplate(page, 'Execution (slack)');
    await expect(page.getByText('ships with the console')).toBeVisible();
    await expect(previewOf(page)).toContainText('Payroll DR');
    await expect(save).toBeDisabled();
    await typeAfterLine(
      page,
      3,
      '\n{"type":"section","text":{"type":"mrkdwn","text":"Call *Dana* first about {{ plan.name }}"}},',
    );
    await expect(previewOf(page)).toContainText('Call Dana first about Payroll DR');
    await expect(previewOf(page).locator('b', { hasText: 'Dana' })).toBeVisible();
  });

  await test.step('what is wrong is shown at its place and in the list, and is not saved', async () => {
    await page.keyboard.press('Control+End');
    await page.keyboard.type('{{ title | tme }}');
    await expect(problemsOf(page)).toContainText('unknown filter tme');
    await expect(bodyOf(page).locator('.cm-lintRange-error')).toHaveCount(1);
    await expect(save).toBeDisabled();
    await page.keyboard.press('Control+s');
    await expect(page.getByRole('status').filter({ hasText: 'It cannot be saved while it has errors.' })).toBeVisible();
    await expect(item).not.toContainText('OWN');

    await problemsOf(page)
      .getByRole('button', { name: /^body, line \d+$/ })
      .click();
    await expect(bodyOf(page)).toBeFocused();
    await clearLastLine(page);
    await expect(problemsOf(page).getByRole('listitem')).toHaveCount(0);

    await page.keyboard.type('{% if title %}');
    await expect(problemsOf(page)).toContainText('not closed');
    await expect(bodyOf(page).locator('.cm-lintRange-error')).toHaveCount(1);
    await clearLastLine(page);
    await expect(problemsOf(page).getByRole('listitem')).toHaveCount(0);
  });

  await test.step('what reads well but makes no message is told before it is saved', async () => {
    await page.keyboard.type('"nothing"');
    await expect(problemsOf(page)).toContainText('the message is not JSON');
    await expect(save).toBeDisabled();
    await clearLastLine(page);
    await expect(problemsOf(page).getByRole('listitem')).toHaveCount(0);
  });

  await test.step('each save is a version', async () => {
    await page.keyboard.press('Control+s');
    await expect(page.getByText('Execution (slack) was saved as version 1.')).toBeVisible();
    await expect(item).toContainText('OWN · 1');
    await expect(save).toBeDisabled();
    await typeAfterLine(page, 3, '\n{"type":"divider"},');
    await save.click();
    await expect(page.getByText('Execution (slack) was saved as version 2.')).toBeVisible();
    await expect(item).toContainText('OWN · 2');
  });

  await test.step('versions are compared, and a former one restored', async () => {
    await page.getByRole('button', { name: 'Versions' }).click();
    const dialog = page.getByRole('dialog', { name: /^Versions of/ });
    await expect(dialog.getByText('+ {"type":"divider"},')).toBeVisible();
    await expect(dialog.getByText(/^[+−] /)).toHaveCount(1);
    await choose(page, 'Version to compare', 'The one that ships');
    await expect(dialog.getByText(/^\+ .*Call \*Dana\* first/)).toBeVisible();
    await choose(page, 'Version to compare', /^Version 1/);
    await dialog.getByRole('button', { name: 'Restore this version' }).click();
    await expect(dialog).toBeHidden();
    await expect(item).toContainText('OWN · 3');
    await expect(bodyOf(page)).not.toContainText('divider');
    await expect(bodyOf(page)).toContainText('Call *Dana* first');
  });

  await test.step('the shipped one holds again', async () => {
    await page.getByRole('button', { name: 'Back to shipped' }).click();
    await expect(page.getByText('ships with the console')).toBeVisible();
    await expect(item).not.toContainText('OWN');
    await expect(bodyOf(page)).not.toContainText('Dana');
    await expect(previewOf(page)).not.toContainText('Dana');
  });

  expect(await complaints()).toEqual([]);
});

test('by keyboard alone: find, write with completion, leave, save', async ({ console: page }) => {
  await page.getByRole('navigation', { name: 'Places' }).getByTitle('Notifications', { exact: true }).focus();
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('radio', { name: 'Who hears what' }));
  await page.keyboard.press('ArrowRight');
  await tabTo(page, page.getByLabel('Find templates'));
  await page.keyboard.type('execution sms');
  await tabTo(page, page.getByRole('button', { name: 'Execution (sms)' }));
  await page.keyboard.press('Enter');

  const body = bodyOf(page);
  await tabTo(page, body);
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' {{ tit');
  const offers = page.getByRole('listbox');
  await page.keyboard.press('Control+Space');
  await expect(offers.getByRole('option', { name: /^title/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
  await expect(offers).toBeHidden();
  await expect(body).toBeFocused();
  await page.keyboard.press('Control+Space');
  await expect(offers.getByRole('option', { name: /^title/ })).toBeVisible();
  await offersListen(page);
  await page.keyboard.press('Enter');
  await expect(offers).toBeHidden();
  await page.keyboard.type(' }}');
  await expect(body).toContainText('{{ title }}');
  await expect(problemsOf(page).getByRole('listitem')).toHaveCount(0);

  await page.keyboard.press('Tab');
  await expect(body).not.toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(body).toBeFocused();
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Execution (sms) was saved as version 1.')).toBeVisible();
  await expect(body).toBeFocused();

  const versions = page.getByRole('button', { name: 'Versions' });
  await tabTo(page, versions);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: /^Versions of/ })).toContainText('{{ title }}');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(versions).toBeFocused();
  await tabTo(page, page.getByRole('button', { name: 'Back to shipped' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('ships with the console')).toBeVisible();
});

test('a mail is seen as it is read, in six languages', async ({ console: page }) => {
  const complaints = await complaintsOf(page);
  await openTemplate(page, 'Execution (email)');
  const mail = page.frameLocator('iframe[title="The mail as its recipient sees it"]').locator('body');
  await expect(mail).toContainText('Payroll DR');
  await expect(mail).toContainText('What to do now');
  // Nothing in a mail wants to run, so whatever was blocked in its frame is the test's own.
  await expect(page.locator('iframe[sandbox=""]')).toHaveCount(1);
  await expect(mail.locator('script')).toHaveCount(0);
  await choose(page, 'Language of the preview', 'de');
  await expect(mail).toContainText('Was jetzt zu tun ist');
  await expect(mail).not.toContainText('What to do now');
  await page.getByText('Text part', { exact: true }).last().click();
  await expect(previewOf(page).locator('pre')).toContainText('Payroll DR');

  await openTemplate(page, 'Execution (teams)');
  await expect(previewOf(page).locator('.ac-adaptiveCard')).toContainText('Payroll DR');
  expect(await complaints()).toEqual([]);
});

test('what is not saved stays while somebody looks elsewhere, and a copy speaks another language', async ({ console: page }) => {
  await openTemplate(page, 'Execution (desktop)');
  await typeAfterLine(page, 1, ' (night shift)');
  await expect(previewOf(page)).toContainText('(night shift)');
  await page.getByText('History', { exact: true }).click();
  await expect(bodyOf(page)).toBeHidden();
  await openTemplate(page, 'Execution (desktop)');
  await expect(bodyOf(page)).toContainText('(night shift)');
  await expect(page.getByText('NOT SAVED', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Copy…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Id').fill('execution-status-desktop');
  await expect(dialog.getByText('There is one of this name in this language.')).toBeVisible();
  await choose(page, 'Language', 'de');
  await dialog.getByRole('button', { name: 'Make the copy' }).click();
  await expect(page.getByText(/^execution-status-desktop@de · version 1/)).toBeVisible();
  await expect(bodyOf(page)).toContainText('(night shift)');
});
