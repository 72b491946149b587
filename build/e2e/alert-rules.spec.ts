import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { goTo } from './notification-pages';

/** What fires and what stays quiet, as an operator says so. */
test.use({ consoleArgs: ['--rehearse', 'payroll-drill', '--operator', 'human', '--speed', '60'] });

async function openPart(page: Page, part: string): Promise<void> {
  await page.getByRole('radiogroup', { name: 'Part of alerting' }).getByText(part, { exact: true }).click();
}

test('a ready rule is taken, tried on what was recorded, switched on and off', async ({ console: page }) => {
  await goTo(page, 'Alerting');
  await page.getByRole('button', { name: 'Take a ready rule' }).click();
  await page.getByRole('button', { name: 'Take Execution takes long' }).click();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Execution takes long');

  await test.step('before anybody is woken: what it would have done', async () => {
    await page.getByRole('button', { name: 'Run the backtest' }).click();
    await expect(
      page.getByRole('status').filter({ hasText: /^(Would (not )?have alerted|Nothing that it looks at was recorded)/ }),
    ).toBeVisible();
    await page.getByLabel('Threshold in seconds').fill('7200');
    await expect(page.getByText('The rule has changed since. Run it again.')).toBeVisible();
  });

  await test.step('a wrong field says so, and nothing is saved', async () => {
    await page.getByLabel('Name', { exact: true }).fill('');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('One field is wrong')).toBeVisible();
    await page.getByLabel('Name', { exact: true }).fill('Payroll takes long');
  });

  await page.getByRole('switch', { name: 'On', exact: true }).click({ force: true });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Payroll takes long was saved.')).toBeVisible();
  await page.getByRole('button', { name: 'All rules' }).click();
  const row = page.getByRole('row', { name: /Payroll takes long/ });
  await expect(row).toContainText('ExecutionDuration is more than 2 h 00 min');
  await expect(row.getByRole('switch')).toBeChecked();
  await row.getByRole('switch').click({ force: true });
  await expect(row).toContainText('Off');

  await test.step('and it is exactly what is exported', async () => {
    await row.getByRole('button', { name: 'Payroll takes long' }).click();
    await page.getByRole('radiogroup', { name: 'Form or JSON' }).getByText('JSON').click();
    await expect(page.getByLabel('The rule as it is kept')).toHaveValue(/"AlertId": "execution-duration"/);
  });
});

test('a silence says what it would hide before it is made, and is ended again', async ({ console: page }) => {
  await goTo(page, 'Alerting');
  await openPart(page, 'Quiet');
  await page.getByRole('button', { name: 'Add a silence' }).first().click();
  await page.getByRole('combobox', { name: 'Value of condition 1' }).fill('Payroll DR');
  await expect(page.getByRole('status').filter({ hasText: /Hides \d+ alerts? that fires? now/ })).toBeVisible();
  await page.getByRole('button', { name: 'Silence', exact: true }).click();
  await expect(page.getByText('Say why, for whoever looks next.')).toBeVisible();
  await page.getByLabel('Reason').fill('The subnet is being enlarged');
  await page.getByRole('button', { name: 'Silence', exact: true }).click();
  const line = page.getByRole('button', { name: /plan is Payroll DR/ });
  await expect(line).toContainText('Active');
  await page.getByRole('button', { name: 'End it now' }).click();
  await expect(line).toContainText('Ended');
});
