import type { Instant } from '../domain/primitives';
import type { CollectionName, Entity, View } from '../domain/view';

/** One thing in the live view that changed. */
export type Change =
  | {
      [C in CollectionName]: { readonly kind: 'put'; readonly collection: C; readonly id: string; readonly entity: Entity<C> };
    }[CollectionName]
  | { readonly kind: 'remove'; readonly collection: CollectionName; readonly id: string };

/**
 * `sentAt`: wall clock of the engine's computer when the item was handed over. A reader on another computer learns from it how far its
 * own clock is off; ages would be wrong by that much, and old facts might look fresh.
 */
interface Sent {
  readonly sentAt?: Instant;
}

/** The one live stream: a snapshot, then deltas numbered without gaps within one `session`. */
export type StreamItem = Sent &
  (
    | { readonly kind: 'snapshot'; readonly session: string; readonly seq: number; readonly view: View }
    | { readonly kind: 'delta'; readonly session: string; readonly seq: number; readonly changes: readonly Change[] }
  );
