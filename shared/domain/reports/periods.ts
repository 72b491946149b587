import { DateTime, IANAZone } from 'luxon';
import { err, ok, type Result } from '../../lib/result';
import { unreachable } from '../../lib/unreachable';
import { type Instant, instantOf, msOf } from '../primitives';
import type { Period } from './blocks';

/**
 * `LAST_MONTH` is the whole month before the one that `asOf` lies in; `THIS_MONTH` its own, as far as it has gone; `LAST_30_DAYS` and
 * the like reach back from `asOf` by the calendar of the zone; `ALL` is everything until `asOf`. Weeks begin on Monday.
 */
export const PERIOD_NAMES = [
  'LAST_DAY',
  'LAST_WEEK',
  'LAST_MONTH',
  'LAST_QUARTER',
  'LAST_YEAR',
  'THIS_DAY',
  'THIS_WEEK',
  'THIS_MONTH',
  'THIS_QUARTER',
  'THIS_YEAR',
  'LAST_7_DAYS',
  'LAST_30_DAYS',
  'LAST_90_DAYS',
  'LAST_12_MONTHS',
  'ALL',
] as const;
export type PeriodName = (typeof PERIOD_NAMES)[number];

/** What a definition says: a name, or two dates (`2026-03-01`, the last one included) or moments (the last one excluded). */
export type PeriodSetting = string | { readonly From: string; readonly To: string };

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** The period that is meant, or what is wrong with it in one sentence. */
export function periodOf(setting: PeriodSetting, asOf: Instant, zone: string): Result<Period, string> {
  if (!IANAZone.isValidZone(zone)) return err(`${zone} is not a time zone`);
  if (typeof setting !== 'string') return given(setting, zone);
  const name = PERIOD_NAMES.find((one) => one === setting);
  if (name === undefined) return err(`${setting} is not a period; allowed: ${PERIOD_NAMES.join(', ')}, or {"From", "To"}`);
  const now = DateTime.fromMillis(msOf(asOf), { zone });
  const [fromMs, toMs] = bounds(name, now);
  return ok({ from: instantOf(fromMs), to: instantOf(toMs), name, zone });
}

function bounds(name: PeriodName, now: DateTime): readonly [number, number] {
  const nowMs = now.toMillis();
  switch (name) {
    case 'LAST_DAY':
      return [beginOf(now.minus({ days: 1 }), 'day'), beginOf(now, 'day')];
    case 'LAST_WEEK':
      return [beginOf(now.minus({ weeks: 1 }), 'week'), beginOf(now, 'week')];
    case 'LAST_MONTH':
      return [beginOf(now.minus({ months: 1 }), 'month'), beginOf(now, 'month')];
    case 'LAST_QUARTER':
      return [beginOf(now.minus({ months: 3 }), 'quarter'), beginOf(now, 'quarter')];
    case 'LAST_YEAR':
      return [beginOf(now.minus({ years: 1 }), 'year'), beginOf(now, 'year')];
    case 'THIS_DAY':
      return [beginOf(now, 'day'), nowMs];
    case 'THIS_WEEK':
      return [beginOf(now, 'week'), nowMs];
    case 'THIS_MONTH':
      return [beginOf(now, 'month'), nowMs];
    case 'THIS_QUARTER':
      return [beginOf(now, 'quarter'), nowMs];
    case 'THIS_YEAR':
      return [beginOf(now, 'year'), nowMs];
    case 'LAST_7_DAYS':
      return [now.minus({ days: 7 }).toMillis(), nowMs];
    case 'LAST_30_DAYS':
      return [now.minus({ days: 30 }).toMillis(), nowMs];
    case 'LAST_90_DAYS':
      return [now.minus({ days: 90 }).toMillis(), nowMs];
    case 'LAST_12_MONTHS':
      return [now.minus({ months: 12 }).toMillis(), nowMs];
    case 'ALL':
      return [0, nowMs];
    default:
      return unreachable(name);
  }
}

/**
 * When the day, week, … of `moment` begins. Made from year, month and day alone: two periods that meet get their border from the same
 * figures, so there is neither gap nor overlap. Where midnight does not exist that day, the first moment that does.
 */
function beginOf(moment: DateTime, unit: 'day' | 'week' | 'month' | 'quarter' | 'year'): number {
  const { year, month, day, weekday } = moment;
  switch (unit) {
    case 'day':
      return midnight(year, month, day, moment.zoneName);
    case 'week': {
      const monday = DateTime.utc(year, month, day).minus({ days: weekday - 1 });
      return midnight(monday.year, monday.month, monday.day, moment.zoneName);
    }
    case 'month':
      return midnight(year, month, 1, moment.zoneName);
    case 'quarter':
      return midnight(year, 3 * Math.floor((month - 1) / 3) + 1, 1, moment.zoneName);
    case 'year':
      return midnight(year, 1, 1, moment.zoneName);
    default:
      return unreachable(unit);
  }
}

/** Where midnight comes twice, the first. */
function midnight(year: number, month: number, day: number, zone: string | null): number {
  const at = DateTime.fromObject({ year, month, day }, { zone: zone ?? 'UTC' });
  return Math.min(...at.getPossibleOffsets().map((one) => one.toMillis()));
}

function given({ From, To }: { readonly From: string; readonly To: string }, zone: string): Result<Period, string> {
  const from = momentOf(From, zone);
  const to = DATE.test(To) ? dayAfter(To, zone) : momentOf(To, zone);
  if (from === null) return err(`From ${From} is neither a date nor a moment`);
  if (to === null) return err(`To ${To} is neither a date nor a moment`);
  if (from >= to) return err(`From ${From} is not before To ${To}`);
  return ok({ from: instantOf(from), to: instantOf(to), name: `${From} – ${To}`, zone });
}

function momentOf(text: string, zone: string): number | null {
  const read = DateTime.fromISO(text, { zone });
  if (!read.isValid || read.year < 0 || read.year > 9999) return null;
  return DATE.test(text) ? midnight(read.year, read.month, read.day, zone) : read.toMillis();
}

function dayAfter(text: string, zone: string): number | null {
  const read = DateTime.fromISO(text, { zone: 'UTC' });
  if (!read.isValid || read.year > 9998) return null;
  const next = read.plus({ days: 1 });
  return midnight(next.year, next.month, next.day, zone);
}
