import type { Delivery } from '../../../shared/domain/notifications/delivery';
import type { NotificationEvent } from '../../../shared/domain/notifications/event';
import type { Log } from '../ports';
import type { Attempts } from './attempt';
import type { OutboxTables } from './tables';

/** A turn of the loop: no longer than a commit. */
const AT_ONCE = 25;

interface UnsentOptions {
  readonly tables: Pick<OutboxTables, 'open' | 'keepContents'>;
  readonly log: Pick<Log, 'warn'>;
  readonly render: Attempts['render'];
}

/** Keeps the words of what was decided not to be sent, so that it can be looked at as it would have been. A few at a time. */
export function createUnsentContents({ tables, log, render }: UnsentOptions): {
  keep(delivery: Delivery, event: NotificationEvent): void;
  /** The database is about to close: what has not been kept by then stays without words. */
  stop(): void;
} {
  const waiting: { readonly delivery: Delivery; readonly event: NotificationEvent }[] = [];
  let isPlanned = false;

  function planMore(): void {
    if (isPlanned || waiting.length === 0) return;
    isPlanned = true;
    setImmediate(() => {
      isPlanned = false;
      keepSome();
      planMore();
    });
  }

  function keepSome(): void {
    if (waiting.length === 0) return;
    const contents = waiting.splice(0, AT_ONCE).flatMap(({ delivery, event }) => {
      const seq = tables.open.seqOf(delivery.deliveryId);
      return seq === null ? [] : [{ seq, rendered: render(delivery, event, []).rendered }];
    });
    const kept = tables.keepContents(contents);
    if (!kept.ok) log.warn({ reason: kept.error.message }, 'the words of messages that are not sent could not be kept');
  }

  return {
    keep(delivery, event) {
      waiting.push({ delivery, event });
      planMore();
    },
    stop() {
      waiting.length = 0;
    },
  };
}
