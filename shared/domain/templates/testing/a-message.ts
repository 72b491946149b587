import { NotificationDefaults } from '../../notifications/defaults';
import { type Carrier, type Delivery, formatOf } from '../../notifications/delivery';
import type { NotificationEvent } from '../../notifications/event';
import type { NotificationEventType } from '../../notifications/event-types';
import type { Rendered } from '../../notifications/rendered';
import type { Format } from '../../notifications/rendered-format';
import { sampleEvent } from '../../notifications/samples/sample-event';
import { type RenderMessageInput, renderMessage } from '../render-message';

/** Builders of messages for tests. */

export const carrierOf: { readonly [F in Format]: Carrier } = {
  text: 'email-sns',
  mail: 'email-smtp',
  sms: 'sms',
  slack: 'slack-webhook',
  card: 'teams',
  pagerduty: 'pagerduty',
  body: 'webhook',
  sns: 'sns',
  desktop: 'desktop',
};

/** A PNG of one pixel. */
const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

export const defaults = NotificationDefaults.parse({
  ConsoleUrl: 'http://127.0.0.1:7717',
  TimeZone: 'Europe/Berlin',
  Branding: { OrganizationName: 'Example Payroll', FooterText: 'War room, extension 4711', Logo: PIXEL },
});

export function aDelivery(event: NotificationEvent, carrier: Carrier, change: Partial<Delivery> = {}): Delivery {
  return {
    deliveryId: 'dlv-1',
    idempotencyKey: `${event.eventId}|${carrier}|somebody|0`,
    eventId: event.eventId,
    notificationId: 'notif-123',
    configurationName: 'Production drills',
    channel: 'EMAIL',
    carrier,
    channelIndex: 0,
    step: 0,
    destination: 'somebody',
    destinationLabel: 'somebody',
    recipient: 'dr-team@example.com',
    locale: 'en',
    templateId: null,
    severity: event.severity,
    why: 'HIGH, production, DRILL of Payroll DR',
    alsoMatched: [],
    threadKey: event.threadKey,
    digestKey: 'k',
    queuedAt: event.occurredAt,
    notBefore: null,
    expiresAt: event.occurredAt,
    test: false,
    suppressed: null,
    ...change,
  };
}

interface Wish extends Partial<Omit<RenderMessageInput, 'delivery' | 'event'>> {
  readonly event?: NotificationEvent;
  readonly delivery?: Partial<Delivery>;
}

/** The message about a sample event, as its channel gets it. */
export function message(format: Format, type: NotificationEventType, { event, delivery, ...rest }: Wish = {}) {
  const about = event ?? sampleEvent(type);
  return renderMessage({
    delivery: aDelivery(about, carrierOf[format], delivery),
    event: about,
    digest: [],
    defaults,
    now: about.occurredAt,
    own: { all: () => [] },
    draft: null,
    ...rest,
  });
}

/** A message of the form that was asked for. */
export function rendered<F extends Format>(
  format: F,
  type: NotificationEventType,
  wish: Wish = {},
): Extract<Rendered, { readonly format: F }> {
  const made = message(format, type, wish);
  if (made.fault !== null) throw new Error(made.fault);
  if (!isForm(made.rendered, format)) throw new Error(`rendered as ${made.rendered.format}`);
  return made.rendered;
}

function isForm<F extends Format>(made: Rendered, format: F): made is Extract<Rendered, { readonly format: F }> {
  return made.format === format && formatOf[carrierOf[format]] === format;
}

/** Every text that a person may read in a message. */
export function everyText(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(everyText);
}
