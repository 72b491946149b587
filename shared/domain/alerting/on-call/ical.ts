import ICAL from 'ical.js';
import { err, ok, type Result } from '../../../lib/result';
import { atOnce, type Steps } from '../../../lib/steps';
import { type CalendarParts, parsedInSteps } from './calendar-parts';
import { createZones, figuresOf, textOf, timeOf, type Zones } from './calendar-zones';
import type { FeedShift } from './schedule';
import type { Span } from './weekly';
import { DAY } from './zones';

/** What a calendar says of a time. `troubles` are for people: events that were left out, zones that nobody knows. */
export interface Calendar {
  readonly shifts: readonly Omit<FeedShift, 'isOverride'>[];
  readonly troubles: readonly string[];
}

export interface CalendarFault {
  readonly code: 'no-calendar' | 'too-many';
  readonly message: string;
}

/** Instances that one event may have within the time asked for. */
const MOST_INSTANCES = 5_000;
/** Steps that a rule may take from one time to the next: a month of hours that comes once a year is found, the 30th of February is not. */
const MOST_FRUITLESS = 10_000;
/** As much as takes a few milliseconds. */
const EVENTS_A_STEP = 200;
const TIMES_A_STEP = 100;
/** No zone is as far from UTC. */
const FAR = 2 * DAY;
const MOST_EVENTS = 20_000;

/**
 * The shifts of a calendar (RFC 5545) that touch a time, in steps of a few milliseconds. Events are expanded by local time and then set to moments, so a shift at 09:00
 * stays at 09:00. `zone` is for whole days and for times without one. Cancelled events and instances are left out; whoever an event
 * names in `SUMMARY` or, where nobody is named there, by the mail of an `ATTENDEE`, has it, several by commas.
 */
export function* readInSteps(text: string, zone: string, within: Span): Steps<Result<Calendar, CalendarFault>> {
  // A calendar without its end is one that was cut on its way.
  if (!text.trimEnd().toUpperCase().endsWith('END:VCALENDAR'))
    return err(fault('no-calendar', 'This is no whole iCalendar: its end is missing.'));
  let parts: CalendarParts | { readonly tooMany: number };
  try {
    parts = yield* parsedInSteps(text, MOST_EVENTS);
  } catch (thrown) {
    return err(
      fault('no-calendar', `This is no iCalendar: ${thrown instanceof Error ? thrown.message.slice(0, 200) : 'unreadable'}`),
    );
  }
  if ('tooMany' in parts) return err(fault('too-many', `The calendar has ${parts.tooMany} events; ${MOST_EVENTS} are read.`));
  const troubles = new Set<string>();
  const zones = createZones(parts.root, zone, troubles);
  const shifts: Omit<FeedShift, 'isOverride'>[] = [];
  for (const series of yield* seriesOf(parts.events)) {
    try {
      const some = yield* instancesOf(series, zones, within, troubles);
      for (const shift of some) shifts.push(shift);
    } catch {
      troubles.add(`An event cannot be read and is left out: ${series.uid.slice(0, 100)}`);
    }
    yield;
  }
  return ok({ shifts: shifts.sort((a, b) => a.fromMs - b.fromMs), troubles: [...troubles] });
}

/** The same at once. */
export function readCalendar(text: string, zone: string, within: Span): Result<Calendar, CalendarFault> {
  return atOnce(readInSteps(text, zone, within));
}

function fault(code: CalendarFault['code'], message: string): CalendarFault {
  return { code, message };
}

interface Series {
  readonly uid: string;
  readonly master: ICAL.Component | null;
  /** Instances that are said otherwise, the newest of each. */
  readonly exceptions: readonly ICAL.Component[];
}

/** Events by their UID; of copies, the one with the highest `SEQUENCE`. */
function* seriesOf(events: readonly ICAL.Component[]): Steps<Series[]> {
  const newest = new Map<string, ICAL.Component>();
  for (const [index, event] of events.entries()) {
    const uid = textOf(event, 'uid') ?? `event ${index + 1}`;
    const key = JSON.stringify([uid, textOf(event, 'recurrence-id')]);
    const known = newest.get(key);
    if (known === undefined || sequenceOf(event) >= sequenceOf(known)) newest.set(key, event);
    if (index % EVENTS_A_STEP === 0) yield;
  }
  const series = new Map<string, { master: ICAL.Component | null; exceptions: ICAL.Component[] }>();
  for (const [index, event] of [...newest.values()].entries()) {
    const uid = textOf(event, 'uid') ?? `event ${index + 1}`;
    const held = series.get(uid) ?? { master: null, exceptions: [] };
    if (event.hasProperty('recurrence-id')) held.exceptions.push(event);
    else held.master = event;
    series.set(uid, held);
    if (index % EVENTS_A_STEP === 0) yield;
  }
  return [...series].map(([uid, held]) => ({ uid, ...held }));
}

type Shifts = Omit<FeedShift, 'isOverride'>[];

function* instancesOf({ uid, master, exceptions }: Series, zones: Zones, within: Span, troubles: Set<string>): Steps<Shifts> {
  const replaced = new Set(exceptions.map((event) => zones.momentIn(event, 'recurrence-id')));
  const single = exceptions.flatMap((event) => shiftOf(uid, event, zones.momentIn(event, 'dtstart'), zones));
  const starts = master === null ? [] : yield* startsOf(master, zones, within, troubles);
  const repeated = starts.filter((at) => !replaced.has(at));
  const shifts = [...single, ...(master === null ? [] : repeated.flatMap((at) => shiftOf(uid, master, at, zones)))];
  return shifts.filter(({ fromMs, toMs }) => fromMs < within.toMs && toMs > within.fromMs);
}

/** When an event begins, each time; not before it could touch the time asked for. */
function* startsOf(event: ICAL.Component, zones: Zones, within: Span, troubles: Set<string>): Steps<number[]> {
  const start = timeOf(event, 'dtstart');
  if (start === null) throw new Error('an event without a start');
  const length = lengthOf(event, zones);
  const left = new Set(datesOf(event, 'exdate').map((time) => zones.moment(time, event, 'exdate')));
  const starts = new Set(datesOf(event, 'rdate').map((time) => zones.moment(time, event, 'rdate')));
  starts.add(zones.moment(start, event, 'dtstart'));
  for (const property of event.getAllProperties('rrule')) {
    const rule: unknown = property.getFirstValue();
    if (!(rule instanceof ICAL.Recur)) continue;
    try {
      const iterator = bounded(rule, start, within, zones);
      let taken = 0;
      for (let next = iterator.next(); next; next = iterator.next()) {
        taken += 1;
        if (taken % TIMES_A_STEP === 0) yield;
        const local = figuresOf(next);
        if (local - FAR >= within.toMs) break;
        if (local + length + FAR < within.fromMs) continue;
        zones.budget.instances -= 1;
        if (zones.budget.instances < 0 || starts.size > MOST_INSTANCES) throw new TooLong();
        starts.add(zones.moment(next, event, 'dtstart'));
      }
    } catch (thrown) {
      if (!(thrown instanceof TooLong)) throw thrown;
      troubles.add(`An event repeats too often, or never, to be read whole: ${textOf(event, 'summary') ?? ''}`);
    }
  }
  return [...starts].filter((at) => !left.has(at));
}

/** A rule was followed for as long as it may be. */
class TooLong extends Error {}

/** Follows a rule no further than it is asked for, and gives one up that never comes to anything: by itself it would be followed for ever. */
function bounded(rule: ICAL.Recur, dtstart: ICAL.Time, { toMs }: Span, { budget }: Zones): ICAL.RecurIterator {
  let fruitless = 0;
  class Bounded extends ICAL.RecurIterator {
    override check_contracting_rules(): boolean {
      budget.steps -= 1;
      fruitless += 1;
      if (fruitless > MOST_FRUITLESS || budget.steps < 0) throw new TooLong();
      return super.check_contracting_rules();
    }

    override next(again?: boolean): ICAL.Time {
      fruitless = 0;
      return super.next(again);
    }
  }
  const last = rule.clone();
  last.until ??= ICAL.Time.fromJSDate(new Date(toMs + FAR), true);
  return new Bounded({ rule: last, dtstart });
}

function shiftOf(uid: string, event: ICAL.Component, fromMs: number, zones: Zones): Shifts {
  if (textOf(event, 'status')?.toUpperCase() === 'CANCELLED') return [];
  const names = namesOf(event);
  const toMs = fromMs + lengthOf(event, zones, fromMs);
  return names.length === 0 || toMs <= fromMs ? [] : [{ uid, names, fromMs, toMs }];
}

function namesOf(event: ICAL.Component): string[] {
  const said = (textOf(event, 'summary') ?? '').split(',').map((name) => name.trim());
  const names = said.filter((name) => name !== '');
  if (names.length > 0) return names;
  return event.getAllProperties('attendee').flatMap((property) => {
    const value: unknown = property.getFirstValue();
    return typeof value === 'string' ? [value.replace(/^mailto:/i, '').trim()] : [];
  });
}

/** Milliseconds. Whole days are days of the calendar, also those of 23 and 25 hours. */
function lengthOf(event: ICAL.Component, zones: Zones, fromMs: number | null = null): number {
  const start = timeOf(event, 'dtstart');
  if (start === null) return 0;
  const end = timeOf(event, 'dtend');
  const duration: unknown = event.getFirstPropertyValue('duration');
  const firstMs = zones.moment(start, event, 'dtstart');
  if (start.isDate) {
    const days =
      end === null
        ? duration instanceof ICAL.Duration
          ? Math.max(1, Math.round(duration.toSeconds() / 86_400))
          : 1
        : daysBetween(start, end);
    return zones.daysAfter(fromMs ?? firstMs, days) - (fromMs ?? firstMs);
  }
  if (end !== null) return zones.moment(end, event, 'dtend') - firstMs;
  return duration instanceof ICAL.Duration ? duration.toSeconds() * 1000 : 0;
}

function daysBetween(start: ICAL.Time, end: ICAL.Time): number {
  return Math.round((figuresOf(end) - figuresOf(start)) / DAY);
}

function datesOf(event: ICAL.Component, name: string): ICAL.Time[] {
  return event.getAllProperties(name).flatMap((property) =>
    property.getValues().flatMap((value: unknown) => {
      if (value instanceof ICAL.Time) return [value];
      return value instanceof ICAL.Period ? [value.start] : [];
    }),
  );
}

function sequenceOf(event: ICAL.Component): number {
  return Number(textOf(event, 'sequence') ?? '0') || 0;
}
