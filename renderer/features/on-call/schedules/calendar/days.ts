import { DAY, localOf, momentOf, startOfDay, weekdayOf } from '../../../../../shared/domain/alerting/on-call/zones';

/** One day by the clocks of a zone. Where clocks are changed it is shorter or longer than 24 hours. */
export interface Day {
  /** What clocks show at its beginning, as `Date.UTC` would have it. */
  readonly localMs: number;
  readonly fromMs: number;
  readonly toMs: number;
  /** By how much clocks go forward (+) or back (−) within it, in minutes; 0 on nearly all days. */
  readonly shiftMinutes: number;
}

export type CalendarView = 'week' | 'month';

/** The weeks to draw: the one around a moment, or all that have a day of its month. Each from Monday on. */
export function weeksOf(zone: string, aroundMs: number, view: CalendarView): readonly (readonly Day[])[] {
  const today = startOfDay(localOf(zone, aroundMs));
  const month = new Date(today);
  const first = view === 'week' ? today : Date.UTC(month.getUTCFullYear(), month.getUTCMonth(), 1);
  const last = view === 'week' ? today : Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 1) - DAY;
  const weeks: Day[][] = [];
  for (let monday = mondayOf(first); monday <= last; monday += 7 * DAY)
    weeks.push([0, 1, 2, 3, 4, 5, 6].map((day) => dayAt(zone, monday + day * DAY)));
  return weeks;
}

/** The moment that many weeks or months later (or earlier), at noon, so that no change of clocks moves it to another day. */
export function turned(zone: string, aroundMs: number, view: CalendarView, by: -1 | 1): number {
  const today = startOfDay(localOf(zone, aroundMs));
  const date = new Date(today);
  const next = view === 'week' ? today + by * 7 * DAY : Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + by, 1);
  return momentOf(zone, next + DAY / 2);
}

function mondayOf(localMs: number): number {
  return localMs - (weekdayOf(localMs) - 1) * DAY;
}

function dayAt(zone: string, localMs: number): Day {
  const fromMs = momentOf(zone, localMs);
  const toMs = momentOf(zone, localMs + DAY);
  return { localMs, fromMs, toMs, shiftMinutes: Math.round((DAY - (toMs - fromMs)) / 60_000) };
}
