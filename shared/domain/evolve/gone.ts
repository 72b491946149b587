import type { Instant } from '../primitives';
import type { ConsoleState, Known } from '../state';
import { latest, newer } from './newest';
import { bounded, type Records } from './records';

const MOST_GONE = 2000;
type Listed = 'server' | 'instance' | 'plan';

/** Puts an observed thing, unless a newer one is held or a later complete listing no longer had it. */
export function putListed<T>(
  state: ConsoleState,
  kind: Listed,
  record: Readonly<Record<string, Known<T>>>,
  id: string,
  seen: Known<T>,
  records: Records,
): Readonly<Record<string, Known<T>>> {
  const goneAt = state.gone[`${kind}:${id}`];
  if (goneAt !== undefined && goneAt >= seen.observedAt) return record;
  return records.put(record, id, newer(record[id], seen));
}

/** Removes a thing that was last seen before `at`. */
export function removeListed<T extends { readonly observedAt: Instant }>(
  record: Readonly<Record<string, T>>,
  id: string,
  at: Instant,
  records: Records,
): Readonly<Record<string, T>> {
  const held = record[id];
  return held !== undefined && held.observedAt <= at ? records.remove(record, id) : record;
}

/** Remembers that a thing was missing at `at`. */
export function noteGone(state: ConsoleState, kind: Listed, id: string, at: Instant, records: Records): ConsoleState['gone'] {
  const key = `${kind}:${id}`;
  const gone = records.put(state.gone, key, latest(state.gone[key], at));
  return gone === state.gone ? gone : bounded(records, gone, MOST_GONE, 500, (moment) => moment);
}
