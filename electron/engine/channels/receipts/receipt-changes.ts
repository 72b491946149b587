import type { ConsoleEvent } from '../../../../shared/domain/events';
import type { DeliveryState } from '../../../../shared/domain/notifications/delivery';
import type { Receipt } from '../../../../shared/domain/notifications/receipt';
import type { Instant } from '../../../../shared/domain/primitives';

/** A delivery that the other side knows by an id. */
export interface Told {
  readonly deliveryId: string;
  readonly state: DeliveryState;
}

interface ReceiptOptions {
  /** The newest delivery that was taken under this id, or null. */
  find(providerId: string): Told | null;
  /** Who says so, in `delivery.changed`. */
  readonly actor: string;
}

/** Receipts that came before the attempt they belong to was recorded; SES has been known to be faster than the answer to our call. */
const MOST_EARLY = 500;

/**
 * Turns receipts among the events of a commit into changes of the deliveries they are about, to be recorded in the same transaction. A
 * receipt that nobody waits for is about another console's mail, or about an attempt that is recorded in a moment.
 */
export function createReceiptChanges({
  find,
  actor,
}: ReceiptOptions): (events: readonly ConsoleEvent[], now: Instant) => ConsoleEvent[] {
  const early = new Map<string, Receipt[]>();

  const changeOf = (told: Told, { verdict, text }: Receipt, at: Instant): ConsoleEvent => ({
    type: 'delivery.changed',
    at,
    deliveryId: told.deliveryId,
    state: verdict ?? told.state,
    reason: text,
    into: null,
    actor,
  });

  function received(receipt: Receipt, at: Instant): ConsoleEvent[] {
    const told = find(receipt.providerId);
    if (told !== null) return [changeOf(told, receipt, at)];
    early.set(receipt.providerId, [...(early.get(receipt.providerId) ?? []), receipt]);
    const [oldest] = early.keys();
    if (early.size > MOST_EARLY && oldest !== undefined) early.delete(oldest);
    return [];
  }

  return (events, now) =>
    events.flatMap((event) => {
      if (event.type === 'message.receipt') return received(event.receipt, now);
      if (event.type !== 'delivery.attempted' || event.attempt.providerId === null) return [];
      const waiting = early.get(event.attempt.providerId) ?? [];
      early.delete(event.attempt.providerId);
      return waiting.map((receipt) => changeOf(event, receipt, now));
    });
}
