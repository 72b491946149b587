import { type Carrier, type Delivery, keepsPages } from '../../../shared/domain/notifications/delivery';
import type { NotificationEvent } from '../../../shared/domain/notifications/event';
import type { Lifecycle } from '../../../shared/domain/notifications/event-types';
import { msOf } from '../../../shared/domain/primitives';
import type { OpenRow } from './open-rows';

/** What a dispatcher holds in memory of a delivery that has not ended: little, since there may be many. The tables have the rest. */
export interface Entry {
  readonly deliveryId: string;
  readonly seq: number;
  readonly eventId: string;
  readonly carrier: Carrier;
  /** Carrier and address: what has a rate, a breaker and an order. */
  readonly destination: string;
  readonly label: string;
  /** What keeps its order: the thread, or the page. */
  readonly threadKey: string;
  readonly digestKey: string;
  readonly isCritical: boolean;
  readonly isEscalation: boolean;
  readonly severity: Delivery['severity'];
  readonly lifecycle: Lifecycle;
  readonly alertKey: string | null;
  readonly noticeId: string | null;
  /** Engine milliseconds. */
  readonly queuedAtMs: number;
  readonly expiresAtMs: number;
  readonly notBeforeMs: number | null;
  /** Sent by hand, as a test or again: no digest, no quiet hours, no waiting for a breaker. */
  readonly byHand: boolean;
  /** Wall milliseconds, monotonic: when it came to this dispatcher. */
  readonly admittedMs: number;
  /** A trial: its failure says nothing about the service. */
  readonly isTest: boolean;
  readonly spent: number;
  state: 'waiting' | 'sending' | 'ended';
  /** Waits for the end of quiet hours, or for its digest. */
  isHeld: boolean;
  /** Monotonic wall milliseconds before which it is not tried. */
  dueMs: number;
  attempts: number;
  ambiguous: number;
  digested: number;
  /** What was decided, while it is fresh; otherwise it is read from the tables. */
  fresh: { readonly delivery: Delivery; readonly event: NotificationEvent } | null;
}

export function destinationKey({ carrier, destination }: Pick<Delivery, 'carrier' | 'destination'>): string {
  return `${carrier}|${destination}`;
}

/** An entry for what the tables say. `dueMs` and `admittedMs` are on the monotonic clock. */
export function entryOf(
  row: OpenRow,
  at: { readonly admittedMs: number; readonly dueMs: number; readonly byHand: boolean },
): Entry {
  const { delivery } = row;
  return {
    deliveryId: delivery.deliveryId,
    seq: row.seq,
    eventId: delivery.eventId,
    carrier: delivery.carrier,
    destination: destinationKey(delivery),
    label: delivery.destinationLabel,
    threadKey: laneOf(row),
    digestKey: delivery.digestKey,
    isCritical: delivery.severity === 'CRITICAL',
    isEscalation: delivery.step === 1,
    severity: delivery.severity,
    lifecycle: row.lifecycle,
    alertKey: row.alertKey,
    noticeId: row.noticeId,
    queuedAtMs: msOf(delivery.queuedAt),
    expiresAtMs: msOf(row.expiresAt),
    notBeforeMs: delivery.notBefore === null ? null : msOf(delivery.notBefore),
    byHand: at.byHand || delivery.test,
    admittedMs: at.admittedMs,
    isTest: delivery.test,
    spent: row.spent,
    state: 'waiting',
    isHeld: false,
    dueMs: at.dueMs,
    attempts: row.attempts,
    ambiguous: row.ambiguous,
    digested: row.digested,
    fresh: null,
  };
}

/** A page is closed by what may belong to another thread (the next execution of the plan): its own key keeps trigger and end in order. */
function laneOf({ delivery, alertKey }: OpenRow): string {
  return keepsPages.has(delivery.carrier) && alertKey !== null ? `page:${alertKey}` : delivery.threadKey;
}

/** What somebody sends by hand first, since they wait for it; then critical; then oldest. */
export function goesBefore(one: Entry, other: Entry): boolean {
  if (one.byHand !== other.byHand) return one.byHand;
  return one.isCritical === other.isCritical ? one.seq < other.seq : one.isCritical;
}
