import type { Entry } from './entry';

/** Messages of one thread to one destination, in their order: one on its way at a time. */
export interface Lane {
  readonly destination: string;
  readonly threadKey: string;
  readonly entries: Entry[];
  inFlight: Entry | null;
  /** Offered to the destination as its next; null while there is none. */
  offered: Entry | null;
}

export function createLane(destination: string, threadKey: string): Lane {
  return { destination, threadKey, entries: [], inFlight: null, offered: null };
}

/**
 * What goes next, or null. What is held lets only critical ones pass, what waits for its next attempt nobody: a resolution never overtakes
 * what it resolves.
 */
export function nextOf(lane: Lane): Entry | null {
  if (lane.inFlight !== null) return null;
  let isSomethingHeld = false;
  for (const entry of lane.entries) {
    if (entry.isHeld) isSomethingHeld = true;
    else if (!isSomethingHeld || entry.isCritical || entry.byHand) return entry;
  }
  return null;
}

/** Answers whether it was there. */
export function removeFrom(lane: Lane, entry: Entry): boolean {
  const at = lane.entries[0] === entry ? 0 : lane.entries.indexOf(entry);
  if (at < 0) return false;
  lane.entries.splice(at, 1);
  return true;
}
