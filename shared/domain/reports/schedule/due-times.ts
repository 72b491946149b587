import { Cron } from 'croner';
import { DateTime } from 'luxon';
import { err, ok, type Result } from '../../../lib/result';
import type { ReportSchedule } from '../report-configuration';

/** What holds where a schedule does not say. */
const AT = '06:00';
const ZONE = 'UTC';
/** Every month has these. */
const SHORTEST_MONTH = 28;

/** When a schedule comes due, in its own zone: an hour that a change of clocks leaves out comes at the next one, one that it repeats comes once. */
export interface DueTimes {
  /** The first moment after `ms`; null where there is none any more. Epoch milliseconds. */
  after(ms: number): number | null;
  /** The last moment within (`fromMs`, `toMs`]; null where there is none. */
  lastWithin(fromMs: number, toMs: number): number | null;
}

/** The error says what is wrong with the expression, without a stop. */
export function dueTimes(schedule: ReportSchedule): Result<DueTimes, string> {
  const zone = schedule.TimeZone ?? ZONE;
  try {
    const cron = new Cron(patternOf(schedule), { timezone: zone, mode: '5-part', paused: true });
    const wanted = dayWanted(schedule);
    const next = (ms: number): number | null => {
      // A day that not every month has is asked for as several: all but one of them are passed over.
      for (let found = cron.nextRun(new Date(ms)); found !== null; found = cron.nextRun(found)) {
        const there = DateTime.fromMillis(found.getTime(), { zone });
        if (wanted === null || there.day === Math.min(wanted, there.daysInMonth ?? wanted)) return found.getTime();
      }
      return null;
    };
    next(0);
    return ok({ after: next, lastWithin: (fromMs, toMs) => lastWithin(next, fromMs, toMs) });
  } catch (thrown) {
    return err(thrown instanceof Error ? thrown.message.replace(/^CronPattern: /, '') : String(thrown));
  }
}

/** Searched from ever nearer to the end: after years of sleep, only the last of many is looked for. */
function lastWithin(next: (ms: number) => number | null, fromMs: number, toMs: number): number | null {
  for (let span = 60_000; ; span *= 4) {
    const start = Math.max(fromMs, toMs - span);
    let last: number | null = null;
    for (let ms = next(start); ms !== null && ms <= toMs; ms = next(ms)) last = ms;
    if (last !== null || start === fromMs) return last;
  }
}

function patternOf({
  Frequency,
  Time = AT,
  DayOfMonth,
  DayOfWeek = 1,
  Month = 1,
  Cron: expression = '',
}: ReportSchedule): string {
  const [hour, minute] = Time.split(':').map(Number);
  const at = `${minute} ${hour}`;
  const day = daysOf(DayOfMonth ?? 1);
  switch (Frequency) {
    case 'DAILY':
      return `${at} * * *`;
    case 'WEEKLY':
      return `${at} * * ${DayOfWeek % 7}`;
    case 'MONTHLY':
      return `${at} ${day} * *`;
    case 'QUARTERLY':
      return `${at} ${day} ${[0, 3, 6, 9].map((months) => ((Month - 1 + months) % 12) + 1).join(',')} *`;
    case 'YEARLY':
      return `${at} ${day} ${Month} *`;
    case 'CRON':
      return expression;
  }
}

function daysOf(day: number): string {
  return day > SHORTEST_MONTH ? `${SHORTEST_MONTH}-${day}` : String(day);
}

function dayWanted({ Frequency, DayOfMonth }: ReportSchedule): number | null {
  const isByDay = Frequency === 'MONTHLY' || Frequency === 'QUARTERLY' || Frequency === 'YEARLY';
  return isByDay && DayOfMonth !== undefined && DayOfMonth > SHORTEST_MONTH ? DayOfMonth : null;
}
