import ICAL from 'ical.js';
import { zoneOfWindows } from './windows-zones';
import { DAY, isZone, momentOf } from './zones';

/** Instances of all events within the time asked for, and steps that rules may take before it. */
const MOST_INSTANCES_IN_ALL = 50_000;
/** Whoever writes a calendar must not hold up the console. */
const MOST_STEPS_IN_ALL = 300_000;

/** Times of a calendar as moments. */
export interface Zones {
  /** What rules may still be followed. */
  readonly budget: { steps: number; instances: number };
  moment(time: ICAL.Time, event: ICAL.Component, property: string): number;
  momentIn(event: ICAL.Component, property: string): number;
  daysAfter(fromMs: number, days: number): number;
}

/** What cannot be placed is told in `troubles`, and read by the clocks of `calendarZone`. */
export function createZones(root: ICAL.Component, calendarZone: string, troubles: Set<string>): Zones {
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

/** What the clocks show, as the milliseconds that the same figures would be in UTC. */
export function figuresOf(time: ICAL.Time): number {
  return Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
}

/** Null where there is none, or none that can be read. */
export function timeOf(event: ICAL.Component, property: string): ICAL.Time | null {
  const value: unknown = event.getFirstPropertyValue(property);
  return value instanceof ICAL.Time ? value : null;
}

export function textOf(component: ICAL.Component, property: string): string | null {
  const value: unknown = component.getFirstPropertyValue(property);
  return value === null || value === undefined ? null : String(value);
}
