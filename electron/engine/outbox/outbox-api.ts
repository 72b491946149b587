import type { ChannelType } from '../../../shared/domain/notifications/configuration';
import type {
  Branding,
  MailDefaults,
  NotificationDefaults,
  NotificationSettings,
} from '../../../shared/domain/notifications/defaults';
import type { Delivery } from '../../../shared/domain/notifications/delivery';
import type { NotificationEvent } from '../../../shared/domain/notifications/event';
import type { DeliveryRecord, DeliverySummary, ServiceLevel } from '../../../shared/domain/notifications/record';
import type { Rendered } from '../../../shared/domain/notifications/rendered';
import type { Instant } from '../../../shared/domain/primitives';
import type { Result } from '../../../shared/lib/result';

/** What the outbox asks of the rest of the engine, and the rest of it. Rooms: `outbox/` (tables, dispatcher), `channels/` (carriers), `notifications/` (settings, templates). */

/** Settings as they are in force; references in place of secrets. */
export interface NotificationStore {
  current(): NotificationSettings;
  /** Strong validator of `current()`. */
  etag(): string;
  /**
   * A channel's configuration with its secrets in place. Settings may have changed since the delivery was decided: only a channel that
   * still leads to its destination is revealed, another configuration's if the delivery's own does not any more and the other wanted
   * it as well. Fails where there is none, when a secret is missing from the key store, (`isForNow`) while the key store does not
   * answer, and (`isOff`) where what leads there was switched off, unless somebody asked for a test of it.
   */
  reveal(
    delivery: Pick<
      Delivery,
      'notificationId' | 'step' | 'channelIndex' | 'channel' | 'carrier' | 'destination' | 'alsoMatched' | 'test'
    >,
  ): Promise<Result<Revealed, { readonly message: string; readonly isForNow?: true; readonly isOff?: true }>>;
}

export interface Revealed {
  readonly type: ChannelType;
  readonly configuration: Readonly<Record<string, unknown>>;
  readonly mail: MailDefaults;
  readonly branding: Branding;
}

export interface RenderInput {
  readonly delivery: Delivery;
  readonly event: NotificationEvent;
  /** Events gathered in a storm, this one among them, oldest first; empty where this is no digest. */
  readonly digest: readonly NotificationEvent[];
  readonly defaults: NotificationDefaults;
  /** Engine time of rendering: "happened 14:02, sent 14:31". */
  readonly now: Instant;
}

/** Turns an event into a message. A template that fails falls back to the built-in plain one and says so. */
export interface MessageRenderer {
  render(input: RenderInput): { readonly rendered: Rendered; readonly templateId: string; readonly fault: string | null };
}

export interface HistoryQuery {
  readonly state: string | null;
  readonly channel: string | null;
  /** Event type, or family with `.*`. */
  readonly event: string | null;
  readonly execution: string | null;
  readonly from: Instant | null;
  readonly to: Instant | null;
  /** Text in titles, destinations, reasons. */
  readonly text: string | null;
  readonly before: number | null;
  readonly limit: number;
}

/** What handlers and screens ask of the outbox. */
export interface Outbox {
  list(query: HistoryQuery): DeliverySummary[];
  get(deliveryId: string): DeliveryRecord | null;
  counts(): { readonly queued: number; readonly sending: number; readonly failed: number; readonly unmatched: number };
  serviceLevel(from: Instant, to: Instant): ServiceLevel;
  /** Puts a dead letter back, as it was rendered or with today's template. */
  redeliver(
    deliveryId: string,
    how: 'as-it-was' | 'with-todays-template',
    actor: string,
  ): Promise<Result<DeliverySummary, { readonly code: 'unknown' | 'not-ended' | 'not-recording'; readonly message: string }>>;
  /** Resolves when the delivery has ended, or after `withinMs` with what it is then. */
  ended(deliveryId: string, withinMs: number): Promise<DeliveryRecord | null>;
  /**
   * What the other side told later of a message that it knows by this id (a bounce, a carrier's result): kept with the delivery, and the
   * state it proves. Answers false where no delivery has that id, or nothing can be recorded now.
   */
  receipt(providerId: string, told: { readonly text: string; readonly state: 'delivered' | 'failed' | null }): Promise<boolean>;
}
