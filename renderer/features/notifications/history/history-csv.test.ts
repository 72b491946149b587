import { expect, test } from 'vitest';
import type { DeliverySummary } from '../../../../shared/domain/notifications/record';
import { Instant } from '../../../../shared/domain/primitives';
import { historyCsv } from './history-csv';
import { merged } from './use-history';

const at = Instant.parse('2026-03-14T09:25:11.000Z');

function aDelivery(change: Partial<DeliverySummary>): DeliverySummary {
  return {
    deliveryId: 'dlv-1',
    idempotencyKey: 'k',
    eventId: 'e',
    notificationId: 'n',
    configurationName: 'Night shift',
    channel: 'WEBHOOK',
    carrier: 'webhook',
    channelIndex: 0,
    step: 0,
    destination: 'd',
    destinationLabel: 'hooks.example.com',
    recipient: null,
    locale: 'en',
    templateId: null,
    severity: 'HIGH',
    why: 'HIGH',
    alsoMatched: [],
    threadKey: 't',
    digestKey: 'g',
    queuedAt: at,
    notBefore: null,
    expiresAt: at,
    test: false,
    suppressed: null,
    seq: 1,
    state: 'failed',
    reason: null,
    attempts: 1,
    nextAttemptAt: null,
    stateAt: at,
    latencyMs: null,
    mayBeRepeat: false,
    eventType: 'execution.failed',
    eventTitle: 'Payroll failed',
    executionId: null,
    digested: 0,
    ...change,
  };
}

test('a cell that begins like a formula, or holds quotes, commas and lines, stays one cell of text', () => {
  const csv = historyCsv([aDelivery({ eventTitle: '=HYPERLINK("x"), now', reason: 'two\r\nlines' })]);
  expect(csv).toContain(`"'=HYPERLINK(""x""), now"`);
  expect(csv).toContain('"two\r\nlines"');
  expect(csv.split('\r\n').at(-1)).toBe('');
});

test('of a delivery that both pages hold, the newest page is believed', () => {
  const shown = merged([aDelivery({ state: 'accepted' })], [aDelivery({ state: 'queued' }), aDelivery({ deliveryId: 'dlv-0' })]);
  expect(shown.map(({ deliveryId, state }) => [deliveryId, state])).toEqual([
    ['dlv-1', 'accepted'],
    ['dlv-0', 'failed'],
  ]);
});
