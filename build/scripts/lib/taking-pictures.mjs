/** The browser of pictures: everything that could make two of them differ is fixed or switched off. */
import { chromium } from 'playwright';
import { pause } from './processes.mjs';

/** @typedef {import('playwright').Page} Page */

/** Debian's Chromium; elsewhere the Chrome that is installed. As root it starts only without its sandbox. */
export function openBrowser() {
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const fixed = [...args, '--force-color-profile=srgb', '--font-render-hinting=none', '--disable-lcd-text'];
  return chromium.launch(
    process.platform === 'linux' ? { executablePath: '/usr/bin/chromium', args: fixed } : { channel: 'chrome', args: fixed },
  );
}

/**
 * A page of its own, loaded, that does not move.
 *
 * @param {import('playwright').Browser} browser @param {string} address
 * @param {{ width: number, height: number }} viewport @param {'dark' | 'light'} colorScheme
 * @returns {Promise<Page>}
 */
export async function openPage(browser, address, viewport, colorScheme) {
  const context = await browser.newContext({
    viewport,
    colorScheme,
    reducedMotion: 'reduce',
    timezoneId: 'Europe/Berlin',
    locale: 'en-GB',
    deviceScaleFactor: 1,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(address);
  await page.getByRole('navigation', { name: 'Places' }).waitFor();
  await page.waitForFunction((theme) => document.documentElement.dataset.mantineColorScheme === theme, colorScheme);
  return page;
}

/** @param {Page} page @param {import('./screens.mjs').Screen} screen */
export async function show(page, { hash, act }) {
  // From another place, so that what a former picture opened is closed.
  await page.evaluate(() => {
    window.location.hash = '#/settings';
  });
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  await page.keyboard.press('Escape');
  await page.evaluate((to) => {
    window.location.hash = to;
  }, hash);
  await settled(page);
  if (act !== undefined) await act(page);
}

/**
 * A picture of the page once it does not change any more.
 *
 * @param {Page} page @returns {Promise<Buffer>}
 */
export async function picture(page) {
  await settled(page);
  const take = () => page.screenshot({ animations: 'disabled', caret: 'hide' });
  let former = await take();
  for (let attempts = 0; attempts < 8; attempts += 1) {
    await pause(150);
    const next = await take();
    if (next.equals(former)) return next;
    former = next;
  }
  return former;
}

/** Nothing is being loaded, and what is loaded has been drawn. @param {Page} page */
async function settled(page) {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
  await page
    .waitForFunction(() => document.querySelector('.mantine-Skeleton-root[data-visible], [aria-busy="true"]') === null, null, {
      timeout: 5_000,
    })
    .catch(() => undefined);
}
