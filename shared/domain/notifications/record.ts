import { z } from 'zod';
import { Instant } from '../primitives';
import { Attempt, Delivery, DeliveryState } from './delivery';
import { NotificationEvent } from './event';
import { NotificationEventType } from './event-types';
import { Rendered } from './rendered';

/** A delivery and what became of it, as lists show it. */
export const DeliverySummary = Delivery.extend({
  /** Place in the history, newest highest. */
  seq: z.number().int(),
  state: DeliveryState,
  /** Why it is in that state: the last error, or the reason it was suppressed. */
  reason: z.string().nullable(),
  attempts: z.number().int(),
  /** Wall clock; null when nothing more is tried by itself. */
  nextAttemptAt: Instant.nullable(),
  /** Engine clock: when the state was entered. */
  stateAt: Instant,
  /** Wall milliseconds from the commit to the first accepted attempt. */
  latencyMs: z.number().nullable(),
  /** A crash or a lost answer may have made the receiver hear it twice. */
  mayBeRepeat: z.boolean(),
  eventType: NotificationEventType,
  eventTitle: z.string(),
  executionId: z.string().nullable(),
  /** Deliveries that were gathered into this one. */
  digested: z.number().int(),
});
export type DeliverySummary = z.infer<typeof DeliverySummary>;

export const DeliveryRecord = DeliverySummary.extend({
  event: NotificationEvent,
  rendered: Rendered.nullable(),
  attemptLog: z.array(Attempt),
  /** What the other side told later: bounces, complaints, carriers' results. */
  receipts: z.array(z.object({ at: Instant, text: z.string() })),
});
export type DeliveryRecord = z.infer<typeof DeliveryRecord>;

/** A share with what it is made of, so that nobody has to believe it. `share` is null where nothing counts yet. */
export const Share = z.object({ share: z.number().nullable(), good: z.number().int(), all: z.number().int(), goal: z.number() });
export type Share = z.infer<typeof Share>;

/** How well notifying went over a period; definitions stand in the operator guide. */
export const ServiceLevel = z.object({
  from: Instant,
  to: Instant,
  delivered: Share,
  escalationsReached: Share,
  availability: Share,
  latencyMs: z.object({ p50: z.number().nullable(), p99: z.number().nullable() }),
  byCarrier: z.array(
    z.object({
      carrier: Delivery.shape.carrier,
      delivered: z.number().int(),
      failed: z.number().int(),
      waiting: z.number().int(),
      p50Ms: z.number().nullable(),
      p99Ms: z.number().nullable(),
      /** In words: a destination whose breaker is open, else dead letters, else what waits after failed attempts; null while all is well. */
      trouble: z.string().nullable(),
    }),
  ),
  /** Events that no configuration matched. */
  unmatched: z.number().int(),
});
export type ServiceLevel = z.infer<typeof ServiceLevel>;
