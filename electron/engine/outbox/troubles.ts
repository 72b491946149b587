import type { ConsoleEvent } from '../../../shared/domain/events';
import { Carrier } from '../../../shared/domain/notifications/delivery';
import type { Instant } from '../../../shared/domain/primitives';
import type { Ports } from '../ports';
import type { Where } from './dispatcher';
import type { OutboxTables } from './tables';
import { type PlanTrouble, raisedElsewhere } from './trouble-events';

interface TroublesOptions {
  readonly clock: Pick<Ports['clock'], 'now'>;
  readonly rehearsal: boolean;
  readonly plan: PlanTrouble;
  readonly raise: (event: ConsoleEvent) => void;
}

/** Tells people of destinations that stop working and work again, each once. */
export interface Troubles {
  note(where: Where, trouble: string | null): void;
  /** Destinations that did not work when the console ended. */
  resume(tables: Pick<OutboxTables, 'reads'>, troubled: (where: Where, trouble: string) => void): void;
}

const PREFIX = 'delivery-failing:';

export function createTroubles({ clock, rehearsal, plan, raise }: TroublesOptions): Troubles {
  const since = new Map<string, Instant>();

  return {
    note({ destination, label, carrier }, why) {
      const now = clock.now();
      const began = since.get(destination) ?? now;
      if (why === null) since.delete(destination);
      else since.set(destination, began);
      raise(raisedElsewhere({ destination, label, carrier, why, since: began, now, rehearsal }, plan));
    },
    resume(tables, troubled) {
      for (const { alertKey, delivery, occurredAt } of tables.reads.openTroubles()) {
        const carrier = Carrier.safeParse(delivery?.channel);
        if (alertKey === null || delivery === null || !carrier.success) continue;
        const destination = alertKey.slice(PREFIX.length);
        since.set(destination, occurredAt);
        troubled({ destination, label: delivery.destination, carrier: carrier.data }, delivery.message);
      }
    },
  };
}
