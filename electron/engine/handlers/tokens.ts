import type { ORPCError } from '@orpc/server';
import type { ConsoleEvent } from '../../../shared/domain/events';
import type { Engine } from '../engine-api';
import type { Actor } from '../ports';
import { done, runCommand } from './commands';
import type { Implementer } from './implementer';
import { pageOf } from './paging';
import { conflict, forbiddenRole, notFound, unavailable } from './problems';

/** Asks `engine` for its parts with every call, never once: what stands behind it is replaced when a rehearsal is played again. */
export function tokenHandlers(os: Implementer, engine: Engine) {
  const { tokens } = os;
  return {
    own: tokens.own.handler(({ context: { actor } }) => ({ actor: actor.id, role: actor.role })),
    list: tokens.list.handler(({ input, context: { actor } }) => {
      if (actor.role !== 'admin') throw forbiddenRole('admin', actor.role);
      return pageOf(engine.inside.tokens.list(), input, (token) => `${token.madeAt} ${token.tokenId}`, 'ascending');
    }),
    make: tokens.make.handler(({ input: { name, role }, context: { actor } }) =>
      runCommand(engine, { command: 'tokens.make', need: 'admin', actor }, async () => {
        const made = await engine.inside.tokens.make(name, role);
        if (!made.ok) throw unavailable('tokens.not-writable', made.error.message);
        engine.inside.owe(
          [{ type: 'token.made', at: engine.ports.clock.now(), tokenId: made.value.tokenId, name, role, actor: actor.id }],
          actor,
        );
        return done(`The token ${made.value.tokenId} was made.`, made.value);
      }),
    ),
    revoke: tokens.revoke.handler(({ input: { tokenId }, context: { actor } }) =>
      runCommand(engine, { command: 'tokens.revoke', need: 'admin', actor }, async () => {
        const revoked = await engine.inside.tokens.revoke(tokenId);
        if (!revoked.ok) throw refusal(tokenId, revoked.error);
        engine.inside.owe([revokedEvent(engine, tokenId, actor)], actor);
        return done(`The token ${tokenId} was revoked.`, revoked.value);
      }),
    ),
  };
}

function revokedEvent(engine: Engine, tokenId: string, actor: Actor): ConsoleEvent {
  return { type: 'token.revoked', at: engine.ports.clock.now(), tokenId, actor: actor.id };
}

function refusal(
  tokenId: string,
  error: { readonly code: 'not-found' | 'last-admin' | 'not-writable'; readonly message: string },
): ORPCError<string, unknown> {
  if (error.code === 'not-found') return notFound('token', tokenId);
  return error.code === 'last-admin'
    ? conflict('token.last-admin', error.message)
    : unavailable('tokens.not-writable', error.message);
}
