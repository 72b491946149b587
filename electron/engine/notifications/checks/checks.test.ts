import { expect, test } from 'vitest';
import { NotificationSettings } from '../../../../shared/domain/notifications/defaults';
import { fakePorts } from '../../testing/fakes';
import type { CheckTools } from './channel-checks';
import { runChecks } from './run-checks';

function tools(given: { values?: Record<string, string>; fault?: string; by?: 'in-app' } = {}): Omit<CheckTools, 'defaults'> {
  return {
    awsFor: () => null,
    ports: fakePorts(),
    notifier: { by: given.by ?? 'notify-send', why: 'no service answers' },
    value: async (reference) => given.values?.[reference] ?? null,
    templateFault: () => given.fault ?? null,
  };
}

const settings = (Channels: object[], more: object = {}, Defaults: object = { ConsoleUrl: 'https://console.example' }) =>
  NotificationSettings.parse({ Notifications: [{ NotificationId: 'n', Name: 'Drills', Channels, ...more }], Defaults });

async function saidOf(channel: object, given: Parameters<typeof tools>[0] = {}, Defaults?: object) {
  const { channels } = await runChecks(settings([channel], {}, Defaults), tools(given));
  return (channels['n/0/0'] ?? []).map(({ id, state }) => `${state} ${id}`);
}

const ref = { SecretRef: 'notify/hooks.example/1' };

test.each<[string, object, Parameters<typeof tools>[0], string]>([
  ['a secret that is gone', { Type: 'SLACK', Configuration: { WebhookUrl: ref } }, {}, 'bad secret.WebhookUrl'],
  [
    'a private address',
    { Type: 'TEAMS', Configuration: { WebhookUrl: ref } },
    { values: { [ref.SecretRef]: 'https://10.0.0.8/x' } },
    'bad url.refused',
  ],
  [
    'a short key',
    { Type: 'PAGERDUTY', Configuration: { ServiceKey: ref } },
    { values: { [ref.SecretRef]: 'abc' } },
    'warning pagerduty.key',
  ],
  ['mail without transport', { Type: 'EMAIL', Configuration: { Recipients: ['a@b.example'] } }, {}, 'bad mail.transport'],
  [
    'a topic of nobody',
    { Type: 'SNS', Configuration: { TopicArn: 'arn:aws:sns:us-east-1:111122223333:t' } },
    {},
    'bad topic.account',
  ],
  ['a number of no country', { Type: 'SMS', Configuration: { PhoneNumbers: ['+9991234567'] } }, {}, 'warning sms.number'],
  ['alerts nobody sees', { Type: 'DESKTOP', Configuration: {} }, { by: 'in-app' }, 'warning desktop.native'],
  [
    'a template that is none',
    { Type: 'DESKTOP', Configuration: { TemplateId: 'x' } },
    { fault: 'There is no template x.' },
    'warning template',
  ],
  ['a channel switched off', { Type: 'DESKTOP', Configuration: { Enabled: false } }, {}, 'warning channel.off'],
  [
    'nothing',
    { Type: 'PAGERDUTY', Configuration: { ServiceKey: ref } },
    { values: { [ref.SecretRef]: 'R0UT1NGKEYR0UT1NGKEYR0UT1NGKEY00' } },
    'good channel.ready',
  ],
])('%s is told', async (_, channel, given, expected) => {
  expect(await saidOf(channel, given)).toContain(expected);
});

test('SMTP without server, sender or password is told as three things', async () => {
  const mail = { Type: 'EMAIL', Configuration: { Recipients: ['a@b.example'], Transport: 'SMTP' } };
  expect(await saidOf(mail)).toEqual(['bad mail.from', 'bad mail.smtp']);
  const Smtp = { Host: 'smtp.example', Password: { SecretRef: 'notify/Password/1' } };
  expect(await saidOf(mail, {}, { Mail: { From: 'dr@b.example', Smtp } })).toEqual(['bad mail.password']);
});

test.each<[string, NotificationSettings, string | null]>([
  ['no configuration', NotificationSettings.parse({}), 'bad settings.none'],
  [
    'nobody for a failed recovery',
    settings([{ Type: 'DESKTOP', Configuration: {} }], { EventFilters: { ExecutionTypes: ['DRILL'] } }),
    'bad settings.critical',
  ],
  ['only a switched-off channel', settings([{ Type: 'DESKTOP', Configuration: { Enabled: false } }]), 'bad settings.critical'],
  [
    'an event that is none',
    settings([{ Type: 'DESKTOP', Configuration: {} }], { EventFilters: { EventTypes: ['execution.*', 'execution.exploded'] } }),
    'warning event-types.n',
  ],
  [
    'an environment that is none',
    settings([{ Type: 'DESKTOP', Configuration: {} }], { EventFilters: { Environments: ['staging'] } }),
    'warning environments.n',
  ],
  [
    'an escalation to nobody',
    settings([{ Type: 'DESKTOP', Configuration: {} }], {
      Escalation: { Enabled: true, DelayMinutes: 5, EscalationChannels: [] },
    }),
    'warning escalation.n',
  ],
  [
    'an escalation of what nobody acknowledges',
    settings([{ Type: 'DESKTOP', Configuration: {} }], {
      EventFilters: { EventTypes: ['execution.started'] },
      Escalation: { Enabled: true, DelayMinutes: 5, EscalationChannels: [{ Type: 'DESKTOP', Configuration: {} }] },
    }),
    'warning escalation.n',
  ],
  ['everything in order', settings([{ Type: 'DESKTOP', Configuration: {} }]), 'good settings'],
])('%s is told of the whole', async (_, whole, expected) => {
  const { general } = await runChecks(whole, tools());
  expect(general.map(({ id, state }) => `${state} ${id}`)).toContain(expected);
});

test('no check tells a secret', async () => {
  const values = { [ref.SecretRef]: 'https://10.0.0.8/very-secret-path' };
  const checks = await runChecks(settings([{ Type: 'TEAMS', Configuration: { WebhookUrl: ref } }]), tools({ values }));
  expect(JSON.stringify(checks)).not.toContain('very-secret');
});
