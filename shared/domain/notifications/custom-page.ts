import { z } from 'zod';

/** A script that names what it is about opens a page by it, and closes that page with `resolved`. Stands in the event's `data`. */
export const CustomPage = z.object({ alertKey: z.string().min(1).max(200), resolved: z.boolean().default(false) });

const OWN = 'tocsin:';

/** The key of something that the console tells of itself: out of reach of scripts. */
export function ownKey(key: string): string {
  return `${OWN}${key}`;
}

export function isOwnKey(key: unknown): boolean {
  return typeof key === 'string' && key.startsWith(OWN);
}
