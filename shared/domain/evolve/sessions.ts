import type { EventOf } from '../events';
import { type Instant, instantOf, msOf } from '../primitives';
import type { ConsoleState } from '../state';
import { earliest } from './newest';
import type { Records } from './records';

export function startSession(state: ConsoleState, event: EventOf<'session.started'>): ConsoleState {
  const { sessionId, at } = event;
  return {
    ...state,
    lastSession: { sessionId, startedAt: at, stoppedAt: null, watchingSince: at, awaySince: state.lastEventAt },
    troubles: recentTroubles(state.troubles, at),
  };
}

/** What did not answer then is asked anew; whoever was told of it must hear its end. After a day nobody waits for that any more. */
const REMEMBERED_MS = 24 * 3_600_000;

function recentTroubles(troubles: ConsoleState['troubles'], at: Instant): ConsoleState['troubles'] {
  const recent = Object.entries(troubles).filter(([, { since }]) => msOf(at) - msOf(since) <= REMEMBERED_MS);
  return recent.length === Object.keys(troubles).length ? troubles : Object.fromEntries(recent);
}

export function stopSession(state: ConsoleState, event: EventOf<'session.stopped'>): ConsoleState {
  const { lastSession } = state;
  if (lastSession === null || lastSession.sessionId !== event.sessionId) return state;
  return { ...state, lastSession: { ...lastSession, stoppedAt: event.at } };
}

/** Sleep is absence: what ended meanwhile was missed. */
export function wake(state: ConsoleState, event: EventOf<'session.woke'>): ConsoleState {
  const { lastSession } = state;
  if (lastSession === null) return state;
  const awaySince = instantOf(msOf(event.at) - event.asleepSeconds * 1000);
  return { ...state, lastSession: { ...lastSession, watchingSince: event.at, awaySince } };
}

export function putContext(
  state: ConsoleState,
  event: EventOf<'context.opened'> | EventOf<'context.changed'>,
  records: Records,
): ConsoleState {
  const { contextId } = event.context;
  const held = state.contexts[contextId];
  const isSame = held !== undefined && JSON.stringify(held) === JSON.stringify(event.context);
  return {
    ...state,
    contexts: isSame ? state.contexts : records.put(state.contexts, contextId, event.context),
    contextsSince: records.put(state.contextsSince, contextId, earliest(state.contextsSince[contextId], event.at)),
  };
}

export function noteTrouble(state: ConsoleState, event: EventOf<'source.failed'>, records: Records): ConsoleState {
  const since = state.troubles[event.sourceKey]?.since ?? event.at;
  const trouble = { contextId: event.contextId, source: event.source, since, code: event.error.code };
  return { ...state, troubles: records.put(state.troubles, event.sourceKey, trouble) };
}

export function endTrouble(state: ConsoleState, event: EventOf<'source.recovered'>, records: Records): ConsoleState {
  const troubles = records.remove(state.troubles, event.sourceKey);
  return troubles === state.troubles ? state : { ...state, troubles };
}
