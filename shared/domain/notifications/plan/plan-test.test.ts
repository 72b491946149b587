import { expect, test } from 'vitest';
import { NotificationConfiguration } from '../configuration';
import { NotificationDefaults } from '../defaults';
import { sampleEvent } from '../samples/sample-event';
import { moment } from '../samples/sample-facts';
import { asTest, planTest } from './plan-test';

const configuration = NotificationConfiguration.parse({
  NotificationId: 'n1',
  Name: 'Drills',
  Enabled: false,
  EventFilters: { Severities: ['CRITICAL'] },
  Channels: [
    { Type: 'EMAIL', Configuration: { Recipients: ['a@example.com', 'b@example.com'], Transport: 'SMTP' } },
    { Type: 'SMS', Configuration: { PhoneNumbers: ['+4915112345678'], Enabled: false } },
  ],
  Escalation: {
    Enabled: false,
    DelayMinutes: 15,
    EscalationChannels: [{ Type: 'PAGERDUTY', Configuration: { ServiceKey: { SecretRef: 'notify/pager' } } }],
  },
});
const now = moment('12:00:00');

let last = 0;
function makeId(): string {
  last += 1;
  return `dlv-${last}`;
}

function tested(channelIndex: number | null, escalation = false, locale: string | null = null) {
  const event = asTest(sampleEvent('execution.started'), 'tst-1', now, true);
  return planTest({
    configuration,
    channelIndex,
    escalation,
    event,
    defaults: NotificationDefaults.parse({}),
    now,
    makeId,
    locale,
  });
}

test('goes to every destination of the channel, whatever filters and switches say', () => {
  expect(tested(null).map(({ destination }) => destination)).toEqual(['a@example.com', 'b@example.com', '+4915112345678']);
  expect(tested(1)).toMatchObject([{ carrier: 'sms', channelIndex: 1, step: 0, test: true, notBefore: null }]);
  expect(tested(0, true)).toMatchObject([{ carrier: 'pagerduty', step: 1, test: true, notBefore: null }]);
  expect(tested(7)).toEqual([]);
  expect(new Set(tested(null, false, 'de').map(({ locale }) => locale))).toEqual(new Set(['de']));
});

test('sent twice is two messages', () => {
  const keys = [...tested(0), ...tested(0)].map(({ idempotencyKey }) => idempotencyKey);
  expect(new Set(keys).size).toBe(4);
});

test('touches no real page', () => {
  const event = asTest(sampleEvent('execution.failed'), 'tst-1', now, false);
  expect(event).toMatchObject({ eventId: 'test:tst-1', alertKey: 'test:tst-1', noticeId: null, occurredAt: now });
});
