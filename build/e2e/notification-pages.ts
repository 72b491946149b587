import type { Locator, Page } from '@playwright/test';
import { expect } from './fixtures';

/** The notification screens, as specs use them. */

/** A configuration that tells one webhook of everything critical. */
export function configured(NotificationId: string, Name: string, WebhookUrl: string) {
  return {
    NotificationId,
    Name,
    EventFilters: { Severities: ['CRITICAL'] },
    Channels: [{ Type: 'WEBHOOK', Configuration: { WebhookUrl } }],
  };
}

/** Goes to a place by the rail. */
export async function goTo(page: Page, place: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Places' }).getByTitle(place, { exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: place })).toBeVisible();
}

export async function chooseTab(page: Page, tab: string): Promise<void> {
  await page.getByRole('radiogroup', { name: 'What to show' }).getByText(tab, { exact: true }).click();
}

export const configurations = (page: Page): Locator => page.getByRole('list', { name: 'Configurations' }).getByRole('listitem');

export const foot = (page: Page): Locator => page.locator('footer');

/** Imports them by the dialog, and sees them in the list. */
export async function importThese(page: Page, ...settings: readonly object[]): Promise<void> {
  await goTo(page, 'Notifications');
  await page.getByRole('button', { name: 'Import and export' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import and export' });
  await dialog.getByLabel('Import').fill(JSON.stringify(settings));
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(configurations(page)).toHaveCount(settings.length);
}
