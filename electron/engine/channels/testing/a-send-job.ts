import { MailDefaults, NotificationDefaults } from '../../../../shared/domain/notifications/defaults';
import { type Carrier, type Delivery, formatOf } from '../../../../shared/domain/notifications/delivery';
import type { NotificationEvent } from '../../../../shared/domain/notifications/event';
import type { Rendered } from '../../../../shared/domain/notifications/rendered';
import { sampleEvent } from '../../../../shared/domain/notifications/samples/sample-event';
import { plainMessage } from '../../../../shared/domain/templates/plain-message';
import { fakePorts } from '../../testing/fakes';
import type { ManualTime } from '../../testing/manual-clock';
import type { ChannelTools, SendJob } from '../channel';
import { createOutgoingHttp } from '../http/create-outgoing-http';

interface Given extends Partial<Omit<SendJob, 'delivery'>> {
  readonly carrier: Carrier;
  readonly delivery?: Partial<Delivery>;
}

/** A job as the outbox would hand it out: a failed execution in plain words, for the first time. */
export function aSendJob({ carrier, delivery: more = {}, event = sampleEvent('execution.failed'), ...given }: Given): SendJob {
  const delivery = aDelivery(carrier, event, more);
  return {
    delivery,
    event,
    rendered: plainMessage({ delivery, event, digest: [] }),
    configuration: {},
    mail: MailDefaults.parse({}),
    branding: NotificationDefaults.parse({}).Branding,
    attempt: 1,
    thread: null,
    signal: new AbortController().signal,
    ...given,
  };
}

function aDelivery(carrier: Carrier, event: NotificationEvent, more: Partial<Delivery>): Delivery {
  return {
    deliveryId: 'dlv-01hzy3',
    idempotencyKey: 'key-1',
    eventId: event.eventId,
    notificationId: 'notif-123',
    configurationName: 'Drills',
    channel: 'WEBHOOK',
    carrier,
    channelIndex: 0,
    step: 0,
    destination: 'notify/host/1',
    destinationLabel: 'host',
    recipient: null,
    locale: 'en',
    templateId: null,
    severity: event.severity,
    why: 'HIGH',
    alsoMatched: [],
    threadKey: event.threadKey,
    digestKey: `${event.type} notify/host/1`,
    queuedAt: event.occurredAt,
    notBefore: null,
    expiresAt: event.occurredAt,
    test: false,
    suppressed: null,
    ...more,
  };
}

/** A message of the carrier's form, which `change` then makes what the test needs. */
export function aRendered<F extends Rendered['format']>(format: F, change: Partial<Extract<Rendered, { format: F }>>): Rendered {
  const carrier = carrierOf(format);
  return { ...aSendJob({ carrier }).rendered, ...change };
}

function carrierOf(format: Rendered['format']): Carrier {
  const carriers: readonly Carrier[] = [
    'email-sns',
    'email-smtp',
    'sms',
    'slack-webhook',
    'pagerduty',
    'teams',
    'webhook',
    'sns',
    'desktop',
  ];
  return carriers.find((carrier) => formatOf[carrier] === format) ?? 'webhook';
}

/** Tools with the real way out over HTTP, on time that moves by hand. */
export function channelTools(time: ManualTime, onlyLoopback = false): ChannelTools & { close(): void } {
  const ports = fakePorts({ time });
  const http = createOutgoingHttp({ wall: time.wall, allowedPrivateHosts: () => [], onlyLoopback, env: {} });
  return {
    http,
    ports,
    awsFor: () => null,
    showNative: async () => ({ outcome: 'shown', reason: null }),
    noticesOf: () => [],
    alertsNatively: () => false,
    rehearsal: onlyLoopback,
    close: () => http.close(),
  };
}
