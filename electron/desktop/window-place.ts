import { readFile, rename, writeFile } from 'node:fs/promises';
import type { Rectangle } from 'electron';
import { z } from 'zod';

export const SMALLEST = { width: 1024, height: 700 } as const;
const USUAL = { width: 1440, height: 900 } as const;

export const WindowPlace = z.object({
  x: z.number().int().nullable(),
  y: z.number().int().nullable(),
  width: z.number().int(),
  height: z.number().int(),
  maximised: z.boolean(),
});
export type WindowPlace = z.infer<typeof WindowPlace>;

/** Part of the window, in pixels, that must lie on a screen for its place to be taken again. */
const VISIBLE = 100;

/** Where the window goes: where it was, if enough of that still lies on a screen; else in the middle, no larger than the screen. */
export function placeOn(saved: WindowPlace | null, areas: readonly Rectangle[]): WindowPlace {
  const largest = areas[0] ?? { x: 0, y: 0, ...USUAL };
  const wanted = saved ?? { x: null, y: null, ...USUAL, maximised: false };
  const width = Math.max(SMALLEST.width, Math.min(wanted.width, largest.width));
  const height = Math.max(SMALLEST.height, Math.min(wanted.height, largest.height));
  const { x, y } = wanted;
  const isSeen = x !== null && y !== null && areas.some((area) => overlap({ x, y, width, height }, area));
  return { x: isSeen ? x : null, y: isSeen ? y : null, width, height, maximised: wanted.maximised };
}

function overlap(window: Rectangle, area: Rectangle): boolean {
  const across = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  const down = Math.min(window.y + window.height, area.y + area.height) - Math.max(window.y, area.y);
  return across >= VISIBLE && down >= VISIBLE;
}

/** The remembered place, or null when there is none that can be read. */
export async function readPlace(file: string): Promise<WindowPlace | null> {
  try {
    const parsed = WindowPlace.safeParse(JSON.parse(await readFile(file, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null; // a window in the middle of the screen is all that is lost
  }
}

export async function writePlace(file: string, place: WindowPlace): Promise<void> {
  await writeFile(`${file}.new`, `${JSON.stringify(place)}\n`);
  await rename(`${file}.new`, file);
}
