import { instantOf } from '../../../shared/domain/primitives';
import type { Engine } from '../engine-api';
import { done, runCommand } from './commands';
import { recordCustomEvents } from './custom-events';
import type { Implementer } from './implementer';
import { pageBefore } from './paging';
import { conflict, notFound, unavailable } from './problems';

const DAY_MS = 24 * 60 * 60 * 1000;
/** How far back the service level looks where nobody says. */
const USUAL_DAYS = 30;

/** What became of messages, and events that others tell us. */
export function historyHandlers(os: Implementer, engine: Engine) {
  const { notifications } = os;
  const outbox = () => engine.inside.notifications.outbox;
  return {
    history: notifications.history.handler(({ input }) =>
      pageBefore(input, (before, limit) =>
        outbox().list({
          state: input.state ?? null,
          channel: input.channel ?? null,
          event: input.event ?? null,
          execution: input.execution ?? null,
          from: input.from ?? null,
          to: input.to ?? null,
          text: input.text ?? null,
          before,
          limit,
        }),
      ),
    ),
    delivery: notifications.delivery.handler(({ input: { deliveryId } }) => {
      const record = outbox().get(deliveryId);
      if (record === null) throw notFound('delivery', deliveryId);
      return record;
    }),
    redeliver: notifications.redeliver.handler(({ input: { deliveryId, template }, context: { actor } }) =>
      runCommand(engine, { command: 'notifications.redeliver', need: 'act', actor, note: deliveryId }, async () => {
        const again = await outbox().redeliver(deliveryId, template, actor.id);
        if (again.ok) return done(`The delivery ${deliveryId} was queued again.`, again.value);
        if (again.error.code === 'unknown') throw notFound('delivery', deliveryId);
        throw again.error.code === 'not-ended'
          ? conflict('delivery.not-ended', again.error.message)
          : unavailable('journal.not-recording', again.error.message);
      }),
    ),
    serviceLevel: notifications.serviceLevel.handler(({ input }) => {
      const { clock } = engine.ports;
      const to = input.to ?? clock.now();
      return outbox().serviceLevel(input.from ?? instantOf(Date.parse(to) - USUAL_DAYS * DAY_MS), to);
    }),
    emit: notifications.emit.handler(({ input: { events }, context: { actor } }) =>
      runCommand(engine, { command: 'notifications.emit', need: 'act', actor }, async () => {
        const told = recordCustomEvents(engine, events, actor);
        return done(`${told.accepted} events were taken, ${told.known} were known.`, told);
      }),
    ),
  };
}
