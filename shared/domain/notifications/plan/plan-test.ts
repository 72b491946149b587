import type { Instant } from '../../primitives';
import type { NotificationConfiguration } from '../configuration';
import type { NotificationDefaults } from '../defaults';
import type { Delivery } from '../delivery';
import type { NotificationEvent } from '../event';
import { aDelivery } from './delivery-form';
import { destinationsOf } from './destinations';

export interface TestPlanInput {
  readonly configuration: NotificationConfiguration;
  /** Null tests every channel. */
  readonly channelIndex: number | null;
  /** Test the channels of the escalation instead. */
  readonly escalation: boolean;
  readonly event: NotificationEvent;
  readonly defaults: NotificationDefaults;
  readonly now: Instant;
  readonly makeId: () => string;
  /** Language of a draft that is tried; that of the channel or recipient where null. */
  readonly locale: string | null;
}

/**
 * One delivery for each destination of the channels to be tested, whatever their filters, severities and switches say: a test is how
 * one finds out before switching on.
 */
export function planTest({
  configuration,
  channelIndex,
  escalation,
  event,
  defaults,
  now,
  makeId,
  locale,
}: TestPlanInput): Delivery[] {
  const channels = escalation ? (configuration.Escalation?.EscalationChannels ?? []) : configuration.Channels;
  return channels.flatMap((channel, index) => {
    if (channelIndex !== null && channelIndex !== index) return [];
    return destinationsOf(channel, configuration.Name, defaults).map((destination) => {
      const delivery = aDelivery(
        {
          event,
          configuration,
          channel,
          channelIndex: index,
          step: escalation ? 1 : 0,
          destination,
          why: 'a test sent by hand',
          alsoMatched: [],
          notBefore: null,
          test: true,
        },
        { defaults, now, makeId },
      );
      return locale === null ? delivery : { ...delivery, locale };
    });
  });
}

/** A sample as a test sends it: nothing of it may be taken for, or close, a real page. */
export function asTest(event: NotificationEvent, id: string, now: Instant, rehearsal: boolean): NotificationEvent {
  return {
    ...event,
    eventId: `test:${id}`,
    alertKey: event.alertKey === null ? null : `test:${id}`,
    threadKey: `test:${id}`,
    noticeId: null,
    occurredAt: now,
    rehearsal,
  };
}
