import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MailDefaults } from '../../../shared/domain/notifications/defaults';
import { Carrier } from '../../../shared/domain/notifications/delivery';
import { isLoopbackHost } from '../channels/loopback';
import { keptInRehearsal } from './rehearsal-only';

const mail = (Smtp?: { Host: string }) => MailDefaults.parse(Smtp === undefined ? {} : { Transport: 'SMTP', Smtp });
const kept = (carrier: Carrier, configuration: Record<string, unknown>, smtp?: { Host: string }, isComplete = true) =>
  keptInRehearsal(
    { carrier, destination: 'd' },
    { configuration, mail: mail(smtp) },
    { awsFor: () => null, isComplete: () => isComplete },
  );

test.each<[Carrier, Record<string, unknown>]>([
  ['webhook', { WebhookUrl: 'http://127.0.0.1:9/x' }],
  ['slack-webhook', { WebhookUrl: 'http://localhost:9/x' }],
  ['teams', { WebhookUrl: 'https://[::1]:9/x' }],
  ['slack-bot', { ApiUrl: 'http://127.0.0.1:9' }],
  ['pagerduty', { EventsUrl: 'http://127.0.0.1:9' }],
])('%s goes to a receiver on loopback', (carrier, configuration) => {
  expect(kept(carrier, configuration)).toBeNull();
});

test.each<[Carrier, Record<string, unknown>]>([
  ['webhook', { WebhookUrl: 'https://hooks.example/x' }],
  ['slack-webhook', { WebhookUrl: 'https://127.0.0.1.example/x' }],
  ['teams', { WebhookUrl: 'https://localhost.example/x' }],
  ['slack-bot', { BotToken: 'x' }],
  ['pagerduty', { ServiceKey: 'x' }],
  ['webhook', {}],
])('%s to anybody else is kept, also where its own address is the default', (carrier, configuration) => {
  expect(kept(carrier, configuration)).toMatch(/rehearsal/);
});

test('mail leaves for a server on loopback only', () => {
  expect(kept('email-smtp', {}, { Host: '127.0.0.1' })).toBeNull();
  expect(kept('email-smtp', {}, { Host: 'smtp.example' })).toMatch(/rehearsal/);
  expect(kept('email-smtp', {})).toMatch(/rehearsal/);
});

test('no name but those of loopback counts as such', () => {
  fc.assert(fc.property(fc.domain(), (name) => !isLoopbackHost(name)));
  fc.assert(
    fc.property(
      fc.ipV4().filter((ip) => !ip.startsWith('127.')),
      (ip) => !isLoopbackHost(ip),
    ),
  );
  for (const host of ['127.0.0.999', '127.1', '::2', '0.0.0.0', '']) expect(isLoopbackHost(host)).toBe(false);
});

test('a topic that no account of the rehearsal has is kept, once all accounts are known', () => {
  expect(kept('sns', {}, undefined, true)).toMatch(/rehearsal/);
  expect(kept('sns', {}, undefined, false)).toBeNull();
});

test('every carrier is thought of', () => {
  for (const carrier of Carrier.options) expect(() => kept(carrier, {})).not.toThrow();
});
