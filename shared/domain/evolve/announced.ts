import type { EventOf } from '../events';
import type { Announced, ConsoleState } from '../state';
import type { Records } from './records';

/** What conclusions have said. Nothing else writes here. */

export function announceExecution(state: ConsoleState, event: EventOf<'execution.changed'>, records: Records): ConsoleState {
  const executions = records.put(state.announced.executions, event.executionId, {
    status: event.to,
    detail: event.detail,
    at: event.at,
    ...(event.past === true ? { past: true } : {}),
    ...(event.pausedBeforeWave === undefined ? {} : { pausedBeforeWave: event.pausedBeforeWave }),
  });
  return withAnnounced(state, { executions });
}

export function announceWave(state: ConsoleState, event: EventOf<'wave.changed'>, records: Records): ConsoleState {
  return withAnnounced(state, {
    waves: records.put(state.announced.waves, `${event.executionId}/${event.waveNumber}`, event.to),
  });
}

export function announceParticipant(state: ConsoleState, event: EventOf<'participant.changed'>, records: Records): ConsoleState {
  const key = `${event.executionId}/${event.sourceServerId}`;
  const retries = state.announced.participants[key]?.retries ?? 0;
  const said = { phase: event.to, launchStatus: event.launchStatus, retries, at: event.at };
  return withAnnounced(state, { participants: records.put(state.announced.participants, key, said) });
}

export function announceRetry(state: ConsoleState, event: EventOf<'participant.retried'>, records: Records): ConsoleState {
  const key = `${event.executionId}/${event.sourceServerId}`;
  const held = state.announced.participants[key] ?? {
    phase: 'WAITING' as const,
    launchStatus: 'PENDING',
    retries: 0,
    at: event.at,
  };
  const said = { ...held, retries: held.retries + 1 };
  return withAnnounced(state, { participants: records.put(state.announced.participants, key, said) });
}

export function announceReplication(state: ConsoleState, event: EventOf<'replication.changed'>, records: Records): ConsoleState {
  const said = { state: event.to, at: event.at };
  return withAnnounced(state, { replication: records.put(state.announced.replication, event.sourceServerId, said) });
}

function withAnnounced(state: ConsoleState, change: Partial<Announced>): ConsoleState {
  return { ...state, announced: { ...state.announced, ...change } };
}
