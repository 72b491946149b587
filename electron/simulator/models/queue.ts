import type { Chance, SimulatedTime, Wall } from '../world';
import { createFifo } from './fifo';
import type { MessageAttributes, StoredMessage } from './message';
import { numberAttribute, readRedrive } from './queue-attributes';

export interface Received extends StoredMessage {
  readonly receipt: string;
  readonly firstReceivedAt: number;
}

export interface QueueCounts {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

/** One standard queue. Visibility, delay, retention and waiting run on wall time; timestamps shown to clients are simulated. */
export interface Queue {
  readonly account: string;
  readonly region: string;
  readonly name: string;
  readonly arn: string;
  readonly attributes: Map<string, string>;
  readonly tags: Map<string, string>;
  /** Simulated epoch milliseconds. */
  readonly createdAt: number;
  modifiedAt: number;
  readonly isDeleted: () => boolean;
  send(message: Outgoing): StoredMessage;
  /** Takes up to `max` messages and hides them for `visibilityMs`. */
  receive(max: number, visibilityMs: number): readonly Received[];
  /** Resolves when something may be there to receive, after `ms`, when aborted, or when the queue is gone. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  remove(receipt: string): 'done' | 'invalid-receipt';
  hide(receipt: string, ms: number): 'done' | 'invalid-receipt' | 'not-in-flight';
  purge(): void;
  counts(): QueueCounts;
  markDeleted(): void;
}

export interface Outgoing {
  readonly body: string;
  readonly attributes: MessageAttributes;
  readonly senderId: string;
  /** Wall milliseconds; null takes the queue's own delay. */
  readonly delayMs: number | null;
}

interface Ports {
  readonly time: SimulatedTime;
  readonly wall: Wall;
  readonly chance: Chance;
  /** Takes a message that was received too often; false when the target is gone, and the message stays. */
  readonly deadLetter: (targetArn: string, message: StoredMessage) => boolean;
}

export function createQueue(
  identity: { readonly account: string; readonly region: string; readonly name: string },
  settings: { readonly attributes: Readonly<Record<string, string>>; readonly tags: Readonly<Record<string, string>> },
  { time, wall, chance, deadLetter }: Ports,
): Queue {
  const arn = `arn:aws:sqs:${identity.region}:${identity.account}:${identity.name}`;
  const attributes = new Map(Object.entries(settings.attributes));
  const stored = new Map<string, StoredMessage>();
  /** Ids in order of arrival; ids of messages deleted since are skipped. */
  const ready = createFifo<string>();
  /** Id → wall instant at which it becomes visible. */
  const hidden = new Map<string, number>();
  const waiters = new Set<() => void>();
  let deleted = false;

  const wakeAll = () => {
    for (const wake of [...waiters]) wake();
  };

  function releaseVisible(): void {
    const now = wall.now();
    for (const [id, visibleAt] of hidden) {
      if (visibleAt > now) continue;
      hidden.delete(id);
      ready.push(id);
    }
  }

  function takeNext(): StoredMessage | null {
    const expired = wall.now() - numberAttribute(attributes, 'MessageRetentionPeriod') * 1000;
    for (let id = ready.shift(); id !== undefined; id = ready.shift()) {
      const message = stored.get(id);
      if (message === undefined) continue;
      if (message.sentAtWall < expired || movedToDeadLetters(message)) stored.delete(id);
      else return message;
    }
    return null;
  }

  function movedToDeadLetters(message: StoredMessage): boolean {
    const redrive = readRedrive(attributes.get('RedrivePolicy'));
    return redrive !== null && message.receives >= redrive.maxReceiveCount && deadLetter(redrive.deadLetterTargetArn, message);
  }

  function hand(message: StoredMessage, visibilityMs: number): Received {
    const receipt = writeReceipt(identity.name, message.id, chance.hex(16));
    const firstReceivedAt = message.firstReceivedAt ?? time.now();
    Object.assign(message, { receipt, firstReceivedAt, receives: message.receives + 1 });
    hidden.set(message.id, wall.now() + visibilityMs);
    return { ...message, receipt, firstReceivedAt };
  }

  /** The message a handle belongs to; null when it was deleted or received again since. */
  function holderOf(receipt: string): StoredMessage | null | 'invalid-receipt' {
    const place = readReceipt(receipt);
    if (place === null || place.queue !== identity.name) return 'invalid-receipt';
    const message = stored.get(place.id);
    return message?.receipt === receipt ? message : null;
  }

  return {
    ...identity,
    arn,
    attributes,
    tags: new Map(Object.entries(settings.tags)),
    createdAt: time.now(),
    modifiedAt: time.now(),
    isDeleted: () => deleted,
    send: ({ body, attributes: own, senderId, delayMs }) => {
      const message: StoredMessage = {
        id: chance.uuid(),
        body,
        attributes: own,
        senderId,
        sentAt: time.now(),
        sentAtWall: wall.now(),
        receives: 0,
        firstReceivedAt: null,
        receipt: null,
      };
      stored.set(message.id, message);
      const delay = delayMs ?? numberAttribute(attributes, 'DelaySeconds') * 1000;
      if (delay > 0) hidden.set(message.id, wall.now() + delay);
      else ready.push(message.id);
      wakeAll();
      return message;
    },
    receive: (max, visibilityMs) => {
      releaseVisible();
      const taken: Received[] = [];
      while (taken.length < max) {
        const message = takeNext();
        if (message === null) break;
        taken.push(hand(message, visibilityMs));
      }
      return taken;
    },
    wait: (ms, signal) =>
      new Promise((resolve) => {
        let until = wall.now() + ms;
        for (const visibleAt of hidden.values()) until = Math.min(until, visibleAt);
        const cancel = wall.after(Math.max(until - wall.now(), 0), done);
        function done(): void {
          cancel();
          waiters.delete(done);
          signal.removeEventListener('abort', done);
          resolve();
        }
        waiters.add(done);
        signal.addEventListener('abort', done);
      }),
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
      wakeAll(); // long polls reckon anew with when it becomes visible
      return 'done';
    },
    purge: () => {
      stored.clear();
      hidden.clear();
      ready.clear();
    },
    counts: () => {
      releaseVisible();
      const delayed = [...hidden.keys()].filter((id) => stored.get(id)?.receives === 0).length;
      return { visible: stored.size - hidden.size, inFlight: hidden.size - delayed, delayed };
    },
    markDeleted: () => {
      deleted = true;
      wakeAll();
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
