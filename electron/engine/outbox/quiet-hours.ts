import type { NotificationDefaults } from '../../../shared/domain/notifications/defaults';

type QuietHours = NotificationDefaults['QuietHours'];

const MINUTE_MS = 60_000;

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Minutes since midnight on the wall clock of a zone; UTC where nobody knows the zone. */
function minuteOfDay(ms: number, timeZone: string): number {
  const parts = clockOf(timeZone).formatToParts(ms);
  const number = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return (number('hour') % 24) * 60 + number('minute');
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const made = makeClock(timeZone) ?? clockOf('UTC');
  clocks.set(timeZone, made);
  return made;
}

function makeClock(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  } catch (thrown) {
    if (thrown instanceof RangeError) return null;
    throw thrown;
  }
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

function isWithin(minute: number, from: number, to: number): boolean {
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}

/** Clocks are changed by no more than this. */
const MOST_SHIFT_MS = 2 * 60 * MINUTE_MS;

/**
 * When the quiet hours that hold at `ms` end (epoch milliseconds), or null where none hold. By the wall clock of their zone: 07:00 is 07:00
 * also on the night in which the clocks change. `From` and `To` alike mean none.
 */
export function quietUntil(ms: number, { Enabled, From, To, TimeZone }: QuietHours): number | null {
  const [from, to] = [minutesOf(From), minutesOf(To)];
  if (!Enabled || from === to) return null;
  const minute = minuteOfDay(ms, TimeZone);
  if (!isWithin(minute, from, to)) return null;
  const next = Math.floor(ms / MINUTE_MS) * MINUTE_MS + MINUTE_MS;
  // Where no clock is changed it ends exactly then; around that moment it is looked for minute by minute.
  const expected = next + ((to - minute - 1 + 1440) % 1440) * MINUTE_MS;
  for (let at = Math.max(next, expected - MOST_SHIFT_MS); at <= expected + MOST_SHIFT_MS; at += MINUTE_MS)
    if (!isWithin(minuteOfDay(at, TimeZone), from, to)) return at;
  return expected;
}
