import { z } from 'zod';
import { err, ok, type Result } from '../../../lib/result';
import { byName, Person, type PersonId } from './person';
import { Schedule } from './schedule';
import type { WeeklyRange } from './weekly';
import { isZone, localOf } from './zones';

const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const Hour = z.number().int().min(0).max(24);
const Minute = z.number().int().min(0).max(59).default(0);
const Hours = z.object({ startHour: Hour, startMin: Minute, endHour: Hour, endMin: Minute });
const Restriction = z.discriminatedUnion('type', [
  z.object({ type: z.literal('time-of-day'), restriction: Hours }),
  z.object({
    type: z.literal('weekday-and-time-of-day'),
    restrictions: z.array(Hours.extend({ startDay: z.enum(days), endDay: z.enum(days) })),
  }),
]);

const Rotation = z.object({
  id: z.string().default(''),
  name: z.string().default(''),
  startDate: z.iso.datetime({ offset: true }),
  endDate: z.iso.datetime({ offset: true }).nullish(),
  type: z.enum(['hourly', 'daily', 'weekly']),
  length: z.number().int().min(1).max(1_000).default(1),
  participants: z
    .array(z.object({ type: z.string(), username: z.string().nullish(), id: z.string().nullish() }))
    .min(1)
    .max(100),
  timeRestriction: Restriction.nullish(),
});
const OpsgenieSchedule = z.object({
  name: z.string().min(1).max(100),
  timezone: z.string().refine(isZone, 'a time zone'),
  rotations: z.array(Rotation).max(200).default([]),
});

/** What a schedule of Opsgenie becomes here; nothing is saved yet. `left`: in words, what does not come along. */
export interface Imported {
  /** One for each rotation: there, all of them are on call together. */
  readonly schedules: readonly Schedule[];
  /** Whoever is in the rotations and not among the people yet. */
  readonly people: readonly Person[];
  readonly left: readonly string[];
}

const units = { hourly: 'hours', daily: 'days', weekly: 'weeks' } as const;

/** Reads a schedule as Opsgenie's API gives it (`GET /v2/schedules/{id}`), whole or its `data` alone. Fails with the field that is wrong. */
export function fromOpsgenie(given: unknown, known: readonly Person[]): Result<Imported, { field: string; message: string }> {
  const whole = z.object({ data: z.unknown() }).safeParse(given);
  const read = OpsgenieSchedule.safeParse(whole.success && whole.data.data !== undefined ? whole.data.data : given);
  if (!read.success) {
    const [issue] = read.error.issues;
    return err({ field: issue?.path.join('.') ?? '', message: issue?.message ?? 'This is no schedule of Opsgenie.' });
  }
  const { name, timezone, rotations } = read.data;
  const find = byName(known);
  /** By the name they have there. */
  const added = new Map<string, Person>();
  const newPersonId = idsBeside(known.map(({ id }) => id));
  const newScheduleId = idsBeside([]);
  const left: string[] = [];
  const schedules: Schedule[] = [];
  for (const [index, rotation] of rotations.entries()) {
    const title = rotations.length === 1 ? name : `${name}: ${rotation.name || `rotation ${index + 1}`}`.slice(0, 100);
    if (rotation.participants.some(({ type, username }) => type !== 'user' || !username)) {
      left.push(`“${title}” has turns of teams, escalations or nobody, which rotations here do not have.`);
      continue;
    }
    const people = rotation.participants.map(({ username }) => idOf(username ?? ''));
    const made = Schedule.safeParse({
      id: newScheduleId(`${name}-${index + 1}`),
      name: title,
      timeZone: timezone,
      source: {
        kind: 'own',
        layers: [
          {
            id: idFrom(rotation.name || `rotation-${index + 1}`),
            name: rotation.name.slice(0, 100),
            people,
            startsAt: shown(rotation.startDate, timezone),
            endsAt: rotation.endDate ? shown(rotation.endDate, timezone) : null,
            handover: { every: rotation.length, unit: units[rotation.type] },
            restrictions: rotation.timeRestriction ? rangesOf(rotation.timeRestriction) : [],
          },
        ],
      },
    });
    if (made.success) schedules.push(made.data);
    else left.push(`“${title}” cannot be taken over: ${made.error.issues[0]?.message ?? 'it is no rotation'}.`);
  }
  return ok({ schedules, people: [...added.values()], left });

  function idOf(username: string): PersonId {
    const person = find(username);
    if (person !== null) return person.id;
    const key = username.toLowerCase();
    const stranger =
      added.get(key) ?? Person.parse({ id: newPersonId(username), name: username.slice(0, 100), timeZone: timezone });
    added.set(key, stranger);
    return stranger.id;
  }
}

function idFrom(text: string): string {
  return (
    text
      .replaceAll(/[^A-Za-z0-9_.-]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 60) || 'imported'
  );
}

/** Ids that nothing else has: two whose names differ only in what an id cannot hold stay two. */
function idsBeside(known: readonly string[]): (text: string) => string {
  const taken = new Set(known);
  return (text) => {
    const plain = idFrom(text);
    let id = plain;
    for (let count = 2; taken.has(id); count += 1) id = `${plain.slice(0, 55)}-${count}`;
    taken.add(id);
    return id;
  };
}

function shown(moment: string, zone: string): string {
  return new Date(localOf(zone, Date.parse(moment))).toISOString().slice(0, 16);
}

type Restricted = z.infer<typeof Restriction>;

function rangesOf(restricted: Restricted): WeeklyRange[] {
  if (restricted.type === 'time-of-day') {
    const { startHour, startMin, endHour, endMin } = restricted.restriction;
    return [{ weekdays: [], from: clock(startHour, startMin), to: clock(endHour, endMin) }];
  }
  return restricted.restrictions.flatMap(({ startDay, endDay, startHour, startMin, endHour, endMin }) => {
    const first = days.indexOf(startDay);
    const length = (days.indexOf(endDay) - first + days.length) % days.length;
    return Array.from({ length: length + 1 }, (_, index) => ({
      weekdays: [((first + index) % days.length) + 1],
      from: index === 0 ? clock(startHour, startMin) : '00:00',
      to: index === length ? clock(endHour, endMin) : '00:00',
    })).filter(({ from, to }, index) => index < length || length === 0 || from !== to);
  });
}

function clock(hour: number, minute: number): string {
  return `${String(hour % 24).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
