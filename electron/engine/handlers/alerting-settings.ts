import { shippedInhibitions } from '../../../shared/domain/alerting/quiet/shipped-inhibitions';
import { occurrenceAt } from '../../../shared/domain/alerting/quiet/windows';
import type { Engine } from '../engine-api';
import { done, runCommand } from './commands';
import type { Implementer } from './implementer';
import { writeRefused } from './notification-refusals';

/** How alerts are put together, kept quiet and weighed: read by everybody, changed by whoever may act. */
export function alertingHandlers(os: Implementer, engine: Engine) {
  const { alerting } = os;
  const store = () => engine.inside.alerting.settings;
  return {
    settings: {
      get: alerting.settings.get.handler(() => ({ headers: { etag: store().etag() }, body: store().current() })),
      put: alerting.settings.put.handler(({ input: { headers, body }, context: { actor } }) =>
        runCommand(engine, { command: 'alerting.settings.put', need: 'act', actor }, async () => {
          const replaced = await store().replace(body, headers['if-match'] ?? null, actor);
          if (!replaced.ok) throw writeRefused('alerting', replaced.error);
          const answer = { headers: { etag: store().etag() }, body: replaced.value };
          return done('The settings of alerting were replaced.', answer);
        }),
      ),
    },
    windows: alerting.windows.handler(() => {
      const nowMs = engine.ports.clock.nowMs();
      const now = engine.ports.clock.now();
      return {
        items: store()
          .current()
          .windows.map((window) => {
            const occurrence = window.enabled ? occurrenceAt(window, nowMs) : null;
            return { window, isOpen: occurrence !== null && occurrence.from <= now, occurrence };
          }),
      };
    }),
    shippedInhibitions: alerting.shippedInhibitions.handler(() => ({ items: [...shippedInhibitions] })),
  };
}
