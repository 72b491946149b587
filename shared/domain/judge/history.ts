import type { Instant } from '../primitives';
import type { ConsoleState } from '../state';
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
  const since = state.lastSession?.watchingSince ?? null;
  if (since === null || happenedAt === null) return false;
  return happenedAt < since && (outlook.baseline || watchedAt === undefined || watchedAt < since);
}
