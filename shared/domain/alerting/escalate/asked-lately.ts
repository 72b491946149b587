import { type Instant, instantOf, msOf } from '../../primitives';
import type { Turn } from '../turn';
import { LIMITS_LOOK_BACK_MS, MOST_AN_HOUR } from './limits';

/** When each person was asked lately, over all incidents, oldest first. */
export interface AskedLately {
  of(personId: string): readonly Instant[];
  add(personId: string, at: Instant): void;
}

const turns = new WeakMap<Turn, AskedLately>();

/** Counted once a turn: a flood asks it for each of its incidents. */
export function askedLately(turn: Turn): AskedLately {
  const known = turns.get(turn);
  if (known !== undefined) return known;
  const since = instantOf(msOf(turn.now) - LIMITS_LOOK_BACK_MS);
  const asked = new Map<string, Instant[]>();
  for (const { escalation } of turn.book.incidents())
    for (const { personId, at } of escalation?.reached ?? [])
      if (personId !== null && at > since && at <= turn.now) asked.set(personId, [...(asked.get(personId) ?? []), at]);
  for (const [personId, moments] of asked) asked.set(personId, moments.sort().slice(-MOST_AN_HOUR));
  const lately: AskedLately = {
    of: (personId) => asked.get(personId) ?? [],
    add: (personId, at) => asked.set(personId, [...(asked.get(personId) ?? []), at].slice(-MOST_AN_HOUR)),
  };
  turns.set(turn, lately);
  return lately;
}
