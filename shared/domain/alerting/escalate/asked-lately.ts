import type { Severity } from '../../notice';
import { type Instant, instantOf, msOf } from '../../primitives';
import { compareSeverity } from '../incident-form';
import type { Turn } from '../turn';
import { LIMITS_LOOK_BACK_MS, mostAnHour } from './limits';

/** When each person was asked lately, over all incidents. What was asked for something lighter holds nothing graver back: it is left out. */
export interface AskedLately {
  /** For incidents at least as grave, oldest first. */
  of(personId: string, severity: Severity): readonly Instant[];
  add(personId: string, severity: Severity, at: Instant): void;
}

type Moments = Map<Severity, Instant[]>;

const turns = new WeakMap<Turn, AskedLately>();

/** Counted once a turn: a flood asks it for each of its incidents. */
export function askedLately(turn: Turn): AskedLately {
  const known = turns.get(turn);
  if (known !== undefined) return known;
  const since = instantOf(msOf(turn.now) - LIMITS_LOOK_BACK_MS);
  const asked = new Map<string, Moments>();
  for (const { escalation, severity: present } of turn.book.incidents())
    for (const { personId, at, severity = present } of escalation?.reached ?? [])
      if (personId !== null && at > since && at <= turn.now) momentsOf(asked, personId, severity).push(at);
  for (const moments of asked.values())
    for (const [severity, each] of moments) moments.set(severity, each.sort().slice(-mostAnHour(severity)));
  const lately: AskedLately = {
    of: (personId, severity) =>
      [...(asked.get(personId) ?? [])].flatMap(([one, each]) => (compareSeverity(one, severity) >= 0 ? each : [])).sort(),
    add(personId, severity, at) {
      const moments = momentsOf(asked, personId, severity);
      moments.push(at);
      if (moments.length > mostAnHour(severity)) moments.shift();
    },
  };
  turns.set(turn, lately);
  return lately;
}

function momentsOf(asked: Map<string, Moments>, personId: string, severity: Severity): Instant[] {
  const moments = asked.get(personId) ?? new Map<Severity, Instant[]>();
  asked.set(personId, moments);
  const own = moments.get(severity) ?? [];
  moments.set(severity, own);
  return own;
}
