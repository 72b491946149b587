import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

/** Dashboards are looked at, made, shared and taken over, in the real page under its real policy. */
test.use({ consoleArgs: ['--rehearse', 'payroll-drill', '--speed', '300'] });

const tabs = (page: Page) => page.getByRole('tablist', { name: 'Dashboards' });
const handles = (page: Page) => page.locator('[data-cell] > button');

async function openBoards(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Places' }).getByTitle('Dashboards', { exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Dashboards' })).toBeVisible();
}

async function choose(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'More about this dashboard' }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

async function addWidget(page: Page, name: string): Promise<void> {
  await page.getByText('Add widgets', { exact: true }).first().click();
  await page.getByRole('searchbox', { name: 'Find a widget' }).fill(name);
  await page.getByRole('button', { name: `Add ${name}`, exact: true }).click();
}

/** A new dashboard with nothing on it, being edited. */
async function beginEmpty(page: Page, name: string): Promise<void> {
  await choose(page, 'New dashboard…');
  const dialog = page.getByRole('dialog', { name: 'New dashboard' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('button', { name: /^Empty/ }).click();
  await expect(page.getByRole('toolbar', { name: 'Editing' })).toBeVisible();
}

const placeOf = (page: Page, index: number): Promise<string> =>
  handles(page)
    .nth(index)
    .getAttribute('aria-label')
    .then((label) => label ?? '');

test('each shipped dashboard draws, and no widget of it fails', async ({ console: page }) => {
  const heard: string[] = [];
  page.on('pageerror', (error) => heard.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') heard.push(message.text());
  });
  await openBoards(page);
  for (const name of ['Executive', 'Operational', 'Compliance', 'Performance']) {
    await tabs(page).getByRole('tab', { name }).click();
    await expect(tabs(page).getByRole('tab', { name, selected: true })).toBeVisible();
    await expect(page.locator('[data-widget]').first()).toBeVisible();
    await expect(page.getByText('This widget failed')).toHaveCount(0);
    await expect(page.getByText('does not know widgets of the kind')).toHaveCount(0);
  }
  expect(heard).toEqual([]);
});

test('a dashboard is made: added, moved, resized and configured, undone, saved, and there after a reload', async ({
  console: page,
  host,
}) => {
  await openBoards(page);
  await beginEmpty(page, 'Night shift');
  await addWidget(page, 'Clock');
  await addWidget(page, 'Success rate');
  await expect(handles(page)).toHaveCount(2);

  await test.step('by keyboard, told to those who cannot see it', async () => {
    const before = await placeOf(page, 0);
    await handles(page).first().focus();
    await page.keyboard.press('ArrowRight');
    await expect(handles(page).first()).toHaveAccessibleName(/column 2/);
    await expect(page.getByRole('status').filter({ hasText: 'column 2' })).toHaveCount(1);
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    expect(await placeOf(page, 0)).toBe(before);
    await page.keyboard.press('Control+y');
    await expect(handles(page).first()).toHaveAccessibleName(/column 2/);
  });

  await test.step('by mouse', async () => {
    const before = await placeOf(page, 1);
    const box = await handles(page).nth(1).boundingBox();
    if (box === null) throw new Error('the second widget is not to be seen');
    await page.mouse.move(box.x + 40, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + 120, box.y + 160, { steps: 5 });
    await page.mouse.move(box.x + 260, box.y + 260, { steps: 8 });
    await page.mouse.up();
    await expect.poll(() => placeOf(page, 1)).not.toBe(before);
    const corner = page.locator('[data-cell] .react-resizable-handle').first();
    const grip = await corner.boundingBox();
    if (grip === null) throw new Error('the corner is not to be seen');
    const small = await placeOf(page, 0);
    await page.mouse.move(grip.x + 10, grip.y + 10);
    await page.mouse.down();
    await page.mouse.move(grip.x + 150, grip.y + 100, { steps: 8 });
    await page.mouse.up();
    await expect.poll(() => placeOf(page, 0)).not.toBe(small);
  });

  await test.step('settings are seen on the board while they are typed', async () => {
    await handles(page).first().click();
    await page.getByRole('textbox', { name: 'Title' }).fill('Time in the room');
    await expect(
      page.locator('[data-cell]').getByRole('heading', { name: 'Time in the room', includeHidden: true }),
    ).toBeVisible();
  });

  await expect(tabs(page).getByRole('tab', { name: /Night shift.*not saved/ })).toBeVisible();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Night shift was saved.', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('region', { name: 'Time in the room' })).toBeVisible();

  if (host === 'headless') {
    await page.reload();
    await expect(page.getByRole('region', { name: 'Time in the room' })).toBeVisible();
    expect(new URL(page.url()).hash).toBe('#/boards/night-shift');
  }

  await test.step('and deleted, when that is meant', async () => {
    await choose(page, 'Delete…');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(tabs(page).getByRole('tab', { name: 'Night shift' })).toHaveCount(0);
  });
});

test('a dashboard is shared as a file and taken over; what is wrong in one is named', async ({ console: page, host }) => {
  await openBoards(page);
  await tabs(page).getByRole('tab', { name: 'Operational' }).click();
  await choose(page, 'Share as JSON…');
  const text = await page.getByRole('textbox', { name: 'The dashboard as JSON' }).inputValue();
  // The window hands a file to its own save dialog, which no test reaches.
  if (host === 'headless') {
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download' }).click();
    expect(await readFile(await (await downloading).path(), 'utf8')).toBe(text);
  }
  await page.keyboard.press('Escape');

  const shared: { name: string; widgets: object[] } = JSON.parse(text);
  await choose(page, 'Import…');
  const paste = page.getByRole('textbox', { name: /Paste a shared dashboard/ });
  await paste.fill('{');
  await expect(page.getByText('This is not JSON')).toBeVisible();
  await paste.fill(JSON.stringify({ ...shared, widgets: [{ ...shared.widgets[0], w: 99 }] }));
  await expect(page.getByText(/widgets\[0\]\.w/)).toBeVisible();
  const unknown = { id: 'from-the-future', type: 'hologram', x: 0, y: 500, w: 6, h: 4, settings: { depth: 3 } };
  await paste.fill(JSON.stringify({ ...shared, name: 'Taken over', widgets: [...shared.widgets, unknown] }));
  await expect(page.getByText('are kept: hologram')).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Taken over was saved.', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText('does not know widgets of the kind hologram')).toBeVisible();
  await choose(page, 'Share as JSON…');
  const again = await page.getByRole('textbox', { name: 'The dashboard as JSON' }).inputValue();
  expect(JSON.parse(again).widgets).toContainEqual(expect.objectContaining({ type: 'hologram', settings: { depth: 3 } }));
});

test('two editors: the second is told who was first, and keeps what was made', async ({ console: page, running }) => {
  test.skip(running.serve === null, 'the second editor speaks REST');
  await openBoards(page);
  await tabs(page).getByRole('tab', { name: 'Executive' }).click();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await page.getByRole('toolbar', { name: 'Editing' }).getByRole('textbox', { name: 'Name' }).fill('Executive of mine');
  const theirs = await running.serve?.api('/dashboards/executive', { method: 'PUT', body: { name: 'Theirs', widgets: [] } });
  expect(theirs?.status).toBe(200);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'changed it' })).toBeVisible();
  await page.getByRole('button', { name: 'Save mine in its place' }).click();
  await expect(page.getByText('Executive of mine was saved.', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Done' }).click();
  await choose(page, 'Reset to how it was shipped…');
  await page.getByRole('dialog').getByRole('button', { name: 'Reset', exact: true }).click();
  await expect(tabs(page).getByRole('tab', { name: 'Executive', exact: true })).toBeVisible();
});

test('the customiser, its dialogs and the wall under axe', async ({ console: page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const findings = async (): Promise<readonly string[]> => {
    const axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).setLegacyMode();
    const { violations } = await axe.analyze();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  };
  await openBoards(page);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await handles(page).first().click();
  expect(await findings(), 'settings of a widget').toEqual([]);
  await page.getByText('Add widgets', { exact: true }).first().click();
  expect(await findings(), 'gallery').toEqual([]);
  await page.getByRole('button', { name: 'Done' }).click();
  await choose(page, 'Wall mode…');
  expect(await findings(), 'setting up a wall').toEqual([]);
  await page.getByRole('button', { name: 'Start the wall' }).click();
  await expect(page.getByRole('contentinfo')).toBeVisible();
  expect(await findings(), 'wall').toEqual([]);
});
