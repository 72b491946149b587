import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('./wall-tokens.css', import.meta.url), 'utf8');
const tokens = new Map([...css.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map(([, name = '', colour = '']) => [name, colour]));

/** Relative luminance as WCAG 2 has it. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.040_45 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const meant = ['text', 'text-dim', 'running', 'waiting', 'succeeded', 'failed', 'cancelled', 'unknown'];
const more = ['snapshot', 'conversion', 'launch', 'recovery'];

test.each([...meant, ...more])('%s reaches 7 : 1 on the grounds of a wall', (name) => {
  for (const ground of ['ground', 'raised', 'sunken'])
    expect(contrast(tokens.get(name) ?? '#000000', tokens.get(ground) ?? '#ffffff')).toBeGreaterThanOrEqual(7);
});
