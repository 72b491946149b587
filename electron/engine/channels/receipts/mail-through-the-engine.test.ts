import { createRouterClient } from '@orpc/server';
import { simpleParser } from 'mailparser';
import { expect, test } from 'vitest';
import { createRouter } from '../../handlers/router';
import { anEngine } from '../../testing/an-engine';
import { at, payroll } from '../../testing/events';
import { scriptedSmtp } from '../testing/scripted-smtp';

const PASSWORD = 'correct horse battery staple';
const admin = { actor: { id: 'token:chief', role: 'admin', host: 'headless' } } as const;

test('a mail leaves in words and colours, its bounce comes back to it, and the password stays where it is', async () => {
  const server = await scriptedSmtp(() => null);
  const { engine } = await anEngine();
  const { notifications, audit } = createRouterClient(createRouter(engine), { context: admin });
  const configuration = { Recipients: ['dana@example.com', 'lee@example.com'] };
  await notifications.settings.put({
    headers: {},
    body: {
      Notifications: [{ NotificationId: 'n1', Name: 'All', Channels: [{ Type: 'EMAIL', Configuration: configuration }] }],
      Defaults: {
        Locale: 'de',
        Mail: {
          Transport: 'SMTP',
          From: 'tocsin@drills.example',
          Smtp: { Host: '127.0.0.1', Port: server.port, User: 'tocsin', Password: PASSWORD },
        },
      },
    },
  });
  const tested = await notifications.test({ notificationId: 'n1' });
  expect(tested).toMatchObject({ state: 'accepted', carrier: 'email-smtp', recipient: 'dana@example.com' });
  expect(tested.deliveries.map(({ recipient, state }) => [recipient, state])).toEqual([
    ['dana@example.com', 'accepted'],
    ['lee@example.com', 'accepted'],
  ]);
  const mails = await Promise.all(server.messages.map((message) => simpleParser(`${message}\r\n`)));
  expect(mails.map(({ to }) => [to].flat()[0]?.text).sort()).toEqual(configuration.Recipients);
  const [mail] = mails;
  expect(mail?.headers.get('content-language')).toBe('de');
  expect([mail?.subject, mail?.text, mail?.html].every((part) => typeof part === 'string' && part.includes('TEST'))).toBe(true);

  const providerId = tested.attemptLog[0]?.providerId ?? '';
  engine.commit([
    {
      type: 'message.receipt',
      at: at(60),
      contextId: payroll,
      source: 'sqs-messages',
      messageId: 'sns-1',
      occurredAt: at(60),
      receipt: { providerId, verdict: 'failed', text: 'It bounced: 550 5.1.1 user unknown' },
    },
  ]);
  expect(await notifications.delivery({ deliveryId: tested.deliveryId })).toMatchObject({
    state: 'failed',
    reason: 'It bounced: 550 5.1.1 user unknown',
    receipts: [{ text: 'It bounced: 550 5.1.1 user unknown' }],
  });
  const said = [
    await notifications.settings.get({}),
    await notifications.history({}),
    await audit.list({ limit: 200 }),
    server.messages,
  ];
  expect(JSON.stringify(said)).not.toContain(PASSWORD);
});
