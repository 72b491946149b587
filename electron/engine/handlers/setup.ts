import type { ContextId } from '../../../shared/domain/primitives';
import type { Result } from '../../../shared/lib/result';
import { unreachable } from '../../../shared/lib/unreachable';
import type { Engine } from '../engine-api';
import type { Actor } from '../ports';
import type { SetupError } from '../setup/account-setup';
import { runCommand } from './commands';
import type { Implementer } from './implementer';
import { awsRefused, conflict, forbiddenRole, impossible, invalid, notFound, unavailable } from './problems';

/** Connecting an account. Even looking is for administrators: it calls AWS as broadly as the set-up will. */
export function setupHandlers(os: Implementer, engine: Engine) {
  const { setup } = os;
  const work = engine.inside.setup;
  const allowed = (contextId: ContextId, actor: Actor): ContextId => {
    if (actor.role !== 'admin') throw forbiddenRole('admin', actor.role);
    if (engine.view().contexts[contextId] === undefined) throw notFound('context', contextId);
    return contextId;
  };
  /** A command of the set-up: recorded as asked for, and with what it came to. */
  const command = <T extends { readonly message: string }>(
    name: string,
    { contextId, actor }: { readonly contextId: ContextId; readonly actor: Actor },
    carryOut: () => Promise<Result<T, SetupError>>,
  ) =>
    runCommand(engine, { command: `setup.${name}`, need: 'admin', actor, contextId }, async () => {
      allowed(contextId, actor);
      const value = orThrow(await carryOut());
      return { outcome: 'accepted' as const, message: value.message, value };
    });
  return {
    survey: setup.survey.handler(async ({ input, context: { actor } }) =>
      orThrow(await work.survey(allowed(input.contextId, actor), null)),
    ),
    preview: setup.preview.handler(async ({ input, context: { actor } }) =>
      orThrow(await work.survey(allowed(input.contextId, actor), input.wishes)),
    ),
    progress: setup.progress.handler(({ input, context: { actor } }) => ({
      progress: work.progress(allowed(input.contextId, actor)),
    })),
    apply: setup.apply.handler(({ input: { contextId, wishes }, context: { actor } }) =>
      command('apply', { contextId, actor }, () => work.apply(contextId, wishes ?? null, actor)),
    ),
    verify: setup.verify.handler(({ input: { contextId }, context: { actor } }) =>
      command('verify', { contextId, actor }, () => work.verify(contextId, actor)),
    ),
    cancel: setup.cancel.handler(({ input: { contextId }, context: { actor } }) =>
      command('cancel', { contextId, actor }, async () => work.cancel(contextId, actor)),
    ),
    remove: setup.remove.handler(({ input: { contextId }, context: { actor } }) =>
      command('remove', { contextId, actor }, () => work.remove(contextId, actor)),
    ),
    removeOld: setup.removeOld.handler(({ input: { contextId, name }, context: { actor } }) =>
      command('removeOld', { contextId, actor }, () => work.removeOld(contextId, name, actor)),
    ),
    template: setup.template.handler(async ({ input, context: { actor } }) => {
      const { contextId, accountId, region } = input;
      if ((accountId === undefined) !== (region === undefined))
        throw invalid(
          'setup.invalid',
          accountId === undefined ? 'accountId' : 'region',
          'Name both account and region, or neither.',
        );
      const place = accountId === undefined || region === undefined ? null : { accountId, region };
      return orThrow(await work.template(allowed(contextId, actor), place));
    }),
    policies: setup.policies.handler(async ({ input, context: { actor } }) =>
      orThrow(await work.policies(allowed(input.contextId, actor))),
    ),
  };
}

function orThrow<T>(answer: Result<T, SetupError>): T {
  if (answer.ok) return answer.value;
  const { error } = answer;
  switch (error.code) {
    case 'aws':
      throw awsRefused(error.error);
    case 'busy':
      throw conflict('setup.busy', error.message);
    case 'not-running':
      throw conflict('setup.not-running', error.message);
    case 'not-recording':
      throw unavailable('journal.not-recording', `${error.message} Nothing is done that cannot be recorded.`);
    case 'not-abandoned':
      throw impossible('setup.not-abandoned', error.message);
    default:
      return unreachable(error);
  }
}
