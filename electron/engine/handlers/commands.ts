import { ORPCError } from '@orpc/server';
import type { ConsoleEvent } from '../../../shared/domain/events';
import type { ContextId, ExecutionId } from '../../../shared/domain/primitives';
import type { Engine } from '../engine-api';
import type { Actor } from '../ports';
import { forbiddenRole, notRecording } from './problems';

/** What somebody wants done. `command` is its place in the contract: `executions.resume`. */
export interface CommandRequest {
  readonly command: string;
  readonly need: Actor['role'];
  readonly actor: Actor;
  readonly executionId?: ExecutionId | undefined;
  readonly contextId?: ContextId | undefined;
  readonly note?: string | undefined;
}

export interface Ended<T> {
  readonly outcome: 'accepted' | 'refused';
  readonly message: string;
  readonly value: T;
}

const level: Readonly<Record<Actor['role'], number>> = { view: 0, act: 1, admin: 2 };

/**
 * The way of every command: the role is checked, the request recorded before anything is done, and its end recorded whatever it was.
 * A refusal is recorded like everything else; a request that cannot be recorded is not carried out.
 */
export async function runCommand<T>(
  engine: Engine,
  request: CommandRequest,
  work: (commandId: string) => Promise<Ended<T>>,
): Promise<T> {
  const { actor, command, need } = request;
  const commandId = engine.ports.ids.next('cmd');
  const executionId = request.executionId ?? null;
  const ended = (outcome: 'accepted' | 'refused', message: string): ConsoleEvent => ({
    type: 'command.ended',
    at: engine.ports.clock.now(),
    commandId,
    command,
    executionId,
    outcome,
    message,
  });
  const requested: ConsoleEvent = {
    type: 'command.requested',
    at: engine.ports.clock.now(),
    commandId,
    command,
    executionId,
    contextId: request.contextId ?? null,
    actor: actor.id,
    note: request.note ?? null,
  };
  if (level[actor.role] < level[need]) {
    const refusal = forbiddenRole(need, actor.role);
    engine.inside.owe([requested, ended('refused', refusal.message)], actor);
    throw refusal;
  }
  const recorded = engine.commit([requested], actor);
  if (!recorded.ok) throw notRecording(recorded.error);
  try {
    const { outcome, message, value } = await work(commandId);
    engine.inside.owe([ended(outcome, message)], actor);
    return value;
  } catch (thrown) {
    engine.inside.owe([ended('refused', thrown instanceof ORPCError ? thrown.message : 'A fault of the console itself.')], actor);
    throw thrown;
  }
}

/** A command that was done. */
export function done<T>(message: string, value: T): Ended<T> {
  return { outcome: 'accepted', message, value };
}
