import { z } from 'zod';
import { Secret } from '../../notifications/configuration';
import { Instant } from '../../primitives';
import { PersonId } from './person';
import { TimeZone, WeeklyRange } from './weekly';
import { localMsOf } from './zones';

const Id = PersonId;
/** What a clock shows: `2026-03-01T09:00`. */
const LocalTime = z.string().refine((text) => !Number.isNaN(localMsOf(text)), 'a local time such as 2026-03-01T09:00');

/** One rotation. Of several layers, the last that has somebody decides. */
export const Layer = z
  .object({
    id: Id,
    name: z.string().max(100).default(''),
    people: z.array(PersonId).min(1).max(100),
    /** When the first person's first turn begins, by the clocks of the schedule. */
    startsAt: LocalTime,
    endsAt: LocalTime.nullable().default(null),
    /** By the clocks of the schedule: a handover at 09:00 stays at 09:00. */
    handover: z.object({ every: z.number().int().min(1).max(1000), unit: z.enum(['hours', 'days', 'weeks']) }),
    /** Only in these hours; empty means always. */
    restrictions: z.array(WeeklyRange).max(50).default([]),
  })
  .refine(({ startsAt, endsAt }) => endsAt === null || localMsOf(startsAt) < localMsOf(endsAt), {
    path: ['endsAt'],
    message: 'an end after its beginning',
  });
export type Layer = z.infer<typeof Layer>;

/**
 * A change of who is on call: `add` somebody, put somebody in the place of one person or (`replaces` null) of everybody, or `remove`
 * somebody. Of overlapping ones the newest has the last word.
 */
export const Override = z
  .object({
    id: Id,
    kind: z.enum(['add', 'replace', 'remove']),
    personId: PersonId,
    replaces: PersonId.nullable().default(null),
    from: Instant,
    to: Instant,
    createdAt: Instant,
    createdBy: z.string().max(100).default(''),
    note: z.string().max(500).default(''),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'an end after its beginning' });
export type Override = z.infer<typeof Override>;

const HttpUrl = z
  .string()
  .max(2000)
  .regex(/^(https?|webcal):\/\/[^\s]+$/, 'an https address');
const SecretUrl = z.union([HttpUrl, z.object({ SecretRef: z.string().min(1) })]);

/** Where the shifts come from. Addresses of calendars are secrets: whoever has one reads the calendar. */
export const ShiftSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('own'), layers: z.array(Layer).max(20).default([]) }),
  z.object({
    kind: z.literal('ical'),
    secretUrl: SecretUrl,
    /** What stands in this calendar goes before the other one. */
    overrideSecretUrl: SecretUrl.nullable().default(null),
  }),
  z.object({
    kind: z.literal('pagerduty'),
    apiKey: Secret,
    scheduleIds: z.array(z.string().min(1).max(50)).max(20).default([]),
    policyIds: z.array(z.string().min(1).max(50)).max(20).default([]),
    /** Another address of PagerDuty's REST API, for proxies and tests. */
    apiUrl: HttpUrl.optional(),
  }),
]);
export type ShiftSource = z.infer<typeof ShiftSource>;

/** Who is on call when. */
export const Schedule = z.object({
  id: Id,
  name: z.string().min(1).max(100),
  timeZone: TimeZone.default('UTC'),
  source: ShiftSource,
  overrides: z.array(Override).max(1000).default([]),
});
export type Schedule = z.infer<typeof Schedule>;

/** One event of a calendar, or one entry of another service: whom it names, as it names them. Epoch milliseconds. */
export const FeedShift = z.object({
  uid: z.string(),
  names: z.array(z.string()),
  fromMs: z.number(),
  toMs: z.number(),
  /** From the calendar that goes before the other. */
  isOverride: z.boolean(),
});
export type FeedShift = z.infer<typeof FeedShift>;
