import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

/** MJML checks colours, so one that nobody uses stands for the severity's until the layout is compiled. */
const SEVERITY_COLOUR = /#5e7e51/g;

export const layoutSource = join(root, 'resources/templates/mail/layout.mjml');
export const layoutCompiled = join(root, 'resources/templates/mail/layout.html');

/** @returns {Promise<string>} The layout of mails as HTML with its Liquid, from the MJML source. */
export async function compileMailLayout() {
  const { default: mjml } = await import('mjml');
  const { html, errors } = await mjml(readFileSync(layoutSource, 'utf8'), {
    validationLevel: 'soft',
    keepComments: false,
    minify: false,
  });
  if (errors.length > 0) throw new Error(errors.map(({ formattedMessage }) => formattedMessage).join('\n'));
  const lines = html.split('\n').map((line) => line.trim());
  return `${lines
    .filter((line) => line !== '')
    .join('\n')
    .replace(SEVERITY_COLOUR, '{{ colour }}')}\n`;
}

export async function writeMailLayout() {
  writeFileSync(layoutCompiled, await compileMailLayout());
}
