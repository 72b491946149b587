import { z } from 'zod';
import { Place } from './wishes';

/** A list that could not be read says why, and what is missing; what was read before that is kept. */
export const Unread = z.object({ message: z.string(), action: z.string().nullable(), resource: z.string().nullable() });
export type Unread = z.infer<typeof Unread>;

function found<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), unread: Unread.nullable() });
}

/** `matches` says that a name follows the platform's pattern. */
const Named = z.object({ name: z.string(), arn: z.string(), matches: z.boolean() });

/** A queue of an installation of this console that may be long gone. */
export const OldQueue = z.object({
  name: z.string(),
  url: z.string(),
  installation: z.string(),
  /** Day of its last use, `2026-03-14`; null where it was never marked. */
  lastUse: z.string().nullable(),
  unusedDays: z.number().int().nullable(),
});
export type OldQueue = z.infer<typeof OldQueue>;

/** What an account and region holds that the console could be connected to. Read only. */
export const Discovered = z.object({
  place: Place,
  topics: found(Named),
  stateMachines: found(Named),
  tables: found(Named.omit({ arn: true })),
  /** Where the platform's plans and groups use DRS, with the number of servers known there. */
  drsPlaces: z.array(Place.extend({ servers: z.number().int() })),
  trails: found(z.object({ name: z.string(), arn: z.string(), homeRegion: z.string() })),
  alarms: found(z.object({ name: z.string(), state: z.string(), actionsEnabled: z.boolean() })),
  oldQueues: found(OldQueue),
});
export type Discovered = z.infer<typeof Discovered>;

/** After how many days without use a queue counts as abandoned. */
export const ABANDONED_AFTER_DAYS = 30;
const DAY_MS = 86_400_000;

/** Whole days from the day `lastUse` to `today` (both `YYYY-MM-DD`); null where the day cannot be read. */
export function unusedDays(lastUse: string | null, today: string): number | null {
  const from = lastUse === null ? Number.NaN : Date.parse(lastUse);
  return Number.isNaN(from) ? null : Math.max(0, Math.floor((Date.parse(today) - from) / DAY_MS));
}
