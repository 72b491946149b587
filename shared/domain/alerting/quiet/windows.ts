import { type Instant, instantOf } from '../../primitives';
import { type Span, spansOf } from '../on-call/weekly';
import { isZone, localMsOf, momentOf } from '../on-call/zones';
import type { MaintenanceWindow } from '../settings';

/** When a window holds; `to` null is without end. */
export interface Occurrence {
  readonly from: Instant;
  readonly to: Instant | null;
}

const DAY_MS = 86_400_000;
/** Every weekday comes again within this, whatever the clocks do. */
const LOOK_MS = 9 * DAY_MS;
/** The longest time by which two zones differ, with a margin: how early a window's first day may begin. */
const MARGIN_MS = 2 * DAY_MS;
const FIRST_MS = -8_000_000_000_000;
const LAST_MS = 8_000_000_000_000;

/** The occurrence that holds at a moment, else the next one; null where it never comes again. Windows that meet are one. */
export function occurrenceAt(window: MaintenanceWindow, atMs: number): Occurrence | null {
  const bounds = boundsOf(window);
  if (bounds === null || bounds.toMs <= atMs) return null;
  if (window.weekdays.length === 0) return shown(bounds);
  const fromMs = Math.max(atMs - MARGIN_MS, bounds.fromMs);
  const within = { fromMs, toMs: Math.min(Math.max(atMs, fromMs) + LOOK_MS, bounds.toMs) };
  const found = spansOf([window], window.timeZone, within).find(({ toMs }) => toMs > atMs);
  return found === undefined ? null : shown(found);
}

/** Between which moments a window holds at all; null is never. */
function boundsOf({ timeZone, startsAt, endsAt }: MaintenanceWindow): Span | null {
  if (!isZone(timeZone)) return null;
  const fromMs = startsAt === null ? FIRST_MS : momentOf(timeZone, localMsOf(startsAt));
  const toMs = endsAt === null ? LAST_MS : momentOf(timeZone, localMsOf(endsAt));
  return fromMs < toMs ? { fromMs, toMs } : null;
}

function shown({ fromMs, toMs }: Span): Occurrence {
  return { from: instantOf(fromMs), to: toMs === LAST_MS ? null : instantOf(toMs) };
}

/** What a window does now, kept until that changes: zones are not asked for every alert. */
interface Known {
  readonly sinceMs: number;
  readonly untilMs: number;
  readonly occurrence: Occurrence | null;
}

const known = new WeakMap<MaintenanceWindow, Known>();

/** The same as `occurrenceAt`, without asking the calendar again before anything can have changed. */
export function occurrenceNow(window: MaintenanceWindow, atMs: number): Occurrence | null {
  const held = known.get(window);
  if (held !== undefined && held.sinceMs <= atMs && atMs < held.untilMs) return held.occurrence;
  const occurrence = occurrenceAt(window, atMs);
  const untilMs = occurrence === null || occurrence.to === null ? LAST_MS : Date.parse(occurrence.to);
  known.set(window, { sinceMs: atMs, untilMs, occurrence });
  return occurrence;
}
