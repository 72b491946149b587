/**
 * Looks at the fixtures page in headless Chromium: `node renderer/testing/shoot.mjs OUT [name…]` writes one PNG a shot and prints
 * what the accessibility checker and the console complain about.
 */
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright';
import { serveFixtures } from './serve-fixtures.mjs';
import { shots } from './shots.mjs';

const [out, ...names] = process.argv.slice(2);
const { origin, close } = await serveFixtures();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });

for (const shot of shots.filter((one) => names.length === 0 || names.some((name) => one.name.startsWith(name)))) {
  const context = await browser.newContext({
    viewport: { width: shot.width ?? 1440, height: shot.height ?? 900 },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.on(
    'console',
    (message) =>
      (message.type() === 'error' || message.type() === 'warning') &&
      console.log(`${shot.name}: console ${message.text().slice(0, 300)}`),
  );
  page.on('pageerror', (error) => console.log(`${shot.name}: ${error.message}`));
  const query = new URLSearchParams({
    scene: shot.scene ?? '',
    theme: shot.theme ?? 'dark',
    line: shot.line ?? 'answers',
    role: shot.role ?? 'admin',
    language: shot.language ?? 'en',
  });
  await page.goto(`${origin}/?${query}#${shot.place ?? '/live'}`);
  await page.waitForTimeout(shot.wait ?? 700);
  if (shot.act !== undefined) await shot.act(page);
  await page.screenshot({ path: `${out}/${shot.name}.png` });
  const { violations } = await new AxeBuilder({ page })
    // A mail as its recipient sees it runs in a frame in which nothing may run, the checker neither.
    .exclude('iframe[sandbox]')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  for (const one of violations)
    console.log(
      `${shot.name}: ${one.id} (${one.impact}) ${one.nodes.length}×: ${one.nodes[0]?.target.join(' ')} ${one.nodes[0]?.failureSummary?.split('\n')[1] ?? ''}`,
    );
  await context.close();
}
await browser.close();
close();
