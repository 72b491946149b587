import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { goTo } from './notification-pages';

/** Who is asked, from nobody at all to somebody on call with somebody behind them. */
test.use({ consoleArgs: ['--rehearse', 'payroll-drill', '--operator', 'human', '--speed', '1'] });

async function openPart(page: Page, part: string): Promise<void> {
  await page.getByRole('radiogroup', { name: 'Part of alerting' }).getByText(part, { exact: true }).click();
}

async function save(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText(`${name} was saved.`)).toBeVisible();
}

async function addPerson(page: Page, name: string, mail: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a person' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('button', { name: 'Add a way' }).click();
  await page.getByRole('menuitem', { name: 'E-mail' }).click();
  await page.getByLabel('Mail address').fill(mail);
  await save(page, name);
}

test('people, a schedule with an override, a policy: then somebody is on call', async ({ console: page }) => {
  test.setTimeout(120_000);
  await goTo(page, 'Alerting');
  await openPart(page, 'People');
  await addPerson(page, 'Ann Sato', 'ann@example.com');
  await addPerson(page, 'Ben Okonkwo', 'ben@example.com');

  await test.step('a schedule, with what is wrong with it in sight', async () => {
    await openPart(page, 'Schedules');
    await page.getByRole('button', { name: 'Add a schedule' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Payroll');
    await page.getByRole('button', { name: 'Add a layer' }).click();
    await page.getByLabel('First turn begins').fill('2026-01-05T09:00');
    await expect(page.getByText('Somebody is on call throughout the next 14 days')).toBeVisible();
    await save(page, 'Payroll');
  });

  await test.step('Ben takes over for some hours', async () => {
    await page.getByRole('button', { name: 'Add an override' }).click();
    const dialog = page.getByRole('dialog', { name: 'Change who is on call' });
    await dialog
      .getByRole('combobox', { name: 'Who', exact: true })
      .or(dialog.getByRole('textbox', { name: 'Who', exact: true }))
      .click();
    await page.getByRole('option', { name: 'Ben Okonkwo' }).click();
    await dialog.getByRole('button', { name: 'Record the change' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('row', { name: /Ben Okonkwo takes over/ })).toBeVisible();
    await page
      .getByRole('region', { name: 'Calendar' })
      .getByRole('radiogroup', { name: 'Week or month' })
      .getByText('Month')
      .click();
    await expect(page.getByRole('group', { name: 'On call' })).not.toHaveCount(1);
  });

  await test.step('a policy asks the schedule, then Ann', async () => {
    await openPart(page, 'Escalation');
    await page.getByRole('button', { name: 'Add a policy' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Critical first');
    await page.getByRole('button', { name: 'Add a step' }).click();
    const second = page.getByRole('listitem').filter({ hasText: 'Step 2' });
    await second.getByLabel('Asks').click();
    await page.getByRole('option', { name: 'Ann Sato' }).click();
    await expect(page.getByText(/^2 steps\./)).toBeVisible();
    await save(page, 'Critical first');
  });

  await openPart(page, 'On call now');
  await expect(page.getByRole('row', { name: /Payroll/ })).toContainText('Ann Sato');
});
