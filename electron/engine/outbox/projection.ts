import { z } from 'zod';
import type { ConsoleEvent, EventOf } from '../../../shared/domain/events';
import type { Attempt, Delivery } from '../../../shared/domain/notifications/delivery';
import { Instant, instantOf, msOf } from '../../../shared/domain/primitives';
import type { Database } from '../journal/database';
import type { Contents } from './contents';
import type { Stage, Staged } from './staged';

/** Who tells of what the other side said later, in `delivery.changed`. */
export const RECEIPT = 'receipt';

const RowTimes = z.object({ seq: z.number(), queued_at: Instant, expires_at: Instant });

/** Brings the outbox up to date with one event of the journal, in the transaction that records it. */
export interface Projection {
  /** `seq`: the event's place in the journal; `wallAt`: the moment of recording. Answers whether it concerns notifications. */
  apply(event: ConsoleEvent, seq: number, wallAt: Instant): boolean;
}

const insertDelivery = `INSERT OR IGNORE INTO deliveries
  (delivery_id, idempotency_key, event_seq, state, event_type, channel, carrier, title, label, reason, execution, severity, queued_at,
   queued_wall_ms, expires_at, not_before, state_at, digest_key, is_test, payload)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** A success ends the wait; the first one tells how long it took. An ambiguous attempt is remembered for whoever asks about repeats. */
const attemptedDelivery = `UPDATE deliveries SET state = ?2, reason = ?3, state_at = ?4, attempts = ?5, next_attempt_ms = ?6,
  provider_id = coalesce(?7, provider_id), ambiguous = ambiguous + ?8,
  latency_ms = CASE WHEN ?9 IS NULL THEN latency_ms ELSE coalesce(latency_ms, max(0, ?9 - queued_wall_ms)) END
  WHERE delivery_id = ?1`;

/** Put back by hand: as long a time to live as before, a new count of attempts, at once. */
const requeuedDelivery = `UPDATE deliveries SET state = 'queued', reason = ?2, state_at = ?3, spent = attempts, next_attempt_ms = NULL,
  not_before = NULL, said_by = NULL, expires_at = ?4 WHERE delivery_id = ?1`;

export function createProjection(database: Database, contents: Contents, stage: Stage): Projection {
  const putEvent = database.command(
    `INSERT OR IGNORE INTO notification_events
     (seq, event_id, type, at, severity, lifecycle, alert_key, notice_id, title, deliveries, payload)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const putDelivery = database.command(insertDelivery);
  const sending = database.command(
    `UPDATE deliveries SET state = 'sending', attempts = ?2, state_at = ?3, next_attempt_ms = NULL
     WHERE delivery_id = ?1 AND state = 'queued' AND attempts = ?2 - 1`,
  );
  const attempted = database.command(attemptedDelivery);
  const putAttempt = database.command(
    'INSERT OR REPLACE INTO attempts (delivery, number, payload) SELECT seq, ?2, ?3 FROM deliveries WHERE delivery_id = ?1',
  );
  const changed = database.command(
    `UPDATE deliveries SET state = ?2, reason = ?3, state_at = ?4, next_attempt_ms = NULL, said_by = ?5 WHERE delivery_id = ?1`,
  );
  const requeued = database.command(requeuedDelivery);
  const gathered = database.command('UPDATE deliveries SET digested = digested + 1 WHERE delivery_id = ?');
  const putReceipt = database.command(
    'INSERT INTO receipts (delivery, at, text) SELECT seq, ?2, ?3 FROM deliveries WHERE delivery_id = ?1',
  );
  const putThread = database.command(
    'INSERT OR REPLACE INTO threads (thread, destination, root, latest, place, at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const repeated = database.command('UPDATE deliveries SET may_be_repeat = 1 WHERE delivery_id = ?');
  const waits = database.command('UPDATE deliveries SET next_attempt_ms = ?2 WHERE delivery_id = ?1');
  const templated = database.command('UPDATE deliveries SET template_id = ?2 WHERE delivery_id = ?1');
  const rowOf = database.query('SELECT seq, queued_at, expires_at FROM deliveries WHERE delivery_id = ?', RowTimes);

  function raised({ event, deliveries }: EventOf<'notification.raised'>, seq: number, wallAt: Instant): void {
    const { eventId, type, at, severity, lifecycle, alertKey, noticeId, title } = { ...event, at: event.occurredAt };
    const isNew = putEvent.run(
      seq,
      eventId,
      type,
      at,
      severity,
      lifecycle,
      alertKey,
      noticeId,
      title,
      deliveries.length,
      JSON.stringify(event),
    );
    if (isNew === 0) return;
    const wallMs = msOf(wallAt);
    for (const delivery of deliveries) planned(delivery, { seq, type, title, execution: event.execution?.id ?? null, wallMs });
  }

  function planned(
    delivery: Delivery,
    about: {
      readonly seq: number;
      readonly type: string;
      readonly title: string;
      readonly execution: string | null;
      readonly wallMs: number;
    },
  ): void {
    putDelivery.run(
      delivery.deliveryId,
      delivery.idempotencyKey,
      about.seq,
      delivery.suppressed === null ? 'queued' : 'suppressed',
      about.type,
      delivery.channel,
      delivery.carrier,
      about.title,
      delivery.destinationLabel,
      delivery.suppressed,
      about.execution,
      delivery.severity,
      delivery.queuedAt,
      about.wallMs,
      delivery.expiresAt,
      delivery.notBefore,
      delivery.queuedAt,
      delivery.digestKey,
      delivery.test ? 1 : 0,
      JSON.stringify(delivery),
    );
  }

  function tried(event: EventOf<'delivery.attempted'>): void {
    const { deliveryId, attempt, state, reason, nextAttemptAt } = event;
    attempted.run(
      deliveryId,
      state,
      reason,
      event.at,
      attempt.number,
      nextAttemptAt === null ? null : msOf(nextAttemptAt),
      attempt.providerId,
      attempt.outcome === 'ambiguous' ? 1 : 0,
      succeededAtMs(attempt),
    );
    putAttempt.run(deliveryId, attempt.number, JSON.stringify(attempt));
  }

  function told(event: EventOf<'delivery.changed'>): void {
    const { deliveryId, state, reason, into, actor, at } = event;
    const isOnItsWay = state === 'queued' || state === 'sending';
    if (actor === RECEIPT) {
      putReceipt.run(deliveryId, at, reason ?? '');
      if (isOnItsWay) return;
    }
    if (isOnItsWay) requeue(event);
    else changed.run(deliveryId, state, reason, at, into);
    if (into !== null) gathered.run(into);
  }

  function requeue({ deliveryId, reason, at }: EventOf<'delivery.changed'>): void {
    const row = rowOf.first(deliveryId);
    if (row === null) return;
    const livedMs = msOf(row.expires_at) - msOf(row.queued_at);
    requeued.run(deliveryId, reason, at, instantOf(msOf(at) + livedMs));
  }

  function staged(deliveryId: string, at: Instant): void {
    const more = stage.use(deliveryId);
    if (more !== null) write(deliveryId, more, at);
  }

  function write(deliveryId: string, { content, thread, mayBeRepeat, waitUntilMs }: Staged, at: Instant): void {
    const row = rowOf.first(deliveryId);
    if (content !== undefined && row !== null) {
      if (content === null) contents.remove(row.seq);
      else contents.save(row.seq, content.rendered);
      templated.run(deliveryId, content === null ? null : content.templateId);
    }
    if (thread !== undefined) {
      const { root, latest, place } = thread.ref;
      putThread.run(thread.threadKey, thread.destination, root, latest, place, at);
    }
    if (mayBeRepeat === true) repeated.run(deliveryId);
    if (waitUntilMs !== undefined) waits.run(deliveryId, waitUntilMs);
  }

  return {
    apply(event, seq, wallAt) {
      switch (event.type) {
        case 'notification.raised':
          raised(event, seq, wallAt);
          return true;
        case 'delivery.sending':
          sending.run(event.deliveryId, event.attempt, event.at);
          staged(event.deliveryId, event.at);
          return true;
        case 'delivery.attempted':
          tried(event);
          staged(event.deliveryId, event.at);
          return true;
        case 'delivery.changed':
          told(event);
          staged(event.deliveryId, event.at);
          return true;
        default:
          // Every other event concerns no delivery.
          return false;
      }
    },
  };
}

/** Wall milliseconds at which the other side had it, or null when it did not take it. */
function succeededAtMs(attempt: Attempt): number | null {
  const isTaken = attempt.outcome === 'accepted' || attempt.outcome === 'delivered';
  return isTaken ? msOf(attempt.startedAt) + (attempt.latencyMs ?? 0) : null;
}
