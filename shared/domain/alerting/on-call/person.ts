import { z } from 'zod';
import { Channel } from '../../notifications/configuration';
import { Locale } from '../../notifications/locale';
import { Instant } from '../../primitives';
import { TimeZone } from './weekly';

export const PersonId = z.string().regex(/^[A-Za-z0-9_.-]{1,60}$/, 'an id of letters, digits, _, . and -');
export type PersonId = z.infer<typeof PersonId>;

/** One way to reach a person: a channel as notifications have it, to this person alone. */
export const ContactMethod = z.object({ id: PersonId, label: z.string().max(100).default(''), channel: Channel });
export type ContactMethod = z.infer<typeof ContactMethod>;

/** This method so many minutes after the person is asked, unless somebody has acknowledged by then. */
export const NotificationRule = z.object({
  methodId: PersonId,
  afterMinutes: z
    .number()
    .int()
    .min(0)
    .max(24 * 60),
});
export type NotificationRule = z.infer<typeof NotificationRule>;

/** How hard to try: `important` is for what cannot wait until morning. */
export const Grade = z.enum(['default', 'important']);
export type Grade = z.infer<typeof Grade>;

const Absence = z
  .object({ from: Instant, to: Instant, note: z.string().max(200).default('') })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'an end after its beginning' });

/** Somebody who can be asked to act. */
export const Person = z.object({
  id: PersonId,
  name: z.string().min(1).max(100),
  timeZone: TimeZone.default('UTC'),
  locale: Locale.optional(),
  methods: z.array(ContactMethod).max(10).default([]),
  /** A grade without rules is every method at once. */
  rules: z
    .object({ default: z.array(NotificationRule).max(20).default([]), important: z.array(NotificationRule).max(20).default([]) })
    .prefault({}),
  /** Names and mail addresses under which calendars and other services know this person, beside `name`. Case does not count. */
  alsoKnownAs: z.array(z.string().min(1).max(254)).max(20).default([]),
  /** Away: on no shift meanwhile, whatever the schedules say. */
  unavailable: z.array(Absence).max(100).default([]),
});
export type Person = z.infer<typeof Person>;

/** When each method is used, in order; a method that is gone is left out. */
export function rulesOf(person: Person, grade: Grade): readonly NotificationRule[] {
  const known = new Set(person.methods.map(({ id }) => id));
  const own = person.rules[grade].filter(({ methodId }) => known.has(methodId));
  // Nobody should find out at three in the morning that a list was left empty.
  const rules = own.length > 0 ? own : person.methods.map(({ id }) => ({ methodId: id, afterMinutes: 0 }));
  return [...rules].sort((a, b) => a.afterMinutes - b.afterMinutes);
}

const finders = new WeakMap<readonly Person[], (name: string) => Person | null>();

/** Finds people by what a calendar or another service calls them. Made once for a list: a flood asks it for each of its incidents. */
export function byName(people: readonly Person[]): (name: string) => Person | null {
  const find = finders.get(people) ?? finderOf(people);
  finders.set(people, find);
  return find;
}

function finderOf(people: readonly Person[]): (name: string) => Person | null {
  const known = new Map<string, Person>();
  for (const person of people) {
    const mails = person.methods.flatMap(({ channel }) =>
      channel.Type === 'EMAIL' ? (channel.Configuration.Recipients ?? []) : [],
    );
    for (const name of [person.id, person.name, ...person.alsoKnownAs, ...mails])
      if (!known.has(nameKey(name))) known.set(nameKey(name), person);
  }
  return (name) => known.get(nameKey(name)) ?? null;
}

/**
 * Finds people by who did something here: by their name, by that of a token of theirs (`token:ada`), or by what another service calls
 * them, with the place where they did it (`ada (Slack)`).
 */
export function byActor(people: readonly Person[]): (actor: string) => Person | null {
  const find = byName(people);
  return (actor) => find(actor) ?? find(actor.replace(/^token:/, '')) ?? find(actor.split(' (')[0] ?? '');
}

function nameKey(name: string): string {
  return name.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
}
