import type { Values } from '../../../../shared/domain/detection/watched';

/** The end of a turn. `sinceMs` is the end of the one before, null where the console was not looking in between. */
export interface TurnEnd {
  readonly atMs: number;
  readonly sinceMs: number | null;
  /** Nobody tells of what is held: the source is silent. */
  readonly isQuiet: boolean;
  /** Played from the store. */
  readonly isPast: boolean;
}

export interface Observation {
  readonly atMs: number;
  readonly value: number;
}

/** What an intake remembers from turn to turn. Plain data. */
export interface IntakeState {
  readonly heldAtMs: number | null;
  readonly held: number | null;
  readonly newestMs: number | null;
  readonly observedMs: number | null;
}

/** Turns the points of one series into what its detector observes. The same points and turns have the same observations. */
export interface Intake {
  take(atMs: number, value: number): void;
  close(turn: TurnEnd): readonly Observation[];
  state(): IntakeState;
}

export const emptyIntake: IntakeState = { heldAtMs: null, held: null, newestMs: null, observedMs: null };

/** A state that was told so long ago is not known any more: where there are many servers they are told each hour. */
const HELD_FOR_MS = 75 * 60_000;
/** CloudWatch completes what it told so far back. */
const SETTLES_MS = 10 * 60_000;
/** What nothing came after is taken as it is. */
const SETTLED_ANYWAY_MS = 45 * 60_000;
const MINUTE_MS = 60_000;
/** A turn that ends so long before what is known already is of a clock that was put right. */
export const SET_BACK_MS = 30 * 60_000;
/** Points of one series that may wait for the end of their turn. */
const MOST_PENDING = 5_000;

export function createIntake(values: Values, from: IntakeState): Intake {
  let { heldAtMs, held, newestMs, observedMs } = from;
  /** Moments and values in turn. */
  let pending: number[] = [];

  /** Takes what belongs to turns up to `endMs` out of what waits, oldest first; of one moment the last that came, or all. */
  function due(endMs: number, isSet: boolean): Observation[] {
    const found: Observation[] = [];
    const rest: number[] = [];
    for (let at = 0; at + 1 < pending.length; at += 2) {
      const [atMs = 0, value = 0] = [pending[at], pending[at + 1]];
      if (atMs > endMs) rest.push(atMs, value);
      else if (!isSet || observedMs === null || atMs > observedMs) found.push({ atMs, value });
    }
    pending = rest;
    if (found.length > 1) found.sort((one, other) => one.atMs - other.atMs);
    return isSet ? found.filter(({ atMs }, index) => found[index + 1]?.atMs !== atMs) : found;
  }

  function closeTold(endMs: number): readonly Observation[] {
    if (newestMs === null) return [];
    return due(Math.max(newestMs - SETTLES_MS, endMs - SETTLED_ANYWAY_MS), true);
  }

  function closeHeld({ atMs, isQuiet }: TurnEnd): readonly Observation[] {
    const newest = due(atMs, true).at(-1);
    if (newest !== undefined) [heldAtMs, held] = [newest.atMs, newest.value];
    if (isQuiet || held === null || heldAtMs === null || Math.abs(atMs - heldAtMs) > HELD_FOR_MS) return [];
    return [{ atMs, value: held }];
  }

  function closeCounted({ atMs, sinceMs }: TurnEnd): readonly Observation[] {
    const sum = due(atMs, false).reduce((all, { value }) => all + value, 0);
    // Of a time nobody watched it is not known how long the counting took.
    if (sinceMs === null || atMs <= sinceMs) return [];
    return [{ atMs, value: (sum * MINUTE_MS) / (atMs - sinceMs) }];
  }

  function closeMean({ atMs }: TurnEnd): readonly Observation[] {
    const measured = due(atMs, false);
    if (measured.length === 0) return [];
    return [{ atMs, value: measured.reduce((all, { value }) => all + value, 0) / measured.length }];
  }

  function closed(turn: TurnEnd): readonly Observation[] {
    switch (values) {
      case 'held':
        return closeHeld(turn);
      case 'counted':
        return closeCounted(turn);
      case 'mean':
        return closeMean(turn);
      case 'told':
        return closeTold(turn.atMs);
    }
  }

  return {
    take(atMs, value) {
      if (!Number.isFinite(atMs) || !Number.isFinite(value)) return;
      if (pending.length >= 2 * MOST_PENDING) return;
      newestMs = newestMs === null ? atMs : Math.max(newestMs, atMs);
      pending.push(atMs, value);
    },
    close(turn) {
      if (!turn.isPast && observedMs !== null && observedMs - turn.atMs > SET_BACK_MS) [observedMs, heldAtMs] = [null, null];
      const found = closed(turn);
      observedMs = found.at(-1)?.atMs ?? observedMs;
      return found;
    },
    state: () => ({ heldAtMs, held, newestMs, observedMs }),
  };
}
