import type { Engine } from '../engine-api';
import { done, runCommand } from './commands';
import type { Implementer } from './implementer';
import { unavailable } from './problems';

export function settingsHandlers(os: Implementer, engine: Engine) {
  return {
    get: os.settings.get.handler(() => engine.settings()),
    put: os.settings.put.handler(({ input, context: { actor } }) =>
      runCommand(engine, { command: 'settings.put', need: 'admin', actor }, async () => {
        const changed = await engine.inside.changeSettings(input, actor);
        if (!changed.ok) throw unavailable('settings.not-writable', changed.error.message);
        return done('The settings were replaced.', changed.value);
      }),
    ),
  };
}
