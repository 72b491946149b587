import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSesReceipt, readSmsReceipt, readTopicReceipt } from './receipt';

const mail = { messageId: 'ses-1', destination: ['dana@example.com'], tags: { 'tocsin-delivery': ['dlv-1'] } };
const bounce = {
  bounceType: 'Permanent',
  bounceSubType: 'General',
  bouncedRecipients: [{ emailAddress: 'dana@example.com', diagnosticCode: 'smtp; 550 5.1.1 user unknown' }],
};

describe('what SES tells', () => {
  test.each<[object, string | null, string]>([
    [{ eventType: 'Delivery', delivery: { smtpResponse: '250 ok' } }, 'delivered', 'took it: 250 ok'],
    [{ eventType: 'Bounce', bounce }, 'failed', '(Permanent, General): dana@example.com, smtp; 550 5.1.1 user unknown'],
    [{ notificationType: 'Bounce', bounce }, 'failed', 'bounced'],
    [{ eventType: 'Bounce' }, 'failed', 'no reason given'],
    [{ eventType: 'Complaint', complaint: { complaintFeedbackType: 'abuse' } }, null, '(abuse)'],
    [{ eventType: 'DeliveryDelay', deliveryDelay: { delayType: 'MailboxFull' } }, null, 'still trying (MailboxFull)'],
    [{ eventType: 'Reject', reject: { reason: 'Bad content' } }, 'failed', 'Bad content'],
  ])('%j', (event, verdict, text) => {
    expect(readSesReceipt({ ...event, mail })).toEqual({ providerId: 'ses-1', verdict, text: expect.stringContaining(text) });
  });

  test.each([[{ eventType: 'Send', mail }], [{ eventType: 'Open', mail }], [{ eventType: 'Bounce' }], [{ mail }], [null], ['x']])(
    '%j says nothing new',
    (event) => {
      expect(readSesReceipt(event)).toBeNull();
    },
  );

  test('never throws, and keeps its words short', () => {
    fc.assert(
      fc.property(fc.object(), fc.string({ maxLength: 2000 }), (more, diagnosticCode) => {
        const told = readSesReceipt({ eventType: 'Bounce', bounce: { bouncedRecipients: [{ diagnosticCode }], ...more }, mail });
        expect(told?.text.length ?? 0).toBeLessThanOrEqual(500);
        readSmsReceipt(more);
        readTopicReceipt(more);
      }),
    );
  });
});

test.each([
  ['SUCCESS', 'delivered'],
  ['FAILURE', 'failed'],
])('what a carrier tells: %s', (status, verdict) => {
  const delivery = {
    phoneCarrier: 'Example Mobile',
    providerResponse: 'Blocked as spam by phone carrier',
    destination: '+15555550100',
  };
  expect(readSmsReceipt({ notification: { messageId: 'sms-1', timestamp: 'x' }, delivery, status })).toEqual({
    providerId: 'sms-1',
    verdict,
    text: 'Example Mobile: Blocked as spam by phone carrier',
  });
});

test('what a topic tells of one subscriber says more, and proves nothing for the rest', () => {
  const line = (status: string, statusCode: number, providerResponse: string) => ({
    notification: { messageId: 'sns-1' },
    delivery: { destination: 'https://hooks.example/x', statusCode, providerResponse },
    status,
  });
  expect(readTopicReceipt(line('FAILURE', 403, 'Forbidden'))).toEqual({
    providerId: 'sns-1',
    verdict: null,
    text: 'https://hooks.example/x did not get it: 403 Forbidden',
  });
  expect(readTopicReceipt(line('SUCCESS', 200, ''))?.text).toBe('https://hooks.example/x got it: 200');
});
