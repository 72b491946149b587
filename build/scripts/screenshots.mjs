/**
 * `npm run screenshots`: every screen at 1440×900 and 1920×1080, dark and light, of a console in which it is always the same instant of
 * the same drill. All go to `.cache/screenshots` with a contact sheet `index.html`; those that the README and the guide show also to
 * `resources/screenshots`. Arguments are names of screens, or their beginnings, for fewer of them; `--shown` is those that are shown.
 */
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { buildIfStale } from './lib/builder.mjs';
import { run } from './lib/commands.mjs';
import { startFixedConsole } from './lib/fixed-console.mjs';
import { root } from './lib/paths.mjs';
import { moments } from './lib/screens.mjs';
import { openBrowser, openPage, picture, show } from './lib/taking-pictures.mjs';

const OUT = join(root, '.cache/screenshots');
const SHOWN_OUT = join(root, 'resources/screenshots');
const SIZES = [
  { width: 1440, height: 900 },
  { width: 1920, height: 1080 },
];
const THEMES = /** @type {const} */ (['dark', 'light']);

/** What README and guide show: name of a screen, and its theme. At 1440×900. */
const SHOWN = new Map([
  ['live-failed', 'dark'],
  ['live-paused', 'light'],
  ['incident', 'dark'],
  ['boards-executive', 'dark'],
  ['boards-operational', 'dark'],
  ['boards-customiser', 'light'],
  ['wall', 'dark'],
  ['replay', 'dark'],
  ['training-exercises', 'dark'],
]);

const args = process.argv.slice(2);
const onlyShown = args.includes('--shown');
const names = args.filter((arg) => !arg.startsWith('--'));
/** @param {string} name */
const isWanted = (name) =>
  (names.length === 0 || names.some((wanted) => name.startsWith(wanted))) && (!onlyShown || SHOWN.has(name));

await buildIfStale();
if (names.length === 0) await rm(OUT, { recursive: true, force: true });
await mkdir(OUT, { recursive: true });
await mkdir(SHOWN_OUT, { recursive: true });

/** @type {string[]} */
const taken = [];
/** @type {string[]} */
const failed = [];
const browser = await openBrowser();
const fixed = await startFixedConsole();
try {
  for (const { seconds, isThere, screens } of moments) {
    const wanted = screens.filter(({ name }) => isWanted(name));
    if (wanted.length === 0) continue;
    await fixed.goTo(seconds, isThere);
    for (const theme of THEMES) await takeAll(wanted, theme);
  }
} finally {
  await fixed.stop();
  await browser.close();
}
await writeFile(join(OUT, 'index.html'), contactSheet());
console.log(
  `${taken.length} pictures in .cache/screenshots, with index.html${failed.length === 0 ? '' : `; ${failed.length} screens failed`}`,
);
process.exitCode = failed.length === 0 ? 0 : 1;

/** @param {readonly import('./lib/screens.mjs').Screen[]} screens @param {'dark' | 'light'} theme */
async function takeAll(screens, theme) {
  const settings = z.record(z.string(), z.unknown()).parse(await fixed.api('/settings'));
  await fixed.api('/settings', { method: 'PUT', body: { ...settings, theme } });
  for (const size of SIZES) {
    const page = await openPage(browser, fixed.page, size, theme);
    for (const screen of screens) await take(page, screen, theme, size);
    await page.context().close();
  }
}

/**
 * @param {import('playwright').Page} page @param {import('./lib/screens.mjs').Screen} screen
 * @param {'dark' | 'light'} theme @param {{ width: number, height: number }} size
 */
async function take(page, screen, theme, size) {
  const name = `${screen.name}-${theme}-${size.width}x${size.height}.png`;
  try {
    await show(page, screen);
    const image = await picture(page);
    await writeFile(join(OUT, name), image);
    taken.push(name);
    const isShown = SHOWN.get(screen.name) === theme && size.width === SIZES[0]?.width;
    if (isShown) await keepSmall(join(OUT, name), join(SHOWN_OUT, `${screen.name}-${theme}.png`));
    console.log(name);
  } catch (error) {
    failed.push(name);
    console.error(`${name}: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
  }
}

/**
 * What is kept with the source has 255 colours, which nobody sees in a picture of a screen; as it is where ImageMagick is missing.
 *
 * @param {string} from @param {string} to
 */
async function keepSmall(from, to) {
  const { code } = await run('convert', [from, '-strip', '+dither', '-colors', '255', `png8:${to}`]);
  if (code !== 0) await copyFile(from, to);
}

function contactSheet() {
  const figures = taken.map(
    (name) => `<figure><a href="${name}"><img src="${name}" loading="lazy" alt=""></a><figcaption>${name}</figcaption></figure>`,
  );
  return `<!doctype html><meta charset="utf-8"><title>Tocsin: every screen</title>
<style>body{font:14px sans-serif;display:grid;grid-template-columns:repeat(auto-fill,minmax(420px,1fr));gap:16px;background:#222;color:#eee}
figure{margin:0}img{width:100%}</style>
${figures.join('\n')}
`;
}
