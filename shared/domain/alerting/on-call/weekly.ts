import { z } from 'zod';
import { DAY, isZone, localOf, MINUTE, minutesOf, momentOf, startOfDay, weekdayOf } from './zones';

export const TimeZone = z
  .string()
  .max(100)
  .refine((name) => isZone(name), 'a time zone such as Europe/Berlin');
export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 22:00');

/** Hours of the week. `to` at or before `from` reaches into the next day; equal ones are the whole day. */
export const WeeklyRange = z.object({
  /** 1 Monday to 7 Sunday; empty means every day. The day is the one on which the range begins. */
  weekdays: z.array(z.number().int().min(1).max(7)).max(7),
  from: TimeOfDay,
  to: TimeOfDay,
});
export type WeeklyRange = z.infer<typeof WeeklyRange>;

/** From `fromMs`, before `toMs`; epoch milliseconds. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Moments of the ranges that lie within, by the clocks of the zone: joined, in order. No range at all means always. */
export function spansOf(ranges: readonly WeeklyRange[], zone: string, within: Span): Span[] {
  if (ranges.length === 0) return [within];
  const spans: Span[] = [];
  const last = localOf(zone, within.toMs);
  for (let day = startOfDay(localOf(zone, within.fromMs)) - DAY; day <= last; day += DAY)
    for (const { weekdays, from, to } of ranges) {
      if (weekdays.length > 0 && !weekdays.includes(weekdayOf(day))) continue;
      const begin = minutesOf(from) * MINUTE;
      const end = minutesOf(to) * MINUTE;
      const fromMs = Math.max(momentOf(zone, day + begin), within.fromMs);
      const toMs = Math.min(momentOf(zone, day + (end > begin ? end : end + DAY)), within.toMs);
      if (fromMs < toMs) spans.push({ fromMs, toMs });
    }
  return joined(spans);
}

export function isWithin(ranges: readonly WeeklyRange[], zone: string, atMs: number): boolean {
  return spansOf(ranges, zone, { fromMs: atMs, toMs: atMs + 1 }).length > 0;
}

/** The same moments with nothing twice, in order. */
export function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.fromMs - b.fromMs)) {
    const last = result.at(-1);
    if (last !== undefined && span.fromMs <= last.toMs)
      result.splice(-1, 1, { fromMs: last.fromMs, toMs: Math.max(last.toMs, span.toMs) });
    else result.push(span);
  }
  return result;
}

/** What of `whole` no span covers. */
export function without(whole: Span, spans: readonly Span[]): Span[] {
  const rest: Span[] = [];
  let fromMs = whole.fromMs;
  for (const span of joined(spans)) {
    if (span.fromMs > fromMs) rest.push({ fromMs, toMs: Math.min(span.fromMs, whole.toMs) });
    fromMs = Math.max(fromMs, span.toMs);
    if (fromMs >= whole.toMs) return rest;
  }
  return [...rest, { fromMs, toMs: whole.toMs }];
}

/** What lies in both. */
export function intersection(one: readonly Span[], other: readonly Span[]): Span[] {
  return one.flatMap((a) =>
    other
      .map((b) => ({ fromMs: Math.max(a.fromMs, b.fromMs), toMs: Math.min(a.toMs, b.toMs) }))
      .filter(({ fromMs, toMs }) => fromMs < toMs),
  );
}
