import type { Engine } from '../engine-api';
import type { Implementer } from './implementer';

export function liveHandlers(os: Implementer, engine: Engine) {
  return {
    /** A caller that went away aborts `signal`; one that cannot is ended with the engine. */
    subscribe: os.live.subscribe.handler(({ input, signal }) => engine.subscribe(input, signal ?? new AbortController().signal)),
  };
}
