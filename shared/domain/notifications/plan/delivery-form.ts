import { type Instant, instantOf, msOf } from '../../primitives';
import type { Channel, ChannelType, NotificationConfiguration } from '../configuration';
import type { NotificationDefaults } from '../defaults';
import type { Delivery } from '../delivery';
import type { NotificationEvent } from '../event';
import type { Destination } from './destinations';
import { shortKey } from './short-key';

/** What a delivery is made of. */
export interface Planned {
  readonly event: NotificationEvent;
  readonly configuration: NotificationConfiguration;
  readonly channel: Channel;
  readonly channelIndex: number;
  readonly step: Delivery['step'];
  readonly destination: Destination;
  readonly why: string;
  readonly alsoMatched: readonly string[];
  readonly notBefore: Instant | null;
  readonly test: boolean;
}

export interface Making {
  readonly defaults: NotificationDefaults;
  readonly now: Instant;
  readonly makeId: () => string;
}

/** Those who are woken: late is worse than never. */
const pages: ReadonlySet<ChannelType> = new Set(['PAGERDUTY', 'SMS', 'DESKTOP']);

/** One message to one destination. Tests have a key of their own each time; everything else one that says what it says to whom. */
export function aDelivery(planned: Planned, { defaults, now, makeId }: Making): Delivery {
  const { event, configuration, channel, channelIndex, step, destination, why, alsoMatched, notBefore, test } = planned;
  const deliveryId = makeId();
  const { carrier } = destination;
  const said = `${event.eventId}|${carrier}|${destination.destination}|${step}`;
  return {
    deliveryId,
    idempotencyKey: shortKey(test ? `${deliveryId}|${said}` : said),
    eventId: event.eventId,
    notificationId: configuration.NotificationId,
    configurationName: configuration.Name,
    channel: channel.Type,
    carrier,
    channelIndex,
    step,
    destination: destination.destination,
    destinationLabel: destination.label,
    recipient: destination.recipient,
    locale: localeOf(destination.recipient, channel, defaults),
    templateId: channel.Configuration.TemplateId ?? null,
    severity: event.severity,
    why,
    alsoMatched: [...alsoMatched],
    threadKey: event.threadKey,
    digestKey: `${carrier}|${destination.destination}|${event.type}`,
    queuedAt: now,
    notBefore,
    expiresAt: minutesAfter(notBefore ?? (test ? now : event.occurredAt), minutesFor(channel.Type, event, defaults)),
    test,
    suppressed: destination.suppressed,
  };
}

export function minutesAfter(moment: Instant, minutes: number): Instant {
  return instantOf(msOf(moment) + minutes * 60_000);
}

/** What ends a page is wanted for as long as anything is: without it the page stays open. */
function minutesFor(type: ChannelType, { lifecycle }: NotificationEvent, { ExpiryMinutes }: NotificationDefaults): number {
  const { Page, Other } = ExpiryMinutes;
  if (!pages.has(type)) return Other;
  return lifecycle === 'closes' || lifecycle === 'acknowledges' ? Math.max(Page, Other) : Page;
}

function localeOf(recipient: string | null, channel: Channel, defaults: NotificationDefaults): string {
  const own = recipient === null ? undefined : ownLocale(recipient, defaults.RecipientLocales);
  return own ?? channel.Configuration.Locale ?? defaults.Locale;
}

function ownLocale(recipient: string, locales: NotificationDefaults['RecipientLocales']): string | undefined {
  const name = recipient.toLowerCase();
  return Object.entries(locales).find(([of]) => of.toLowerCase() === name)?.[1];
}
