import type { Context } from '../../../shared/domain/context';
import type { Settings } from '../../../shared/domain/settings';
import { unreachable } from '../../../shared/lib/unreachable';
import type { AccountRefusal } from '../accounts/accounts';
import type { Engine } from '../engine-api';
import { placeOfId } from '../sources/watch-list';
import { done, runCommand } from './commands';
import type { Implementer } from './implementer';
import { pageOf } from './paging';
import { awsRefused, impossible, invalid, notFound, unavailable } from './problems';

type Entry = Settings['contexts'][number];
type Choice = Pick<Entry, 'name' | 'colour' | 'environment' | 'watched'>;

export function contextHandlers(os: Implementer, engine: Engine) {
  const { contexts } = os;
  // Looked up with each call: a rehearsal played again has another engine behind the same door.
  const accounts = () => engine.inside.accounts;
  const find = (contextId: Context['contextId']): Context => {
    const context = engine.view().contexts[contextId];
    if (context === undefined) throw notFound('context', contextId);
    return context;
  };
  /** A context nobody has watched yet is named by its profile and region. */
  const checkNew = (contextId: Context['contextId']): void => {
    if (engine.options.rehearsal !== null)
      throw impossible(
        'context.rehearsal',
        'A rehearsal watches its own account only. Start the console without it to add others.',
      );
    const place = placeOfId(contextId);
    if (place === null)
      throw invalid('context.invalid', 'contextId', 'a context is named profile@region, such as payroll-prod@us-east-1');
    if (!accounts().hasProfile(place.profile)) throw notFound('profile', place.profile);
  };
  return {
    list: contexts.list.handler(async ({ input }) => {
      const all = Object.values(engine.view().contexts);
      const { items, nextToken } = pageOf(all, input, (context) => `${context.name} ${context.contextId}`, 'ascending');
      return {
        items: await Promise.all(items.map((context) => accounts().describe(context))),
        nextToken,
        profiles: [...accounts().profiles()],
        files: [...accounts().files()],
      };
    }),
    put: contexts.put.handler(({ input: { contextId, ...choice }, context: { actor } }) =>
      runCommand(engine, { command: 'contexts.put', need: 'admin', actor, contextId }, async () => {
        const isNew = engine.view().contexts[contextId] === undefined;
        if (isNew && choice.watched === true) checkNew(contextId);
        else if (choice.watched !== undefined && engine.options.rehearsal !== null)
          throw impossible('context.rehearsal', 'What a rehearsal watches cannot be changed.');
        else find(contextId);
        const changed = await engine.inside.changeSettings(withChoice(engine.settings(), contextId, choice), actor);
        if (!changed.ok) throw unavailable('settings.not-writable', changed.error.message);
        return done(isNew ? 'The context is watched.' : 'The context was changed.', await accounts().describe(find(contextId)));
      }),
    ),
    mfa: contexts.mfa.handler(({ input: { contextId, code }, context: { actor } }) =>
      runCommand(engine, { command: 'contexts.mfa', need: 'act', actor, contextId }, async () => {
        find(contextId);
        const given = await accounts().giveCode(contextId, code);
        if (!given.ok) throw refused(given.error, contextId);
        return done('The code was accepted.', await accounts().describe(find(contextId)));
      }),
    ),
    signIn: contexts.signIn.handler(({ input: { contextId }, context: { actor } }) =>
      runCommand(engine, { command: 'contexts.signIn', need: 'act', actor, contextId }, async () => {
        find(contextId);
        const begun = await accounts().signIn(contextId);
        if (!begun.ok) throw refused(begun.error, contextId);
        return done('The sign-in waits for its confirmation.', begun.value);
      }),
    ),
    calls: contexts.calls.handler(({ input }) => {
      const all = accounts()
        .calls()
        .filter(({ contextId }) => input.context === undefined || contextId === input.context);
      return pageOf(all, input, (call) => `${call.contextId} ${call.service} ${call.operation}`, 'ascending');
    }),
  };
}

function refused(refusal: AccountRefusal, contextId: string) {
  switch (refusal.kind) {
    case 'not-watched':
      return impossible('context.off', `${contextId} is not watched. Watch it first.`);
    case 'not-needed':
      return impossible('context.not-needed', refusal.message);
    case 'wrong-code':
      return invalid(
        'mfa.wrong-code',
        'code',
        `AWS did not accept it (${refusal.message}) Wait for the next code and give that.`,
      );
    case 'aws':
      return awsRefused(refusal.error);
    default:
      return unreachable(refusal);
  }
}

/** Fields that were not given stay as they were. */
function withChoice(settings: Settings, contextId: string, given: { [K in keyof Choice]?: Choice[K] | undefined }): Settings {
  const before = settings.contexts.find((entry) => entry.contextId === contextId);
  const choice: Choice = {};
  const name = given.name ?? before?.name;
  const colour = given.colour ?? before?.colour;
  const environment = given.environment ?? before?.environment;
  const watched = given.watched ?? before?.watched;
  if (name !== undefined) choice.name = name;
  if (colour !== undefined) choice.colour = colour;
  if (environment !== undefined) choice.environment = environment;
  if (watched !== undefined) choice.watched = watched;
  return {
    ...settings,
    contexts: [...settings.contexts.filter((entry) => entry !== before), { ...before, contextId, ...choice }],
  };
}
