import type { Context } from '../../../shared/domain/context';
import type { Settings } from '../../../shared/domain/settings';
import type { Engine } from '../engine-api';
import { done, runCommand } from './commands';
import type { Implementer } from './implementer';
import { pageOf } from './paging';
import { notFound, unavailable } from './problems';

type Choice = Pick<Settings['contexts'][number], 'name' | 'colour' | 'environment'>;

export function contextHandlers(os: Implementer, engine: Engine) {
  const { contexts } = os;
  const find = (contextId: Context['contextId']): Context => {
    const context = engine.view().contexts[contextId];
    if (context === undefined) throw notFound('context', contextId);
    return context;
  };
  return {
    list: contexts.list.handler(({ input }) =>
      pageOf(Object.values(engine.view().contexts), input, (context) => `${context.name} ${context.contextId}`, 'ascending'),
    ),
    put: contexts.put.handler(({ input: { contextId, ...choice }, context: { actor } }) =>
      runCommand(engine, { command: 'contexts.put', need: 'admin', actor, contextId }, async () => {
        find(contextId);
        const changed = await engine.inside.changeSettings(withChoice(engine.settings(), contextId, choice), actor);
        if (!changed.ok) throw unavailable('settings.not-writable', changed.error.message);
        return done('The context was changed.', find(contextId));
      }),
    ),
  };
}

/** Fields that were not given stay as they were. */
function withChoice(settings: Settings, contextId: string, given: { [K in keyof Choice]?: Choice[K] | undefined }): Settings {
  const before = settings.contexts.find((entry) => entry.contextId === contextId);
  const choice: Choice = {};
  const name = given.name ?? before?.name;
  const colour = given.colour ?? before?.colour;
  const environment = given.environment ?? before?.environment;
  if (name !== undefined) choice.name = name;
  if (colour !== undefined) choice.colour = colour;
  if (environment !== undefined) choice.environment = environment;
  return { ...settings, contexts: [...settings.contexts.filter((entry) => entry !== before), { contextId, ...choice }] };
}
