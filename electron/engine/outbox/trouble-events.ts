import type { EventOf } from '../../../shared/domain/events';
import { anEvent } from '../../../shared/domain/notifications/catalogue/form';
import type { Carrier, Delivery } from '../../../shared/domain/notifications/delivery';
import type { NotificationEvent } from '../../../shared/domain/notifications/event';
import type { Instant } from '../../../shared/domain/primitives';
import { destinationKey } from './entry';

/** A destination that stopped working, or works again. */
export interface Trouble {
  readonly destination: string;
  readonly label: string;
  readonly carrier: Carrier;
  /** Null where it works again. */
  readonly why: string | null;
  /** When it stopped working; the same in both. */
  readonly since: Instant;
  readonly now: Instant;
  readonly rehearsal: boolean;
}

/** Who hears of an event that the outbox itself raises; `opening` is the one it closes. */
export type PlanTrouble = (event: NotificationEvent, opening: NotificationEvent | null) => readonly Delivery[];

/** The event by which people hear of it. */
export function troubleEvent({ destination, label, carrier, why, since, now, rehearsal }: Trouble): NotificationEvent {
  const key = `delivery-failing:${destination}`;
  const common = {
    occurredAt: now,
    alertKey: key,
    threadKey: 'console',
    delivery: { channel: carrier, destination: label, message: why ?? 'Messages arrive again.' },
    rehearsal,
  };
  if (why === null)
    return anEvent({
      ...common,
      type: 'health.delivery-recovered',
      eventId: `health.delivery-recovered:${destination}:${since}`,
      summary: `Messages to ${label} arrive again; what waited is being sent.`,
    });
  return anEvent({
    ...common,
    type: 'health.delivery-failing',
    eventId: `health.delivery-failing:${destination}:${since}`,
    summary: `Messages to ${label} do not arrive: ${why} What may arrive later waits and is tried again; the rest are dead letters.`,
    nextSteps: ['Look at the failing deliveries in the history of notifications.', 'Test the channel under Notifications.'],
  });
}

/** People are told through another channel than the failing one; those who heard of the failure hear of its end. */
export function raisedElsewhere(trouble: Trouble, plan: PlanTrouble): EventOf<'notification.raised'> {
  const event = troubleEvent(trouble);
  const opening = trouble.why === null ? troubleEvent({ ...trouble, why: 'It did not answer.', now: trouble.since }) : null;
  const deliveries = plan(event, opening).filter((delivery) => destinationKey(delivery) !== trouble.destination);
  return { type: 'notification.raised', at: trouble.now, event, deliveries };
}
