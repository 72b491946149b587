import { z } from 'zod';
import { Severity } from '../notice';
import { ContextId, ExecutionId, Instant } from '../primitives';
import { Attempt, Delivery, DeliveryState } from './delivery';
import { NotificationEvent } from './event';

/** What every event of the journal carries: the engine's clock. */
export const base = { at: Instant };

/** Events of the journal about notifying people. Deliveries have their own tables, which are brought up to date in the transaction that records these. */
export const notifyingEvents = [
  /** Told to us by a script or another system, through REST. `customId` is theirs, or ours where they gave none. */
  z.object({
    ...base,
    type: z.literal('custom.received'),
    customId: z.string(),
    contextId: ContextId.nullable(),
    executionId: ExecutionId.nullable(),
    source: z.string(),
    name: z.string(),
    severity: Severity,
    title: z.string(),
    summary: z.string(),
    data: z.record(z.string(), z.unknown()),
    actor: z.string(),
  }),
  /** What people may be notified of, with every delivery that was decided for it; none where no configuration matched. */
  z.object({
    ...base,
    type: z.literal('notification.raised'),
    event: NotificationEvent,
    deliveries: z.array(Delivery),
  }),
  /** Committed before the call goes out: whoever restarts knows that this one is ambiguous. */
  z.object({
    ...base,
    type: z.literal('delivery.sending'),
    deliveryId: z.string(),
    attempt: z.number().int(),
    wallAt: Instant,
  }),
  z.object({
    ...base,
    type: z.literal('delivery.attempted'),
    deliveryId: z.string(),
    attempt: Attempt,
    state: DeliveryState,
    reason: z.string().nullable(),
    /** Wall clock; null when nothing more is tried by itself. */
    nextAttemptAt: Instant.nullable(),
  }),
  /** Changed without an attempt: expired, suppressed, digested into another, put back by hand, told by a receipt. */
  z.object({
    ...base,
    type: z.literal('delivery.changed'),
    deliveryId: z.string(),
    state: DeliveryState,
    reason: z.string().nullable(),
    /** Delivery that says it for this one. */
    into: z.string().nullable(),
    actor: z.string().nullable(),
  }),
  /** Before and after hold references in place of secrets. */
  z.object({
    ...base,
    type: z.literal('notifications.changed'),
    before: z.unknown(),
    after: z.unknown(),
    actor: z.string(),
  }),
  z.object({
    ...base,
    type: z.literal('template.changed'),
    templateId: z.string(),
    version: z.number().int(),
    change: z.enum(['saved', 'restored', 'deleted']),
    actor: z.string(),
  }),
] as const;
