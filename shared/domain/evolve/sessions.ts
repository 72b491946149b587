import type { EventOf } from '../events';
import { silencePatienceMs } from '../health';
import { type Instant, instantOf, msOf } from '../primitives';
import type { ConsoleState } from '../state';
import { earliest } from './newest';
import type { Records } from './records';

export function startSession(state: ConsoleState, event: EventOf<'session.started'>): ConsoleState {
  const { sessionId, at } = event;
  return {
    ...state,
    lastSession: { sessionId, startedAt: at, stoppedAt: null, watchingSince: at, awaySince: state.lastEventAt },
    troubles: toldTroubles(state, state.lastEventAt, at),
  };
}

const REMEMBERED_MS = 24 * 3_600_000;

/**
 * What did not answer before an absence is asked anew. Only what people were told of by `lastWatched` stays, for they must hear its end;
 * after a day nobody waits for that any more.
 */
function toldTroubles({ troubles, contexts }: ConsoleState, lastWatched: Instant | null, at: Instant): ConsoleState['troubles'] {
  const told = Object.entries(troubles).filter(([, { since, code, contextId }]) => {
    const patience = code === 'not-permitted' ? 0 : silencePatienceMs(contexts[contextId]?.rehearsal ?? false);
    const wasTold = lastWatched !== null && msOf(since) + patience <= msOf(lastWatched);
    return wasTold && msOf(at) - msOf(since) <= REMEMBERED_MS;
  });
  return told.length === Object.keys(troubles).length ? troubles : Object.fromEntries(told);
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
  const troubles = toldTroubles(state, awaySince, event.at);
  return { ...state, troubles, lastSession: { ...lastSession, watchingSince: event.at, awaySince } };
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
