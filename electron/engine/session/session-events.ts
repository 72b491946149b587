import type { EventOf } from '../../../shared/domain/events';
import { type Instant, secondsBetween } from '../../../shared/domain/primitives';
import type { ConsoleState } from '../../../shared/domain/state';
import type { EngineOptions } from '../engine-api';

/** The first event of a session: how the one before ended, and how long nobody watched. */
export function sessionStarted(
  before: ConsoleState,
  session: { readonly id: string; readonly startedAt: Instant },
  options: Pick<EngineOptions, 'version' | 'host'>,
): EventOf<'session.started'> {
  const { lastSession, lastEventAt } = before;
  return {
    type: 'session.started',
    at: session.startedAt,
    sessionId: session.id,
    version: options.version,
    host: options.host,
    previousEnd: lastSession === null ? 'none' : lastSession.stoppedAt === null ? 'crash' : 'clean',
    awaySeconds: lastEventAt === null ? null : Math.max(0, secondsBetween(lastEventAt, session.startedAt)),
  };
}
