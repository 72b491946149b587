import { type Instant, instantOf, msOf } from '../../primitives';
import type { PersonId } from './person';
import type { Schedule } from './schedule';
import { claimsBetween, type OnCallFacts } from './shifts';
import { intersection, joined, type Span, without } from './weekly';
import { HOUR } from './zones';

/** A time, from `from` until before `to`. */
export interface Period {
  readonly from: Instant;
  readonly to: Instant;
}

/** How good a schedule is over a time. */
export interface Quality {
  readonly gaps: readonly Period[];
  /** Times at which several are on call. */
  readonly overlaps: readonly Period[];
  /** Share of the time, in [0, 1], at which somebody is on call. */
  readonly covered: number;
  /** Hours of each person, most first. */
  readonly hours: readonly { readonly personId: PersonId; readonly hours: number }[];
  /** The hours of whoever has most over the mean of all; 1 is even, and null where nobody has any. */
  readonly imbalance: number | null;
}

/** Times at which nobody is on call. */
export function gapsIn(schedule: Schedule, facts: OnCallFacts, from: Instant, to: Instant): Period[] {
  const within = { fromMs: msOf(from), toMs: msOf(to) };
  return without(within, claimsBetween(schedule, facts, within)).map(periodOf);
}

export function qualityOf(schedule: Schedule, facts: OnCallFacts, from: Instant, to: Instant): Quality {
  const within = { fromMs: msOf(from), toMs: msOf(to) };
  const claims = claimsBetween(schedule, facts, within);
  const gaps = without(within, claims);
  const worked = new Map<PersonId, number>();
  for (const { personId, fromMs, toMs } of claims) worked.set(personId, (worked.get(personId) ?? 0) + (toMs - fromMs) / HOUR);
  const hours = [...worked].map(([personId, each]) => ({ personId, hours: each })).sort((a, b) => b.hours - a.hours);
  const sum = hours.reduce((total, each) => total + each.hours, 0);
  const length = within.toMs - within.fromMs;
  return {
    gaps: gaps.map(periodOf),
    overlaps: overlapsOf(claims).map(periodOf),
    covered: length === 0 ? 0 : 1 - lengthOf(gaps) / length,
    hours,
    imbalance: hours[0] === undefined ? null : hours[0].hours / (sum / hours.length),
  };
}

/** Overrides of which an older one has no effect for a time, because a newer one overlaps it. */
export function beatenOverrides({
  overrides,
}: Schedule): { readonly older: string; readonly newer: string; readonly during: Period }[] {
  const ordered = [...overrides].sort((a, b) => msOf(a.createdAt) - msOf(b.createdAt));
  return ordered.flatMap((older, index) =>
    ordered.slice(index + 1).flatMap((newer) => {
      // Two who are added do not contradict each other.
      if (older.kind === 'add' && newer.kind === 'add') return [];
      return intersection([spanOf(older)], [spanOf(newer)]).map((span) => ({
        older: older.id,
        newer: newer.id,
        during: periodOf(span),
      }));
    }),
  );
}

function overlapsOf(claims: readonly Span[]): Span[] {
  const sorted = [...claims].sort((a, b) => a.fromMs - b.fromMs);
  const overlaps: Span[] = [];
  let until = Number.NEGATIVE_INFINITY;
  for (const { fromMs, toMs } of sorted) {
    if (fromMs < until) overlaps.push({ fromMs, toMs: Math.min(toMs, until) });
    until = Math.max(until, toMs);
  }
  return joined(overlaps);
}

function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
}

function spanOf({ from, to }: Period): Span {
  return { fromMs: msOf(from), toMs: msOf(to) };
}

function periodOf({ fromMs, toMs }: Span): Period {
  return { from: instantOf(fromMs), to: instantOf(toMs) };
}
