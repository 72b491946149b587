import { z } from 'zod';
import { type Delivery, DeliveryState } from '../../../shared/domain/notifications/delivery';
import { NotificationEvent } from '../../../shared/domain/notifications/event';
import { Lifecycle } from '../../../shared/domain/notifications/event-types';
import { Instant } from '../../../shared/domain/primitives';
import type { Database } from '../journal/database';
import { deliveryOf } from './rows';

/** What a dispatcher needs to know of a delivery that has not ended. */
export interface OpenRow {
  readonly seq: number;
  readonly state: 'queued' | 'sending';
  readonly delivery: Delivery;
  readonly expiresAt: Instant;
  readonly attempts: number;
  /** Attempts made before it was put back by hand. */
  readonly spent: number;
  readonly ambiguous: number;
  readonly nextAttemptMs: number | null;
  /** Deliveries that were gathered into it. */
  readonly digested: number;
  readonly lifecycle: Lifecycle;
  readonly alertKey: string | null;
  readonly noticeId: string | null;
}

const Row = z.object({
  seq: z.number(),
  state: DeliveryState.extract(['queued', 'sending']),
  expires_at: Instant,
  not_before: Instant.nullable(),
  attempts: z.number(),
  spent: z.number(),
  ambiguous: z.number(),
  next_attempt_ms: z.number().nullable(),
  digested: z.number(),
  lifecycle: Lifecycle,
  alert_key: z.string().nullable(),
  notice_id: z.string().nullable(),
  payload: z.string(),
});

const columns = `d.seq, d.state, d.expires_at, d.not_before, d.attempts, d.spent, d.ambiguous, d.next_attempt_ms, d.digested,
  e.lifecycle, e.alert_key, e.notice_id, d.payload`;

export interface OpenRows {
  /** Everything that has not ended, oldest first. */
  all(): OpenRow[];
  one(deliveryId: string): OpenRow | null;
  /** Place of a delivery in the history; null where it is unknown. */
  seqOf(deliveryId: string): number | null;
  /** What was decided of an open delivery, and why. */
  job(deliveryId: string): { readonly delivery: Delivery; readonly event: NotificationEvent } | null;
  /** Deliveries queued from `since` on, oldest first: what counts for a digest. */
  recent(since: Instant): { readonly deliveryId: string; readonly digestKey: string; readonly queuedAt: Instant }[];
}

export function createOpenRows(database: Database): OpenRows {
  const from = `SELECT ${columns} FROM deliveries d JOIN notification_events e ON e.seq = d.event_seq`;
  const inState = database.query(`${from} WHERE d.state = ? ORDER BY d.seq`, Row);
  const one = database.query(`${from} WHERE d.delivery_id = ? AND d.state IN ('queued', 'sending')`, Row);
  const recent = database.query(
    'SELECT delivery_id, digest_key, queued_at FROM deliveries WHERE queued_at >= ? AND is_test = 0 ORDER BY queued_at LIMIT 100000',
    z.object({ delivery_id: z.string(), digest_key: z.string(), queued_at: Instant }),
  );
  const seq = database.query('SELECT seq FROM deliveries WHERE delivery_id = ?', z.object({ seq: z.number() }));
  const job = database.query(
    `SELECT d.payload, e.payload AS event FROM deliveries d JOIN notification_events e ON e.seq = d.event_seq WHERE d.delivery_id = ?`,
    z.object({ payload: z.string(), event: z.string() }),
  );
  return {
    seqOf: (deliveryId) => seq.first(deliveryId)?.seq ?? null,
    job(deliveryId) {
      const row = job.first(deliveryId);
      return row === null ? null : { delivery: deliveryOf(row.payload), event: NotificationEvent.parse(JSON.parse(row.event)) };
    },
    all: () =>
      [...inState.all('queued'), ...inState.all('sending')].map(openRowOf).sort((first, second) => first.seq - second.seq),
    one(deliveryId) {
      const row = one.first(deliveryId);
      return row === null ? null : openRowOf(row);
    },
    recent: (since) =>
      recent.all(since).map((row) => ({ deliveryId: row.delivery_id, digestKey: row.digest_key, queuedAt: row.queued_at })),
  };
}

function openRowOf(row: z.infer<typeof Row>): OpenRow {
  return {
    seq: row.seq,
    state: row.state,
    delivery: { ...deliveryOf(row.payload), expiresAt: row.expires_at, notBefore: row.not_before },
    expiresAt: row.expires_at,
    attempts: row.attempts,
    spent: row.spent,
    ambiguous: row.ambiguous,
    nextAttemptMs: row.next_attempt_ms,
    digested: row.digested,
    lifecycle: row.lifecycle,
    alertKey: row.alert_key,
    noticeId: row.notice_id,
  };
}
