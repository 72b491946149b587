import { z } from 'zod';
import { Delivery, DeliveryState } from '../../../shared/domain/notifications/delivery';
import { NotificationEventType } from '../../../shared/domain/notifications/event-types';
import type { DeliverySummary } from '../../../shared/domain/notifications/record';
import { Instant, instantOf } from '../../../shared/domain/primitives';

/** Columns of a delivery as lists show it. */
export const summaryColumns = `d.seq, d.state, d.reason, d.attempts, d.next_attempt_ms, d.state_at, d.latency_ms, d.may_be_repeat,
  d.event_type, d.title, d.execution, d.digested, d.expires_at, d.template_id, d.payload`;

export const SummaryRow = z.object({
  seq: z.number(),
  state: DeliveryState,
  reason: z.string().nullable(),
  attempts: z.number(),
  next_attempt_ms: z.number().nullable(),
  state_at: Instant,
  latency_ms: z.number().nullable(),
  may_be_repeat: z.number(),
  event_type: NotificationEventType,
  title: z.string(),
  execution: z.string().nullable(),
  digested: z.number(),
  expires_at: Instant,
  template_id: z.string().nullable(),
  payload: z.string(),
});
export type SummaryRow = z.infer<typeof SummaryRow>;

/** The delivery as it was decided; what we wrote ourselves is parsed like anything from outside. */
export function deliveryOf(payload: string): Delivery {
  return Delivery.parse(JSON.parse(payload));
}

export function summaryOf(row: SummaryRow): DeliverySummary {
  const delivery = deliveryOf(row.payload);
  return {
    ...delivery,
    expiresAt: row.expires_at,
    templateId: row.template_id ?? delivery.templateId,
    seq: row.seq,
    state: row.state,
    reason: row.reason,
    attempts: row.attempts,
    nextAttemptAt: row.next_attempt_ms === null ? null : instantOf(row.next_attempt_ms),
    stateAt: row.state_at,
    latencyMs: row.latency_ms,
    mayBeRepeat: row.may_be_repeat === 1,
    eventType: row.event_type,
    eventTitle: row.title,
    executionId: row.execution,
    digested: row.digested,
  };
}
