import type { Chance, SimulatedTime, Wall } from '../world';
import { createFifo } from './fifo';
import type { StoredMessage } from './message';

export interface Received extends StoredMessage {
  readonly receipt: string;
  readonly firstReceivedAt: number;
}

export interface MessageCounts {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

/** The messages of one queue and who may see them when. Visibility runs on wall time. */
export interface MessageStore {
  /** Visible at once, or after `delayMs`. */
  add(message: StoredMessage, delayMs: number): void;
  /** Up to `max` visible messages, hidden for `visibilityMs` from now; those that `keep` refuses leave the queue. */
  take(max: number, keep: (message: StoredMessage) => boolean, visibilityMs: number): readonly Received[];
  remove(receipt: string): 'done' | 'invalid-receipt';
  hide(receipt: string, ms: number): 'done' | 'invalid-receipt' | 'not-in-flight';
  /** Wall instant at which the next hidden message shows; null when none is hidden. */
  nextVisibleAt(): number | null;
  clear(): void;
  /** Simulated instant at which the oldest message was sent; null when there is none. */
  oldestSentAt(): number | null;
  counts(): MessageCounts;
}

export function createMessageStore(
  queueName: string,
  { time, wall, chance }: { readonly time: SimulatedTime; readonly wall: Wall; readonly chance: Chance },
): MessageStore {
  const stored = new Map<string, StoredMessage>();
  /** Ids in order of arrival; ids of messages deleted since are skipped. */
  const ready = createFifo<string>();
  /** Id → wall instant at which it becomes visible. */
  const hidden = new Map<string, number>();

  function releaseVisible(): void {
    const now = wall.now();
    for (const [id, visibleAt] of hidden) {
      if (visibleAt > now) continue;
      hidden.delete(id);
      ready.push(id);
    }
  }

  function hand(message: StoredMessage, visibilityMs: number): Received {
    const receipt = writeReceipt(queueName, message.id, chance.hex(16));
    const firstReceivedAt = message.firstReceivedAt ?? time.now();
    Object.assign(message, { receipt, firstReceivedAt, receives: message.receives + 1 });
    hidden.set(message.id, wall.now() + visibilityMs);
    return { ...message, receipt, firstReceivedAt };
  }

  /** The message a handle belongs to; null when it was deleted or received again since. */
  function holderOf(receipt: string): StoredMessage | null | 'invalid-receipt' {
    const place = readReceipt(receipt);
    if (place === null || place.queue !== queueName) return 'invalid-receipt';
    const message = stored.get(place.id);
    return message?.receipt === receipt ? message : null;
  }

  return {
    add: (message, delayMs) => {
      stored.set(message.id, message);
      if (delayMs > 0) hidden.set(message.id, wall.now() + delayMs);
      else ready.push(message.id);
    },
    take: (max, keep, visibilityMs) => {
      releaseVisible();
      const taken: Received[] = [];
      while (taken.length < max) {
        const id = ready.shift();
        if (id === undefined) break;
        const message = stored.get(id);
        if (message === undefined) continue;
        if (keep(message)) taken.push(hand(message, visibilityMs));
        else stored.delete(id);
      }
      return taken;
    },
    remove: (receipt) => {
      const message = holderOf(receipt);
      if (message === 'invalid-receipt') return message;
      if (message !== null) {
        stored.delete(message.id);
        hidden.delete(message.id);
      }
      return 'done';
    },
    hide: (receipt, ms) => {
      const message = holderOf(receipt);
      if (message === 'invalid-receipt') return message;
      releaseVisible();
      if (message === null || !hidden.has(message.id)) return 'not-in-flight';
      hidden.set(message.id, wall.now() + ms);
      return 'done';
    },
    nextVisibleAt: () => {
      let soonest: number | null = null;
      for (const visibleAt of hidden.values()) soonest = Math.min(soonest ?? visibleAt, visibleAt);
      return soonest;
    },
    clear: () => {
      stored.clear();
      hidden.clear();
      ready.clear();
    },
    oldestSentAt: () => {
      const [first] = stored.values(); // in order of arrival
      return first?.sentAt ?? null;
    },
    counts: () => {
      releaseVisible();
      const delayed = [...hidden.keys()].filter((id) => stored.get(id)?.receives === 0).length;
      return { visible: stored.size - hidden.size, inFlight: hidden.size - delayed, delayed };
    },
  };
}

function writeReceipt(queue: string, id: string, hex: string): string {
  return Buffer.from(`${queue}:${id}:${hex}`).toString('base64');
}

function readReceipt(receipt: string): { queue: string; id: string } | null {
  const [queue, id, hex] = Buffer.from(receipt, 'base64').toString().split(':');
  return queue && id && hex?.length === 16 ? { queue, id } : null;
}
