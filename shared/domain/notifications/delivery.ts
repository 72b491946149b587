import { z } from 'zod';
import { Severity } from '../notice';
import { Instant } from '../primitives';
import { ChannelType } from './configuration';
import type { Format } from './rendered-format';

/** How a message travels: one file each in `electron/engine/channels`. */
export const Carrier = z.enum([
  'email-sns',
  'email-ses',
  'email-smtp',
  'sms',
  'slack-webhook',
  'slack-bot',
  'pagerduty',
  'teams',
  'webhook',
  'sns',
  'desktop',
  'servicenow',
  'jira',
]);
export type Carrier = z.infer<typeof Carrier>;

export const formatOf: { readonly [C in Carrier]: Format } = {
  'email-sns': 'text',
  'email-ses': 'mail',
  'email-smtp': 'mail',
  sms: 'sms',
  'slack-webhook': 'slack',
  'slack-bot': 'slack',
  pagerduty: 'pagerduty',
  teams: 'card',
  webhook: 'body',
  sns: 'sns',
  desktop: 'desktop',
  servicenow: 'text',
  jira: 'text',
};

/** Carriers that open, update and close one thing at the other side: what begins it and what ends it keep their order by its key. */
export const keepsPages: ReadonlySet<Carrier> = new Set<Carrier>(['pagerduty', 'servicenow', 'jira']);

/**
 * `queued` also while it waits for its next attempt. `accepted`: the other side took it, and whether a person sees it is not told.
 * `delivered`: arrival is proven. `failed` is a dead letter until it is redelivered by hand.
 */
export const DeliveryState = z.enum(['queued', 'sending', 'accepted', 'delivered', 'failed', 'expired', 'suppressed']);
export type DeliveryState = z.infer<typeof DeliveryState>;

/** States in which nothing more is done by itself. */
export const endStates: readonly DeliveryState[] = ['accepted', 'delivered', 'failed', 'expired', 'suppressed'];

/** One message to one destination, as it was decided: committed with its event, before anything is sent. */
export const Delivery = z.object({
  deliveryId: z.string(),
  /** Unique for what it says to whom; carried to the receiver where it can use it. Deciding twice queues once. */
  idempotencyKey: z.string(),
  eventId: z.string(),
  /** Null for a test that concerns no stored configuration. */
  notificationId: z.string().nullable(),
  configurationName: z.string(),
  channel: ChannelType,
  carrier: Carrier,
  /** Place in `Channels`, or in `EscalationChannels` where `step` is 1. */
  channelIndex: z.number().int(),
  step: z.union([z.literal(0), z.literal(1)]),
  /** Stable and without secrets: a topic, an address, the reference of a webhook's secret. */
  destination: z.string(),
  /** For people; addresses whole, webhooks by host. */
  destinationLabel: z.string(),
  /** Person or address, where there is one. */
  recipient: z.string().nullable(),
  locale: z.string(),
  templateId: z.string().nullable(),
  severity: Severity,
  /** In words: "HIGH, production, DRILL of Payroll DR". */
  why: z.string(),
  /** Other configurations that would have told the same destination. */
  alsoMatched: z.array(z.string()),
  /** Order is kept among deliveries of one `threadKey` and destination. */
  threadKey: z.string(),
  /** Deliveries of one kind to one destination, gathered in a storm. */
  digestKey: z.string(),
  /** Engine clock. */
  queuedAt: Instant,
  /** Not before (escalation); null is at once. */
  notBefore: Instant.nullable(),
  expiresAt: Instant,
  /** A test sent by hand: no digest, no quiet hours, and it says that it is one. */
  test: z.boolean(),
  /** Decided not to be sent (rehearsal, quiet, disabled): kept with its reason. */
  suppressed: z.string().nullable(),
});
export type Delivery = z.infer<typeof Delivery>;

/** What one attempt came to (anchors 4.3). */
export const AttemptClass = z.enum(['delivered', 'accepted', 'transient', 'throttled', 'ambiguous', 'permanent', 'ours']);
export type AttemptClass = z.infer<typeof AttemptClass>;

export const Attempt = z.object({
  number: z.number().int(),
  /** Wall clock. */
  startedAt: Instant,
  latencyMs: z.number().nullable(),
  outcome: AttemptClass,
  /** HTTP or SMTP status. */
  status: z.number().int().nullable(),
  /** The other side's words, without secrets, at most 2,000 characters. */
  reply: z.string().nullable(),
  /** What the other side calls it: message id, dedup key. */
  providerId: z.string().nullable(),
});
export type Attempt = z.infer<typeof Attempt>;
