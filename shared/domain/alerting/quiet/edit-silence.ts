import { err, ok, type Result } from '../../../lib/result';
import { type Instant, instantOf, msOf } from '../../primitives';
import type { Matcher } from '../labels';
import type { Silence } from '../silence';
import { type Fault, narrow } from './check-matchers';
import { stateOf } from './silence-state';

/** What somebody wants of a silence; what is absent stays, or is as by default. */
export interface SilenceWish {
  readonly matchers?: readonly Matcher[] | undefined;
  readonly startsAt?: Instant | undefined;
  readonly endsAt?: Instant | undefined;
  readonly durationMinutes?: number | undefined;
  readonly reason?: string | undefined;
}

interface Doing {
  readonly now: Instant;
  readonly actor: string;
  readonly isAdmin: boolean;
  readonly makeId: () => string;
}

/** What somebody who is no administrator may silence at once. */
export const MOST_DAYS = 30;
const DAY_MS = 86_400_000;

/** A new silence. It begins now where nothing else is said; what should have begun before begins now. */
export function newSilence(wish: SilenceWish, doing: Doing): Result<Silence, Fault> {
  const { matchers, reason = '' } = wish;
  if (matchers === undefined || matchers.length === 0)
    return err({ field: 'matchers', message: 'say which alerts: give at least one matcher' });
  const startsAt = wish.startsAt === undefined || wish.startsAt < doing.now ? doing.now : wish.startsAt;
  const endsAt = endOf(wish, startsAt);
  if (endsAt === null) return err({ field: 'endsAt', message: 'say when it ends: give endsAt or durationMinutes' });
  const silence: Silence = {
    silenceId: doing.makeId(),
    matchers: [...matchers],
    startsAt,
    endsAt,
    author: doing.actor,
    reason,
    madeAt: doing.now,
    endedBy: null,
  };
  return checked(silence, doing);
}

/**
 * The silences as they are after a change, the one that holds last. What would rewrite what people were not told of (other matchers, the
 * beginning of one that holds, one that has ended) ends the old one and makes another.
 */
export function changedSilence(held: Silence, wish: SilenceWish, doing: Doing): Result<readonly [...Silence[], Silence], Fault> {
  const state = stateOf(held, doing.now);
  const { matchers = held.matchers, startsAt = held.startsAt, reason = held.reason } = wish;
  const isOther = !isSameSet(matchers, held.matchers) || startsAt !== held.startsAt;
  if (state === 'expired' || (state === 'active' && isOther)) {
    const keepsEnd = wish.endsAt === undefined && wish.durationMinutes === undefined && state === 'active';
    const next = newSilence(
      { ...wish, matchers, reason, startsAt: wish.startsAt, ...(keepsEnd ? { endsAt: held.endsAt } : {}) },
      doing,
    );
    if (!next.ok) return next;
    return ok(state === 'expired' ? [next.value] : [endedSilence(held, doing), next.value]);
  }
  const begin = state === 'pending' && startsAt < doing.now ? doing.now : startsAt;
  const from = stateOf(held, doing.now) === 'active' ? doing.now : begin;
  const endsAt = endOf(wish, from) ?? held.endsAt;
  const next = checked({ ...held, matchers: [...matchers], startsAt: begin, endsAt, reason }, doing);
  return next.ok ? ok([next.value]) : next;
}

/** Ended now; one that has ended stays as it is, one that did not begin never does. */
export function endedSilence(held: Silence, { now, actor }: Pick<Doing, 'now' | 'actor'>): Silence {
  if (stateOf(held, now) === 'expired') return held;
  return { ...held, startsAt: held.startsAt < now ? held.startsAt : now, endsAt: now, endedBy: actor };
}

function endOf({ endsAt, durationMinutes }: SilenceWish, startsAt: Instant): Instant | null {
  if (endsAt !== undefined) return endsAt;
  return durationMinutes === undefined ? null : instantOf(msOf(startsAt) + durationMinutes * 60_000);
}

function checked(silence: Silence, { now, isAdmin }: Doing): Result<Silence, Fault> {
  const [fault] = narrow(silence.matchers, 'matchers');
  if (fault !== undefined) return err(fault);
  if (silence.reason.trim() === '') return err({ field: 'reason', message: 'say why: others read it while nobody is told' });
  if (silence.endsAt <= now) return err({ field: 'endsAt', message: 'it would have ended already; to end a silence, delete it' });
  if (silence.endsAt <= silence.startsAt) return err({ field: 'endsAt', message: 'it ends before it begins' });
  if (!isAdmin && msOf(silence.endsAt) - msOf(silence.startsAt) > MOST_DAYS * DAY_MS)
    return err({ field: 'endsAt', message: `more than ${MOST_DAYS} days need the role admin` });
  return ok(silence);
}

function isSameSet(one: readonly Matcher[], other: readonly Matcher[]): boolean {
  const keys = (all: readonly Matcher[]) =>
    all
      .map(({ label, op, value }) => `${label}${op}${value}`)
      .sort()
      .join('\n');
  return keys(one) === keys(other);
}
