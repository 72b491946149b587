import type { Instant } from '../primitives';
import type { ConsoleState } from '../state';

/**
 * Whether something that happened at `happenedAt` is history: over before this console watched. What was announced in an earlier
 * standing since then was watched live, however wrong a clock may be. A moment nobody knows counts as just now.
 */
export function isHistory(state: ConsoleState, happenedAt: Instant | null, announcedAt: Instant | undefined): boolean {
  const since = state.lastSession?.watchingSince ?? null;
  if (since === null || happenedAt === null) return false;
  return happenedAt < since && (announcedAt === undefined || announcedAt < since);
}
