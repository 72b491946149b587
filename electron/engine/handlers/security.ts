import type { Engine } from '../engine-api';
import { summariseSecurity } from '../messaging/security-summary';
import type { Implementer } from './implementer';
import { pageBefore } from './paging';

/** What the trail told, out of the journal. */
export function securityHandlers(os: Implementer, engine: Engine) {
  const { security } = os;
  return {
    events: security.events.handler(({ input }) => {
      const subjects = [`security:${input.category ?? 'all'}`];
      const contextId = input.context ?? null;
      return pageBefore(input, (before, limit) => engine.inside.history.events({ subjects, contextId, before, limit }));
    }),
    summary: security.summary.handler(({ input }) =>
      summariseSecurity(engine.state().security, input.context, engine.ports.clock.nowMs()),
    ),
  };
}
