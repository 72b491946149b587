import type { Chance, SimulatedTime, Wall } from '../world';
import type { MessageAttributes, StoredMessage } from './message';
import { createMessageStore, type MessageStore, type Received } from './message-store';
import { numberAttribute, readRedrive } from './queue-attributes';

/** One standard queue. Visibility, delay, retention and waiting run on wall time; timestamps shown to clients are simulated. */
export interface Queue extends Pick<MessageStore, 'remove' | 'hide' | 'counts'> {
  readonly account: string;
  readonly region: string;
  readonly name: string;
  readonly arn: string;
  /** As set; see `effectiveAttributes` for the defaults. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly tags: Map<string, string>;
  /** Simulated epoch milliseconds. */
  readonly createdAt: number;
  readonly modifiedAt: () => number;
  setAttributes(changes: Readonly<Record<string, string>>): void;
  readonly isDeleted: () => boolean;
  /** Simulated seconds since the oldest message was sent; 0 when empty. */
  oldestSeconds(): number;
  send(message: Outgoing): StoredMessage;
  /** Takes up to `max` messages and hides them for `visibilityMs`. */
  receive(max: number, visibilityMs: number): readonly Received[];
  /** Resolves when something may be there to receive, after `ms`, when aborted, or when the queue is gone. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  purge(): void;
  /** Ends every wait; whoever waited finds the queue gone. */
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
  /** Counts for CloudWatch. */
  readonly measure: (queue: Queue, name: string, value: number) => void;
}

export function createQueue(
  identity: { readonly account: string; readonly region: string; readonly name: string },
  settings: { readonly attributes: Readonly<Record<string, string>>; readonly tags: Readonly<Record<string, string>> },
  ports: Ports,
): Queue {
  const { time, wall, chance, deadLetter, measure } = ports;
  const attributes = new Map(Object.entries(settings.attributes));
  const store = createMessageStore(identity.name, ports);
  const waiters = new Set<() => void>();
  const createdAt = time.now();
  let modifiedAt = createdAt;
  let deleted = false;

  const wakeAll = () => {
    for (const wake of [...waiters]) wake();
  };

  /** Neither too old nor received too often; what was goes to the dead letters. */
  function isKept(message: StoredMessage): boolean {
    const retentionMs = numberAttribute(attributes, 'MessageRetentionPeriod') * 1000;
    if (message.sentAtWall < wall.now() - retentionMs) return false;
    const redrive = readRedrive(attributes.get('RedrivePolicy'));
    if (redrive === null || message.receives < redrive.maxReceiveCount) return true;
    return !deadLetter(redrive.deadLetterTargetArn, message);
  }

  const queue: Queue = {
    ...identity,
    arn: `arn:aws:sqs:${identity.region}:${identity.account}:${identity.name}`,
    attributes,
    tags: new Map(Object.entries(settings.tags)),
    createdAt,
    modifiedAt: () => modifiedAt,
    setAttributes: (changes) => {
      for (const [name, value] of Object.entries(changes)) attributes.set(name, value);
      modifiedAt = time.now();
    },
    isDeleted: () => deleted,
    remove: store.remove,
    counts: store.counts,
    purge: store.clear,
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
      measure(queue, 'NumberOfMessagesSent', 1);
      store.add(message, delayMs ?? numberAttribute(attributes, 'DelaySeconds') * 1000);
      wakeAll();
      return message;
    },
    oldestSeconds: () => {
      const oldest = store.oldestSentAt();
      return oldest === null ? 0 : Math.max(0, Math.round((time.now() - oldest) / 1000));
    },
    receive: (max, visibilityMs) => {
      const received = store.take(max, isKept, visibilityMs);
      if (received.length > 0) measure(queue, 'NumberOfMessagesReceived', received.length);
      return received;
    },
    wait: (ms, signal) =>
      new Promise((resolve) => {
        const until = Math.min(wall.now() + ms, store.nextVisibleAt() ?? Number.POSITIVE_INFINITY);
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
    hide: (receipt, ms) => {
      const outcome = store.hide(receipt, ms);
      if (outcome === 'done') wakeAll(); // long polls reckon anew with when it becomes visible
      return outcome;
    },
    markDeleted: () => {
      deleted = true;
      wakeAll();
    },
  };
  return queue;
}
