import type { Change } from './dispatcher';
import type { Entry } from './entry';
import type { Queue } from './queue';
import { isPage } from './retry-policy';

/** An opening that has been waiting so long is not about to leave by itself. */
const STUCK_MS = 1_000;

/** The opening that this message closes, if it waits in the same lane and nothing of it was ever sent. */
export function closingOf(entry: Entry, queue: Pick<Queue, 'destinations'>, nowMs: number): Entry | null {
  if (entry.lifecycle !== 'closes' || entry.alertKey === null || entry.byHand || entry.isEscalation) return null;
  const lane = queue.destinations.get(entry.destination)?.lanes.get(entry.threadKey);
  const opening = lane?.entries.find(
    (other) =>
      other.lifecycle === 'opens' && other.alertKey === entry.alertKey && other.state === 'waiting' && other.attempts === 0,
  );
  if (opening === undefined || opening.digested > 0) return null;
  return opening.isHeld || nowMs - opening.admittedMs >= STUCK_MS ? opening : null;
}

/**
 * Opened and closed before anybody heard of it: nobody is paged for what is over, and where people read, one message tells both.
 */
export function endUnsent(
  closing: Entry,
  opening: Entry,
  change: (changes: readonly Change[], then?: () => void) => void,
  admit: (entry: Entry) => void,
): void {
  if (isPage(closing.carrier)) {
    change([
      { entry: opening, state: 'suppressed', reason: 'Resolved before anything of it was sent.' },
      { entry: closing, state: 'suppressed', reason: 'Nothing of what it resolves had been sent.' },
    ]);
    return;
  }
  closing.digested += 1;
  const into = closing.deliveryId;
  change([{ entry: opening, state: 'suppressed', reason: `Resolved before it was sent; told together in ${into}.`, into }], () =>
    admit(closing),
  );
}
