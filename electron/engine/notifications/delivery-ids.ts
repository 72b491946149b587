import type { Ids, Wall } from '../ports';

/** Ids of deliveries: later ones sort after earlier ones, and two consoles never make the same one. */
export function createDeliveryIds(ids: Ids, wall: Pick<Wall, 'nowMs'>): () => string {
  let lastMs = 0;
  return () => {
    // A clock that is set back must not put later deliveries before earlier ones.
    lastMs = Math.max(lastMs, wall.nowMs());
    const time = lastMs.toString(36).padStart(9, '0');
    return `dlv-${time}-${ids.next('dlv').replace(/^dlv[-_]/, '')}`;
  };
}
