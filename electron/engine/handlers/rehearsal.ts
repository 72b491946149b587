import type { Engine, RehearsalPort } from '../engine-api';
import { done, runCommand } from './commands';
import { engineViewOf } from './engine-view';
import type { Implementer } from './implementer';
import { impossible } from './problems';

export function rehearsalHandlers(os: Implementer, engine: Engine) {
  const rehearsing = (): RehearsalPort => {
    if (engine.options.rehearsal === null)
      throw impossible('rehearsal.none', 'This console watches real accounts; there is no rehearsal to steer.');
    return engine.options.rehearsal;
  };
  return {
    restart: os.rehearsal.restart.handler(({ context: { actor } }) =>
      runCommand(engine, { command: 'rehearsal.restart', need: 'act', actor }, async () => {
        rehearsing().restart();
        return done('The rehearsal begins anew.', engineViewOf(engine));
      }),
    ),
    control: os.rehearsal.control.handler(({ input, context: { actor } }) =>
      runCommand(engine, { command: 'rehearsal.control', need: 'act', actor }, async () => {
        await rehearsing().control(input);
        return done('The rehearsal was steered.', engineViewOf(engine));
      }),
    ),
  };
}
