import { expect, test } from 'vitest';
import type { ConsoleEvent } from '../../../../shared/domain/events';
import type { Receipt } from '../../../../shared/domain/notifications/receipt';
import { at, payroll } from '../../testing/events';
import { createReceiptChanges, type Told } from './receipt-changes';

const heard = (providerId: string, verdict: Receipt['verdict'] = 'delivered'): ConsoleEvent => ({
  type: 'message.receipt',
  at: at(1),
  contextId: payroll,
  source: 'sqs-messages',
  messageId: `m-${providerId}`,
  occurredAt: at(1),
  receipt: { providerId, verdict, text: 'the words' },
});
const attempted = (deliveryId: string, providerId: string): ConsoleEvent => ({
  type: 'delivery.attempted',
  at: at(2),
  deliveryId,
  attempt: { number: 1, startedAt: at(2), latencyMs: 5, outcome: 'accepted', status: 200, reply: null, providerId },
  state: 'accepted',
  reason: null,
  nextAttemptAt: null,
});
const known = (told: Readonly<Record<string, Told>>) =>
  createReceiptChanges({ find: (providerId) => told[providerId] ?? null, actor: 'receipt' });

test('a receipt changes the delivery it is about, with the other side’s words', () => {
  const changes = known({ p1: { deliveryId: 'd1', state: 'accepted' } });
  expect(changes([heard('p1', 'failed')], at(3))).toEqual([
    { type: 'delivery.changed', at: at(3), deliveryId: 'd1', state: 'failed', reason: 'the words', into: null, actor: 'receipt' },
  ]);
  expect(changes([heard('p1', null)], at(3))).toMatchObject([{ state: 'accepted' }]);
});

test('one that came too early waits for its attempt', () => {
  const changes = known({});
  expect(changes([heard('p1')], at(1))).toEqual([]);
  expect(changes([attempted('d1', 'p2')], at(2))).toEqual([]);
  expect(changes([attempted('d1', 'p1')], at(2))).toMatchObject([{ deliveryId: 'd1', state: 'delivered' }]);
  expect(changes([attempted('d1', 'p1')], at(2))).toEqual([]);
});

test('those of others are forgotten', () => {
  const changes = known({});
  for (let n = 0; n < 600; n += 1) changes([heard(`p${n}`)], at(1));
  expect(changes([attempted('d1', 'p0')], at(2))).toEqual([]);
  expect(changes([attempted('d1', 'p599')], at(2))).toHaveLength(1);
});
