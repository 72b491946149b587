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
 * What goes next, or null. What is held, or must wait for another lane (`mustWait`), lets only critical ones pass, what waits for its next
 * attempt nobody: a resolution never overtakes what it resolves.
 */
export function nextOf(lane: Lane, mustWait: (entry: Entry) => boolean): Entry | null {
  if (lane.inFlight !== null) return null;
  let isSomethingHeld = false;
  for (const entry of lane.entries) {
    if (entry.isHeld || mustWait(entry)) isSomethingHeld = true;
    else if (!isSomethingHeld || entry.isCritical || entry.byHand) return entry;
  }
  return null;
}

/** Whether it is held, or stands behind something held that it may not pass. */
export function isHeldBack(lane: Lane, entry: Entry): boolean {
  if (entry.isHeld) return true;
  if (entry.isCritical || entry.byHand) return false;
  for (const other of lane.entries) {
    if (other === entry) return false;
    if (other.isHeld) return true;
  }
  return false;
}

/** Answers whether it was there. */
export function removeFrom(lane: Lane, entry: Entry): boolean {
  const at = lane.entries[0] === entry ? 0 : lane.entries.indexOf(entry);
  if (at < 0) return false;
  lane.entries.splice(at, 1);
  return true;
}
