import ICAL from 'ical.js';
import { err, ok, type Result } from '../../../lib/result';
import type { FeedShift } from './schedule';
import type { Span } from './weekly';
import { zoneOfWindows } from './windows-zones';
import { DAY, isZone, momentOf } from './zones';

/** What a calendar says of a time. `troubles` are for people: events that were left out, zones that nobody knows. */
export interface Calendar {
  readonly shifts: readonly Omit<FeedShift, 'isOverride'>[];
  readonly troubles: readonly string[];
}

export interface CalendarFault {
  readonly code: 'no-calendar' | 'too-many';
  readonly message: string;
}

/** Instances that one event may have within the time asked for, and all of them; steps that rules may take before it. */
const MOST_INSTANCES = 5_000;
const MOST_INSTANCES_IN_ALL = 50_000;
/** Whoever writes a calendar must not hold up the console. */
const MOST_STEPS_IN_ALL = 300_000;
/** Steps that a rule may take from one time to the next: a month of hours that comes once a year is found, the 30th of February is not. */
const MOST_FRUITLESS = 10_000;
/** No zone is as far from UTC. */
const FAR = 2 * DAY;
const MOST_EVENTS = 20_000;

/**
 * The shifts of a calendar (RFC 5545) that touch a time. Events are expanded by local time and then set to moments, so a shift at 09:00
 * stays at 09:00. `zone` is for whole days and for times without one. Cancelled events and instances are left out; whoever an event
 * names in `SUMMARY` or, where nobody is named there, by the mail of an `ATTENDEE`, has it, several by commas.
 */
export function readCalendar(text: string, zone: string, within: Span): Result<Calendar, CalendarFault> {
  let root: ICAL.Component;
  try {
    // A calendar without its end is one that was cut on its way.
    if (!text.trimEnd().toUpperCase().endsWith('END:VCALENDAR'))
      return err(fault('no-calendar', 'This is no whole iCalendar: its end is missing.'));
    const parsed: unknown = ICAL.parse(text);
    root = componentOf(parsed);
  } catch (thrown) {
    return err(
      fault('no-calendar', `This is no iCalendar: ${thrown instanceof Error ? thrown.message.slice(0, 200) : 'unreadable'}`),
    );
  }
  const events = root.getAllSubcomponents('vevent');
  if (events.length > MOST_EVENTS)
    return err(fault('too-many', `The calendar has ${events.length} events; ${MOST_EVENTS} are read.`));
  const troubles = new Set<string>();
  const zones = createZones(root, zone, troubles);
  const shifts: Omit<FeedShift, 'isOverride'>[] = [];
  for (const series of seriesOf(events))
    try {
      shifts.push(...instancesOf(series, zones, within, troubles));
    } catch {
      troubles.add(`An event cannot be read and is left out: ${series.uid.slice(0, 100)}`);
    }
  return ok({ shifts: shifts.sort((a, b) => a.fromMs - b.fromMs), troubles: [...troubles] });
}

function fault(code: CalendarFault['code'], message: string): CalendarFault {
  return { code, message };
}

function componentOf(parsed: unknown): ICAL.Component {
  if (!Array.isArray(parsed)) throw new Error('nothing to read');
  const list: unknown[] = parsed;
  // Several calendars in one file come as a list of them.
  const first = Array.isArray(list[0]) ? list[0] : list;
  const component = new ICAL.Component(first);
  if (component.name !== 'vcalendar') throw new Error('no VCALENDAR');
  return component;
}

interface Series {
  readonly uid: string;
  readonly master: ICAL.Component | null;
  /** Instances that are said otherwise, the newest of each. */
  readonly exceptions: readonly ICAL.Component[];
}

/** Events by their UID; of copies, the one with the highest `SEQUENCE`. */
function seriesOf(events: readonly ICAL.Component[]): Series[] {
  const newest = new Map<string, ICAL.Component>();
  for (const [index, event] of events.entries()) {
    const uid = textOf(event, 'uid') ?? `event ${index + 1}`;
    const key = JSON.stringify([uid, textOf(event, 'recurrence-id')]);
    const known = newest.get(key);
    if (known === undefined || sequenceOf(event) >= sequenceOf(known)) newest.set(key, event);
  }
  const series = new Map<string, { master: ICAL.Component | null; exceptions: ICAL.Component[] }>();
  for (const [index, event] of [...newest.values()].entries()) {
    const uid = textOf(event, 'uid') ?? `event ${index + 1}`;
    const held = series.get(uid) ?? { master: null, exceptions: [] };
    if (event.hasProperty('recurrence-id')) held.exceptions.push(event);
    else held.master = event;
    series.set(uid, held);
  }
  return [...series].map(([uid, held]) => ({ uid, ...held }));
}

type Shifts = Omit<FeedShift, 'isOverride'>[];

function instancesOf({ uid, master, exceptions }: Series, zones: Zones, within: Span, troubles: Set<string>): Shifts {
  const replaced = new Set(exceptions.map((event) => zones.momentIn(event, 'recurrence-id')));
  const single = exceptions.flatMap((event) => shiftOf(uid, event, zones.momentIn(event, 'dtstart'), zones));
  const repeated = master === null ? [] : startsOf(master, zones, within, troubles).filter((at) => !replaced.has(at));
  const shifts = [...single, ...(master === null ? [] : repeated.flatMap((at) => shiftOf(uid, master, at, zones)))];
  return shifts.filter(({ fromMs, toMs }) => fromMs < within.toMs && toMs > within.fromMs);
}

/** When an event begins, each time; not before it could touch the time asked for. */
function startsOf(event: ICAL.Component, zones: Zones, within: Span, troubles: Set<string>): number[] {
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
      for (let next = iterator.next(); next; next = iterator.next()) {
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

interface Zones {
  /** What rules may still be followed. */
  readonly budget: { steps: number; instances: number };
  moment(time: ICAL.Time, event: ICAL.Component, property: string): number;
  momentIn(event: ICAL.Component, property: string): number;
  daysAfter(fromMs: number, days: number): number;
}

function createZones(root: ICAL.Component, calendarZone: string, troubles: Set<string>): Zones {
  const described = new Map(
    root.getAllSubcomponents('vtimezone').map((component) => [textOf(component, 'tzid') ?? '', new ICAL.Timezone(component)]),
  );

  function moment(time: ICAL.Time, event: ICAL.Component, property: string): number {
    const local = figuresOf(time);
    if (time.isDate) return momentOf(calendarZone, local);
    if (time.zone === ICAL.Timezone.utcTimezone) return local;
    const tzid = zoneNameIn(event, property);
    if (tzid === null) return momentOf(calendarZone, local);
    // A name that everybody knows is better than what the file says of it, which is often cut short.
    const known = ianaOf(tzid);
    if (known !== null) return momentOf(known, local);
    const own = described.get(tzid);
    if (own === undefined) {
      troubles.add(
        `The calendar has times in “${tzid.slice(0, 60)}”, a zone that nobody knows; they are read in ${calendarZone}.`,
      );
      return momentOf(calendarZone, local);
    }
    const placed = time.clone();
    placed.zone = own;
    return placed.toUnixTime() * 1000;
  }

  return {
    budget: { steps: MOST_STEPS_IN_ALL, instances: MOST_INSTANCES_IN_ALL },
    moment,
    momentIn(event, property) {
      const time = timeOf(event, property);
      return time === null ? Number.NaN : moment(time, event, property);
    },
    daysAfter(fromMs, days) {
      const local = Math.round((fromMs + DAY / 2) / DAY) * DAY;
      // The day on which the moment begins, by the calendar's own clocks, and as many on.
      const first = [local - DAY, local, local + DAY].find((day) => momentOf(calendarZone, day) === fromMs) ?? local;
      return momentOf(calendarZone, first + days * DAY);
    },
  };
}

function ianaOf(tzid: string): string | null {
  const plain = tzid.replace(/^\/?(?:[^/]+\/)*?(?=[A-Z][A-Za-z_]+\/[A-Z])/, '');
  return zoneOfWindows(tzid) ?? [tzid, plain].find((name) => isZone(name)) ?? null;
}

function zoneNameIn(event: ICAL.Component, property: string): string | null {
  const value: unknown = event.getFirstProperty(property)?.getParameter('tzid');
  return typeof value === 'string' ? value : null;
}

function figuresOf(time: ICAL.Time): number {
  return Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
}

function timeOf(event: ICAL.Component, property: string): ICAL.Time | null {
  const value: unknown = event.getFirstPropertyValue(property);
  return value instanceof ICAL.Time ? value : null;
}

function datesOf(event: ICAL.Component, name: string): ICAL.Time[] {
  return event.getAllProperties(name).flatMap((property) =>
    property.getValues().flatMap((value: unknown) => {
      if (value instanceof ICAL.Time) return [value];
      return value instanceof ICAL.Period ? [value.start] : [];
    }),
  );
}

function textOf(component: ICAL.Component, property: string): string | null {
  const value: unknown = component.getFirstPropertyValue(property);
  return value === null || value === undefined ? null : String(value);
}

function sequenceOf(event: ICAL.Component): number {
  return Number(textOf(event, 'sequence') ?? '0') || 0;
}
