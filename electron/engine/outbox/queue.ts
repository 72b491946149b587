import type { Carrier } from '../../../shared/domain/notifications/delivery';
import { createHeap, type Heap } from '../../../shared/lib/heap';
import type { Rate } from '../channels/channel';
import { type Breaker, createBreaker } from './breaker';
import { type Entry, goesBefore } from './entry';
import { createLane, isHeldBack, type Lane, nextOf, removeFrom } from './lane';
import { createPages, type Pages } from './pages';
import { createTokenBucket, type TokenBucket } from './token-bucket';

/** Where messages go: with a rate, a breaker, and lanes of their own. */
export interface Destination {
  readonly key: string;
  readonly carrier: Carrier;
  readonly label: string;
  readonly lanes: Map<string, Lane>;
  readonly pages: Pages;
  readonly heads: Heap<Entry>;
  readonly bucket: TokenBucket;
  readonly breaker: Breaker;
  inFlight: number;
  pausedUntilMs: number;
  /** The last attempt failed: few at a time until one succeeds, so that a slow one holds few hands. */
  isTroubled: boolean;
  /** What its breaker opened for, in words; null while it is closed. */
  trouble: string | null;
  /** People have been told that messages to it fail, and not yet that one arrived. */
  isToldOf: boolean;
}

const MOST_PER_DESTINATION = 16;
const MOST_WHILE_TROUBLED = 4;
const MOST_PER_CARRIER = 64;
const MOST = 192;

/** Everything that waits to be sent, by destination and thread; it answers what may go now. Times are monotonic wall milliseconds. */
export interface Queue {
  readonly destinations: ReadonlyMap<string, Destination>;
  destinationOf(entry: Pick<Entry, 'destination' | 'carrier' | 'label'>): Destination;
  laneOf(entry: Entry): Lane;
  add(entry: Entry): void;
  /** One whose attempt began in an earlier session: as if it were on its way. */
  adopt(entry: Entry): void;
  /** Looks anew at what goes next in the lane of this entry. */
  look(entry: Entry): void;
  /** Everything that may start now, already taken; and when there may be more, null where only an end or an addition brings more. */
  take(nowMs: number): { readonly started: Entry[]; readonly nextMs: number | null };
  /** The attempt is over; it stays in its lane unless it has ended. */
  landed(entry: Entry): void;
  remove(entry: Entry): void;
  waiting(): ReadonlyMap<Carrier, number>;
  inFlight(): number;
}

export function createQueue(rateOf: (carrier: Carrier) => Rate, nowMs: () => number): Queue {
  const destinations = new Map<string, Destination>();
  const active = new Set<Destination>();
  const retries = createHeap<{ readonly dueMs: number; readonly entry: Entry }>((one, other) => one.dueMs < other.dueMs);
  const perCarrier = new Map<Carrier, number>();
  const waiting = new Map<Carrier, number>();
  let all = 0;

  function destinationOf({ destination, carrier, label }: Pick<Entry, 'destination' | 'carrier' | 'label'>): Destination {
    const known = destinations.get(destination);
    if (known !== undefined) return known;
    const made: Destination = {
      key: destination,
      carrier,
      label,
      lanes: new Map(),
      pages: createPages((entry) => isHeldBack(laneOf(entry), entry)),
      heads: createHeap(goesBefore),
      bucket: createTokenBucket(() => rateOf(carrier), nowMs()),
      breaker: createBreaker(),
      inFlight: 0,
      pausedUntilMs: 0,
      isTroubled: false,
      trouble: null,
      isToldOf: false,
    };
    destinations.set(destination, made);
    return made;
  }

  function laneOf(entry: Entry): Lane {
    const { lanes } = destinationOf(entry);
    const lane = lanes.get(entry.threadKey) ?? createLane(entry.destination, entry.threadKey);
    lanes.set(entry.threadKey, lane);
    return lane;
  }

  function look(entry: Entry): void {
    const destination = destinations.get(entry.destination);
    const lane = destination?.lanes.get(entry.threadKey);
    if (destination === undefined || lane === undefined) return;
    const next = nextOf(lane, destination.pages.mustWait);
    if (next === lane.offered) return;
    lane.offered = next;
    if (next !== null) offer(next);
  }

  function offer(entry: Entry): void {
    if (entry.dueMs > nowMs()) {
      retries.push({ dueMs: entry.dueMs, entry });
      return;
    }
    const destination = destinationOf(entry);
    destination.heads.push(entry);
    active.add(destination);
  }

  /** Heaps keep what has been overtaken or has ended; it is dropped when it comes to the top. */
  function isOffered(entry: Entry): boolean {
    return (
      entry.state === 'waiting' &&
      !entry.isHeld &&
      destinations.get(entry.destination)?.lanes.get(entry.threadKey)?.offered === entry
    );
  }

  function headOf(destination: Destination, now: number): Entry | null {
    for (let head = destination.heads.peek(); head !== null; head = destination.heads.peek()) {
      if (isOffered(head) && head.dueMs <= now) return head;
      destination.heads.pop();
    }
    return null;
  }

  function offerDue(now: number): void {
    for (let next = retries.peek(); next !== null && next.dueMs <= now; next = retries.peek()) {
      retries.pop();
      if (isOffered(next.entry) && next.entry.dueMs === next.dueMs) offer(next.entry);
    }
  }

  function isFull(destination: Destination): boolean {
    const most = destination.isTroubled ? MOST_WHILE_TROUBLED : MOST_PER_DESTINATION;
    return destination.inFlight >= most || (perCarrier.get(destination.carrier) ?? 0) >= MOST_PER_CARRIER || all >= MOST;
  }

  /** When the destination lets this one through; `now` where it does. */
  function opensFor(head: Entry, destination: Destination, now: number): number | null {
    if (head.byHand) return now;
    if (destination.pausedUntilMs > now) return destination.pausedUntilMs;
    if (destination.breaker.mayTry(now, destination.inFlight)) return now;
    const opensAt = destination.breaker.opensAt();
    return opensAt !== null && opensAt > now ? opensAt : null;
  }

  /** Starts what it can; answers when more may start by itself. */
  function drain(destination: Destination, now: number, started: Entry[]): number | null {
    for (let head = headOf(destination, now); head !== null; head = headOf(destination, now)) {
      if (isFull(destination)) return null;
      const opens = opensFor(head, destination, now);
      if (opens === null || opens > now) return opens;
      if (!destination.bucket.take(now)) return destination.bucket.readyAt(now);
      destination.heads.pop();
      start(head, destination);
      started.push(head);
    }
    active.delete(destination);
    return null;
  }

  function start(entry: Entry, destination: Destination): void {
    const lane = laneOf(entry);
    lane.inFlight = entry;
    lane.offered = null;
    entry.state = 'sending';
    destination.inFlight += 1;
    count(perCarrier, entry.carrier, 1);
    all += 1;
  }

  function landed(entry: Entry): void {
    const destination = destinationOf(entry);
    const lane = laneOf(entry);
    if (lane.inFlight !== entry) return;
    lane.inFlight = null;
    destination.inFlight -= 1;
    count(perCarrier, entry.carrier, -1);
    all -= 1;
    if (entry.state === 'ended') drop(entry, lane);
    look(entry);
    if (destination.heads.size > 0) active.add(destination);
  }

  function put(entry: Entry): void {
    laneOf(entry).entries.push(entry);
    destinationOf(entry).pages.add(entry);
    count(waiting, entry.carrier, 1);
  }

  function drop(entry: Entry, lane: Lane): void {
    const { lanes, pages } = destinationOf(entry);
    if (removeFrom(lane, entry)) count(waiting, entry.carrier, -1);
    if (lane.entries.length === 0 && lane.inFlight === null) lanes.delete(entry.threadKey);
    pages.remove(entry);
    for (const other of pages.upTo(entry)) look(other);
  }

  return {
    destinations,
    destinationOf,
    laneOf,
    add(entry) {
      put(entry);
      look(entry);
    },
    adopt(entry) {
      put(entry);
      start(entry, destinationOf(entry));
    },
    look,
    take(now) {
      offerDue(now);
      const started: Entry[] = [];
      let nextMs = retries.peek()?.dueMs ?? null;
      for (const destination of [...active]) nextMs = earlier(nextMs, drain(destination, now, started));
      return { started, nextMs };
    },
    landed,
    remove(entry) {
      entry.state = 'ended';
      const lane = laneOf(entry);
      if (lane.inFlight === entry) return;
      drop(entry, lane);
      if (lane.entries.length > 0) look(entry);
    },
    waiting: () => waiting,
    inFlight: () => all,
  };
}

export function earlier(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}

function count(counts: Map<Carrier, number>, carrier: Carrier, change: number): void {
  counts.set(carrier, Math.max(0, (counts.get(carrier) ?? 0) + change));
}
