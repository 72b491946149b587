import { IANAZone } from 'luxon';

/**
 * Clock time of a place, as the milliseconds that the same figures would be in UTC: 09:00 on 1 March is `Date.UTC(2026, 2, 1, 9)` in
 * every zone. Days and weeks are added to it plainly, so that 09:00 stays 09:00.
 */
export type LocalMs = number;

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Far enough from any moment of the same figures that no change of the clocks lies between, and near enough that no other does. */
const AROUND = DAY;

/** What was asked of a zone. Each question to the platform is dear, and a calendar asks the same ones thousands of times. */
interface KnownZone {
  readonly isZone: boolean;
  readonly zone: IANAZone;
  /** Offsets at the beginning of days of UTC. */
  readonly offsets: Map<number, number>;
}

const zones = new Map<string, KnownZone>();
/** There are some 600; whoever invents more makes the known ones be looked up again. */
const MOST_ZONES = 1_000;
/** Days that are remembered of one zone: some fifty years. */
const MOST_DAYS = 20_000;

function zoneOf(name: string): KnownZone {
  const known = zones.get(name);
  if (known !== undefined) return known;
  if (zones.size >= MOST_ZONES) zones.clear();
  const made = { isZone: IANAZone.isValidZone(name), zone: IANAZone.create(name), offsets: new Map<number, number>() };
  zones.set(name, made);
  return made;
}

export function isZone(name: string): boolean {
  return zoneOf(name).isZone;
}

/** How far the clocks of a zone are ahead of UTC at a moment, in milliseconds. */
export function offsetAt(zone: string, atMs: number): number {
  const known = zoneOf(zone);
  const day = Math.floor(atMs / DAY) * DAY;
  const offset = offsetOfDay(known, day);
  // Clocks are never turned twice within a day.
  return offset === offsetOfDay(known, day + DAY) ? offset : known.zone.offset(atMs) * MINUTE;
}

function offsetOfDay({ zone, offsets }: KnownZone, day: number): number {
  const known = offsets.get(day);
  if (known !== undefined) return known;
  if (offsets.size >= MOST_DAYS) offsets.clear();
  const offset = zone.offset(day) * MINUTE;
  offsets.set(day, offset);
  return offset;
}

/** What the clocks of a zone show at a moment. */
export function localOf(zone: string, atMs: number): LocalMs {
  return atMs + offsetAt(zone, atMs);
}

/**
 * When the clocks of a zone show this time, epoch milliseconds. As RFC 5545 has it (3.3.5): a time that comes twice is its first, one
 * that is left out is read with the offset before the gap, so that 02:30 of the lost hour is 03:30.
 */
export function momentOf(zone: string, local: LocalMs): number {
  const before = offsetAt(zone, local - AROUND);
  const after = offsetAt(zone, local + AROUND);
  const earliest = Math.max(before, after);
  const latest = Math.min(before, after);
  if (offsetAt(zone, local - earliest) === earliest) return local - earliest;
  if (offsetAt(zone, local - latest) === latest) return local - latest;
  return local - before;
}

/** `2026-03-01T09:00` to figures of a clock; seconds may follow. NaN where it is no such time. */
export function localMsOf(text: string): LocalMs {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text) ? Date.parse(`${text}Z`) : Number.NaN;
}

/** Minutes after midnight of `HH:MM`. */
export function minutesOf(timeOfDay: string): number {
  return Number(timeOfDay.slice(0, 2)) * 60 + Number(timeOfDay.slice(3, 5));
}

export function startOfDay(local: LocalMs): LocalMs {
  return Math.floor(local / DAY) * DAY;
}

/** 1 Monday to 7 Sunday. */
export function weekdayOf(local: LocalMs): number {
  return new Date(local).getUTCDay() || 7;
}
