import { type DeliveryState, endStates } from '../../../shared/domain/notifications/delivery';
import type { Wall } from '../ports';

/** Whoever waits for a delivery to end. */
export interface Waiters {
  wait(deliveryId: string, withinMs: number): Promise<void>;
  entered(deliveryId: string, state: DeliveryState): void;
}

export function createWaiters(wall: Pick<Wall, 'sleep'>): Waiters {
  const waiting = new Map<string, Set<() => void>>();
  return {
    async wait(deliveryId, withinMs) {
      const patience = new AbortController();
      const wakers = waiting.get(deliveryId) ?? new Set();
      waiting.set(deliveryId, wakers);
      let wake = (): void => undefined;
      const ended = new Promise<void>((resolve) => {
        wake = resolve;
      });
      wakers.add(wake);
      await Promise.race([ended, wall.sleep(withinMs, patience.signal).catch(() => undefined)]);
      patience.abort();
      wakers.delete(wake);
      if (wakers.size === 0) waiting.delete(deliveryId);
    },
    entered(deliveryId, state) {
      if (!endStates.includes(state)) return;
      for (const wake of waiting.get(deliveryId) ?? []) wake();
    },
  };
}
