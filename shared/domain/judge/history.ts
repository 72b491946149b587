import type { ConsoleEvent } from '../events';
import { type Instant, instantOf, msOf } from '../primitives';
import type { ConsoleState, Session } from '../state';
import type { Outlook } from './outlook';

/**
 * Whether something that happened at `happenedAt` is history: over before this console watched. What was announced as going on since
 * then (`watchedAt`) was watched live, however wrong a clock may be; but while the sources answer for the first time, one may still say
 * "running" of what another says has ended long ago. A moment nobody knows counts as just now.
 */
export function isHistory(
  state: ConsoleState,
  outlook: Outlook,
  happenedAt: Instant | null,
  watchedAt: Instant | undefined,
): boolean {
  const since = newsSince(state.lastSession);
  if (since === null || happenedAt === null) return false;
  if (wasOverlooked(state.lastSession, happenedAt, watchedAt)) return false;
  return happenedAt < since && (outlook.baseline || watchedAt === undefined || watchedAt < since);
}

/** At the very first start nothing sums up what was missed, so what ended just before is still news; a short while brings no storm. */
const FRESH_AT_FIRST_MS = 10 * 60_000;

function newsSince(session: Session | null): Instant | null {
  if (session === null || session.awaySince !== null) return session?.watchingSince ?? null;
  return instantOf(msOf(session.watchingSince) - FRESH_AT_FIRST_MS);
}

/**
 * Whether something that was watched ended before the last moment watched, and only now is heard of: the console stopped before the next
 * reading. No absence contains it, so nothing sums it up.
 */
function wasOverlooked(session: Session | null, happenedAt: Instant, watchedAt: Instant | undefined): boolean {
  const awaySince = session?.awaySince ?? null;
  return awaySince !== null && happenedAt <= awaySince && watchedAt !== undefined && watchedAt <= awaySince;
}

/**
 * Marks a change that was over before anybody watched: recorded, and nobody is notified. What an earlier session watched, and told
 * people of, is told to its end.
 */
export function asHistory<T extends ConsoleEvent>(change: T, watchedAt: Instant | undefined, { lastSession }: ConsoleState): T {
  const awaySince = lastSession?.awaySince ?? null;
  const wasWatched = watchedAt !== undefined && awaySince !== null && watchedAt <= awaySince;
  return wasWatched ? change : { ...change, past: true };
}
