import type { Rendered } from '../../../shared/domain/notifications/rendered';
import type { ThreadRef } from '../channels/channel';

/** What no event says and yet must be written with one: in the transaction that records the delivery's next event, or not at all. */
export interface Staged {
  /** Content as it will be sent; null throws away what was stored, so that it is rendered anew. */
  readonly content?: { readonly rendered: Rendered; readonly templateId: string } | null;
  readonly thread?: { readonly threadKey: string; readonly destination: string; readonly ref: ThreadRef };
  readonly mayBeRepeat?: boolean;
  /** Wall clock: not before. */
  readonly waitUntilMs?: number;
}

/** Holds what is staged until the transaction that wrote it has been committed. */
export interface Stage {
  put(deliveryId: string, staged: Staged): void;
  /** For the projection: what is staged for this delivery, remembered as used. */
  use(deliveryId: string): Staged | null;
  /** After the transaction: what was used is forgotten if it was committed, and kept for the next attempt if not. */
  settled(isCommitted: boolean): void;
}

export function createStage(): Stage {
  const waiting = new Map<string, Staged>();
  let used: string[] = [];
  return {
    put(deliveryId, staged) {
      waiting.set(deliveryId, { ...waiting.get(deliveryId), ...staged });
    },
    use(deliveryId) {
      const staged = waiting.get(deliveryId) ?? null;
      if (staged !== null) used.push(deliveryId);
      return staged;
    },
    settled(isCommitted) {
      if (isCommitted) for (const deliveryId of used) waiting.delete(deliveryId);
      used = [];
    },
  };
}
