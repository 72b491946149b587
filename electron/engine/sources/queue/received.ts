import type { ContextId, Instant } from '../../../../shared/domain/primitives';

/** What every event made of a message carries. */
export interface Received {
  readonly base: { readonly at: Instant; readonly contextId: ContextId; readonly source: 'sqs-messages' };
  /** The topic's id of the delivery, which is the one that repeats; null where the event came without a topic. */
  readonly deliveryId: string | null;
  /** The message without secrets, bounded, for the side panel. */
  readonly raw: unknown;
}
