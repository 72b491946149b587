import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Page } from '@playwright/test';
import { z } from 'zod';

/** What a picture is compared by where its pixels cannot be: on a machine whose fonts draw otherwise. */

/** Landmarks, headings and grids by role and name, with `x y width height` in whole pixels. */
export const Structure = z.record(z.string(), z.string().regex(/^-?\d+( -?\d+){3}$/));
export type Structure = z.infer<typeof Structure>;

/** Other fonts make words longer and wrap lines earlier, but a panel stays where it is. */
const TOLERANCE_PX = 48;

/** How this machine draws the page's own letters: the same on two machines means that pictures can be compared pixel by pixel. */
export async function fingerprintOf(page: Page): Promise<string> {
  const drawn = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 400;
    canvas.height = 60;
    const pen = canvas.getContext('2d');
    const families = [getComputedStyle(document.body).fontFamily, 'monospace'];
    for (const [row, family] of families.entries()) {
      if (pen === null) continue;
      pen.font = `14px ${family}`;
      pen.fillText('Hamburgefonstiv 0123456789 ×‖✓', 2, 20 + row * 24);
    }
    return canvas.toDataURL();
  });
  return createHash('sha256').update(drawn).digest('hex').slice(0, 16);
}

export function structureOf(page: Page): Promise<Structure> {
  return page.evaluate(() => {
    const places =
      'header, nav, main, aside, footer, h1, [role=region], section[aria-label], [role=grid], [role=list][aria-label]';
    const found: Record<string, string> = {};
    for (const element of document.querySelectorAll(places)) {
      const { x, y, width, height } = element.getBoundingClientRect();
      if (width === 0 || height === 0) continue;
      const name = element.getAttribute('aria-label') ?? (element.tagName === 'H1' ? element.textContent : '') ?? '';
      const kind = element.getAttribute('role') ?? element.tagName.toLowerCase();
      let key = `${kind} ${name}`.trim();
      while (key in found) key += '+';
      found[key] = [x, y, width, height].map(Math.round).join(' ');
    }
    return found;
  });
}

/** What is not where it was, in words; nothing when all is. */
export function movedBetween(before: Structure, now: Structure): readonly string[] {
  const gone = Object.keys(before).filter((key) => now[key] === undefined);
  const added = Object.keys(now).filter((key) => before[key] === undefined);
  const moved = Object.entries(before).flatMap(([key, box]) => {
    const other = now[key];
    if (other === undefined) return [];
    const [was, is] = [box, other].map((text) => text.split(' ').map(Number));
    const isMoved = is?.some((value, index) => Math.abs(value - (was?.[index] ?? 0)) > TOLERANCE_PX) ?? false;
    return isMoved ? [`${key}: ${box} → ${other}`] : [];
  });
  return [...gone.map((key) => `${key}: gone`), ...added.map((key) => `${key}: new`), ...moved];
}

export async function readJson<T>(schema: z.ZodType<T>, file: string): Promise<T | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  return text === null ? null : schema.parse(JSON.parse(text));
}

export async function writeJson(file: string, value: unknown): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(value, null, 2)}\n`);
}
