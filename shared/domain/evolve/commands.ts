import type { EventOf } from '../events';
import type { ConsoleState } from '../state';
import type { Records } from './records';

/** Requests to the platform whose outcome shows in the world; the rest of the commands are done when they end. */
export const watchedCommands = ['executions.resume', 'executions.cancel', 'executions.terminate', 'executions.stop'] as const;

/** Remembers a request that the platform accepted. */
export function openCommand(state: ConsoleState, event: EventOf<'command.ended'>, records: Records): ConsoleState {
  const { commandId, command, executionId, outcome, at } = event;
  const isWatched = watchedCommands.some((name) => name === command);
  if (!isWatched || executionId === null || outcome === 'refused') return state;
  return { ...state, openCommands: records.put(state.openCommands, commandId, { command, executionId, at }) };
}

export function closeCommand(state: ConsoleState, event: EventOf<'command.outcome'>, records: Records): ConsoleState {
  const openCommands = records.remove(state.openCommands, event.commandId);
  return openCommands === state.openCommands ? state : { ...state, openCommands };
}
