import { z } from 'zod';
import type { DeliveryRecord } from '../../reports/sources';
import type { Facts } from '../facts';
import type { JudgedItem } from '../population';
import { defineEvidence } from './evidence-kind';
import { judgeShare } from './judging';
import { Fraction } from './parameters';

const ENDED = ['accepted', 'delivered', 'failed', 'expired'];

/** Whether messages got to where they were sent. */
export const notificationsDelivered = defineEvidence({
  kind: 'notifications-delivered',
  title: 'Notifications reached their destinations',
  how: 'Of all messages of the period that were sent and came to an end, the share that the receiver accepted, and within withinSeconds of the event where that is given, is held against atLeast. Messages that were kept back on purpose, and those still on their way, are left out.',
  Parameters: z.strictObject({
    withinSeconds: z.number().positive().max(86_400).nullable().default(null),
    atLeast: Fraction.default(0.99),
  }),
  judge: ({ withinSeconds, atLeast }, facts) =>
    judgeShare(facts, {
      what: 'messages that were sent',
      items: messages(facts, withinSeconds),
      atLeast,
      label: 'Delivered',
      none: 'No message was sent within the period.',
    }),
});

function* messages(facts: Facts, withinSeconds: number | null): Iterable<JudgedItem> {
  for (const delivery of facts.deliveries()) {
    if (!ENDED.includes(delivery.state)) continue;
    const { at, eventType, channel, destination } = delivery;
    const what = `${eventType} by ${channel} to ${destination}`;
    yield { what, at, auditSeq: null, ref: null, why: failureOf(delivery, withinSeconds) };
  }
}

function failureOf({ state, error, attempts, afterMs }: DeliveryRecord, withinSeconds: number | null): string | null {
  if (state === 'failed' || state === 'expired')
    return `It was not delivered after ${attempts} attempts${error === null ? '.' : `: ${error}`}`;
  if (withinSeconds === null || afterMs === null || afterMs <= withinSeconds * 1_000) return null;
  return `It took ${Math.ceil(afterMs / 1_000)} seconds.`;
}
