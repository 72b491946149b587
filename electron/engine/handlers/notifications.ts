import type { CatalogueEntry } from '../../../shared/contract/notifications';
import { CATALOGUE_VERSION } from '../../../shared/domain/notifications/event';
import { allEventTypes, eventTypes, familyOf } from '../../../shared/domain/notifications/event-types';
import { sampleEvent } from '../../../shared/domain/notifications/samples/sample-event';
import { channels } from '../channels/registry';
import type { Engine } from '../engine-api';
import { done, runCommand } from './commands';
import type { Implementer } from './implementer';
import { historyHandlers } from './notification-history';
import { writeRefused } from './notification-refusals';
import { templateHandlers } from './notification-templates';

/** Settings, tests and checks of notifying; history and templates have files of their own. */
export function notificationHandlers(os: Implementer, engine: Engine) {
  const { notifications } = os;
  return {
    settings: settingsHandlers(os, engine),
    checks: notifications.checks.handler(async () => {
      const { channels: byChannel, general } = await engine.inside.notifications.checks();
      const copied = Object.entries(byChannel).map(([place, checks]) => [place, [...checks]]);
      return { channels: Object.fromEntries(copied), general: [...general] };
    }),
    catalogue: notifications.catalogue.handler(() => ({ version: CATALOGUE_VERSION, items: allEventTypes.map(entryOf) })),
    carriers: notifications.carriers.handler(() => ({
      items: channels.map(({ carrier, title, deduplicates, proves }) => ({ carrier, title, deduplicates, proves })),
    })),
    test: notifications.test.handler(({ input, context: { actor } }) =>
      runCommand(engine, { command: 'notifications.test', need: 'act', actor, note: input.notificationId }, async () => {
        const tested = await engine.inside.notifications.test(
          {
            notificationId: input.notificationId,
            channelIndex: input.channelIndex ?? null,
            escalation: input.escalation ?? false,
            event: input.event ?? 'execution.failed',
            template: null,
          },
          actor,
        );
        if (!tested.ok) throw writeRefused('notification', tested.error);
        const { first, all } = tested.value;
        return done(`The test ended as ${first.state}.`, { ...first, deliveries: [...all] });
      }),
    ),
    ...historyHandlers(os, engine),
    templates: templateHandlers(os, engine),
  };
}

function settingsHandlers(os: Implementer, engine: Engine) {
  const { settings } = os.notifications;
  return {
    get: settings.get.handler(() => {
      const { store } = engine.inside.notifications;
      return { headers: { etag: store.etag() }, body: store.current() };
    }),
    put: settings.put.handler(({ input: { headers, body }, context: { actor } }) =>
      runCommand(engine, { command: 'notifications.settings.put', need: 'admin', actor }, async () => {
        const { notifications } = engine.inside;
        const replaced = await notifications.replace(body, headers['if-match'] ?? null, actor);
        if (!replaced.ok) throw writeRefused('notification', replaced.error);
        return done('The notification settings were replaced.', {
          headers: { etag: notifications.store.etag() },
          body: replaced.value,
        });
      }),
    ),
  };
}

function entryOf(type: CatalogueEntry['type']): CatalogueEntry {
  const { title, severity, lifecycle } = eventTypes[type];
  return { type, family: familyOf(type), title, severity, lifecycle, sample: sampleEvent(type) };
}
