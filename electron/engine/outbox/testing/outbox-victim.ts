import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { instantOf } from '../../../../shared/domain/primitives';
import type { Clock, Wall } from '../../ports';
import { fakePorts } from '../../testing/fakes';
import { aDelivery, aNotification, anOutbox, answer } from './an-outbox';

/** Messages told of in one commit, and how many there are in all. */
const BATCH = 10;
export const VICTIM_MESSAGES = 200;

/**
 * A console that tells of messages and sends them until it is killed, or until all have ended: then it says so. Its receiver is the file
 * `heard`: one line a message, as a real receiver would have it. Started by `outbox/kill.test.ts`.
 */
export async function notifyUntilKilled(dataDir: string, heard: string, say: (line: string) => void): Promise<void> {
  const clock: Clock = {
    now: () => instantOf(wallNowMs()),
    nowMs: wallNowMs,
    sleep: (ms, signal) => sleep(ms, undefined, { signal }),
    speed: () => 1,
    onChange: () => () => undefined,
  };
  const wall: Wall = { now: clock.now, nowMs: clock.nowMs, monoMs: clock.nowMs, sleep: clock.sleep };
  const { outbox, commit, journal } = anOutbox({
    dataDir,
    ports: { ...fakePorts(), clock, wall },
    defaults: { Digest: { Enabled: false } },
    deduplicates: ['webhook'],
    async script({ delivery }) {
      appendFileSync(heard, `${delivery.deliveryId}\n`);
      await sleep(1);
      return answer('accepted');
    },
  });
  let next = firstUnknown((eventId) => journal.outbox.reads.hasEvent(eventId));
  say(`started ${next}`);
  while (next < VICTIM_MESSAGES || outbox.counts().queued + outbox.counts().sending > 0) {
    const numbers = Array.from({ length: Math.min(BATCH, VICTIM_MESSAGES - next) }, (_, n) => next + n);
    if (numbers.length > 0) commit(...numbers.map((number) => told(number, clock)));
    next += numbers.length;
    say(`told ${next}`);
    await sleep(3);
  }
  say('ended');
  await outbox.stop(100);
  journal.close();
}

function told(number: number, clock: Clock) {
  const at = clock.now();
  const event = aNotification(`e${number}`, { threadKey: `t${number % 20}`, occurredAt: at });
  const times = { queuedAt: at, expiresAt: instantOf(clock.nowMs() + 3_600_000) };
  const deliveries = [aDelivery(event, 'hook', times), aDelivery(event, 'mail', { ...times, carrier: 'email-smtp' })];
  return { type: 'notification.raised' as const, at, event, deliveries };
}

function firstUnknown(isKnown: (eventId: string) => boolean): number {
  let number = 0;
  while (number < VICTIM_MESSAGES && isKnown(`e${number}`)) number += 1;
  return number;
}

/** The one moment that this program takes from the machine. */
function wallNowMs(): number {
  return Math.round(performance.timeOrigin + performance.now());
}
