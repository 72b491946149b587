import { z } from 'zod';
import { Instant, instantOf, msOf } from '../../primitives';
import { byName, type Person, PersonId } from './person';
import { type Turn, turnsOf } from './rotation';
import type { FeedShift, Override, Schedule } from './schedule';
import type { Span } from './weekly';

/** Why somebody has a shift: a layer's or override's id, or a calendar. */
export const ShiftReason = z.object({ by: z.enum(['layer', 'feed', 'override']), id: z.string() });
export type ShiftReason = z.infer<typeof ShiftReason>;

/** Somebody on call from one moment until before another. */
export const Shift = z.object({ personId: PersonId, from: Instant, to: Instant, reason: ShiftReason });
export type Shift = z.infer<typeof Shift>;

/** What schedules are read with. */
export interface OnCallFacts {
  readonly people: readonly Person[];
  /** What calendars and other services said last, by schedule. */
  readonly feeds: Readonly<Record<string, readonly FeedShift[]>>;
}

/** Somebody who has a turn, with why. */
interface Claim extends Turn {
  readonly reason: ShiftReason;
}

/**
 * The final shifts between two moments, in order: layers or calendars with their overrides; whoever is away left out, so that the layer
 * below has the shift, or nobody. Shifts are cut at the ends of the span. Several at a time are several on call.
 */
export function shiftsBetween(schedule: Schedule, facts: OnCallFacts, from: Instant, to: Instant): Shift[] {
  return claimsBetween(schedule, facts, { fromMs: msOf(from), toMs: msOf(to) }).map(({ personId, fromMs, toMs, reason }) => ({
    personId,
    from: instantOf(fromMs),
    to: instantOf(toMs),
    reason,
  }));
}

/** Who is on call at a moment; nobody is an empty list. */
export function onCallAt(schedule: Schedule, facts: OnCallFacts, at: Instant): PersonId[] {
  return claimsBetween(schedule, facts, { fromMs: msOf(at), toMs: msOf(at) + 1 }).map(({ personId }) => personId);
}

/** The same as `shiftsBetween`, in epoch milliseconds. */
export function claimsBetween(schedule: Schedule, facts: OnCallFacts, within: Span): Claim[] {
  if (within.fromMs >= within.toMs) return [];
  const strata = strataOf(schedule, facts, within);
  const overrides = schedule.overrides
    .map((override, index) => ({ override, index, fromMs: msOf(override.from), toMs: msOf(override.to) }))
    .filter(({ fromMs, toMs }) => fromMs < within.toMs && toMs > within.fromMs)
    .sort((a, b) => msOf(a.override.createdAt) - msOf(b.override.createdAt) || a.index - b.index);
  const known = new Map(facts.people.map((person) => [person.id, person]));
  const isThere = presence(known);
  const absences = facts.people.flatMap(({ unavailable }) => unavailable);
  const edges = edgesOf(within, [...strata.flat(), ...overrides, ...absences.map(spanOf)]);
  const strataAt = strata.map(cursor);
  const overridesAt = cursor(overrides);
  const pieces: Claim[] = [];
  for (const [index, fromMs] of edges.entries()) {
    const toMs = edges[index + 1] ?? within.toMs;
    if (fromMs >= toMs) continue;
    // Every cursor moves on, also that of a layer which something above hides.
    const present = strataAt.map((at) => at(fromMs).filter(({ personId }) => isThere(personId, fromMs)));
    let claims: readonly Pick<Claim, 'personId' | 'reason'>[] = present.filter((layer) => layer.length > 0).at(-1) ?? [];
    const holding = [...overridesAt(fromMs)].sort((a, b) => overrides.indexOf(a) - overrides.indexOf(b));
    for (const { override } of holding) claims = overridden(claims, override);
    const on = new Map(claims.filter(({ personId }) => isThere(personId, fromMs)).map((claim) => [claim.personId, claim.reason]));
    for (const [personId, reason] of on) pieces.push({ personId, reason, fromMs, toMs });
  }
  return merged(pieces);
}

/** Layers, the last one uppermost. */
function strataOf(schedule: Schedule, { people, feeds }: OnCallFacts, within: Span): Claim[][] {
  if (schedule.source.kind === 'own')
    return schedule.source.layers.map((layer) =>
      turnsOf(layer, schedule.timeZone, within).map((turn) => ({ ...turn, reason: { by: 'layer', id: layer.id } })),
    );
  const find = byName(people);
  const lying = (feeds[schedule.id] ?? []).filter(({ fromMs, toMs }) => fromMs < within.toMs && toMs > within.fromMs);
  const claims = lying.flatMap(({ names, fromMs, toMs, uid, isOverride }) =>
    names.flatMap((name) => {
      const person = find(name);
      if (person === null) return [];
      return [{ isOverride, claim: { personId: person.id, fromMs, toMs, reason: { by: 'feed' as const, id: uid } } }];
    }),
  );
  return [false, true].map((wanted) => claims.flatMap(({ isOverride, claim }) => (isOverride === wanted ? [claim] : [])));
}

function overridden(
  claims: readonly Pick<Claim, 'personId' | 'reason'>[],
  { kind, id, personId, replaces }: Override,
): readonly Pick<Claim, 'personId' | 'reason'>[] {
  const reason: ShiftReason = { by: 'override', id };
  const others = claims.filter((claim) => claim.personId !== personId);
  if (kind === 'remove') return others;
  if (kind === 'add') return claims.some((claim) => claim.personId === personId) ? claims : [...claims, { personId, reason }];
  if (replaces === null) return [{ personId, reason }];
  if (!claims.some((claim) => claim.personId === replaces)) return claims;
  return [...others.filter((claim) => claim.personId !== replaces), { personId, reason }];
}

function presence(known: ReadonlyMap<PersonId, Person>): (personId: PersonId, atMs: number) => boolean {
  const away = new Map([...known].map(([id, { unavailable }]) => [id, unavailable.map(spanOf)]));
  return (personId, atMs) => {
    const spans = away.get(personId);
    return spans !== undefined && !spans.some(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
  };
}

function spanOf({ from, to }: { readonly from: Instant; readonly to: Instant }): Span {
  return { fromMs: msOf(from), toMs: msOf(to) };
}

function edgesOf(within: Span, spans: readonly Span[]): number[] {
  const edges = new Set([within.fromMs]);
  for (const { fromMs, toMs } of spans)
    for (const edge of [fromMs, toMs]) if (edge > within.fromMs && edge < within.toMs) edges.add(edge);
  return [...edges].sort((a, b) => a - b);
}

/** What covers one moment after another; to be asked in the order of time. */
function cursor<T extends Span>(spans: readonly T[]): (atMs: number) => readonly T[] {
  const coming = [...spans].sort((a, b) => a.fromMs - b.fromMs);
  let next = 0;
  let holding: T[] = [];
  return (atMs) => {
    holding = holding.filter(({ toMs }) => toMs > atMs);
    for (let span = coming[next]; span !== undefined && span.fromMs <= atMs; span = coming[next]) {
      if (span.toMs > atMs) holding.push(span);
      next += 1;
    }
    return holding;
  };
}

/** Joins pieces of one person that follow each other for the same reason. */
function merged(pieces: readonly Claim[]): Claim[] {
  const result: Claim[] = [];
  const last = new Map<PersonId, number>();
  for (const piece of pieces) {
    const place = last.get(piece.personId);
    const before = place === undefined ? undefined : result[place];
    const follows = before?.toMs === piece.fromMs && before.reason.by === piece.reason.by && before.reason.id === piece.reason.id;
    if (follows && place !== undefined) result[place] = { ...before, toMs: piece.toMs };
    else {
      last.set(piece.personId, result.length);
      result.push(piece);
    }
  }
  return result;
}
