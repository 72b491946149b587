import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fieldAt, labelOfReference, secretReference, secretsIn, withSecrets } from './secret-fields';

const channel = (Configuration: object) => ({
  Notifications: [{ NotificationId: 'n', Channels: [{ Type: 'X', Configuration }] }],
});

test.each([
  ['WebhookUrl', 'https://hooks.example/T/B/x'],
  ['ServiceKey', 'R0UT1NGKEY'],
  ['BotToken', 'xoxb-1'],
  ['SigningSecret', 'whsec_x'],
  ['SmtpPassword', 'pw'],
  ['api_key', 'k'],
])('%s is a secret, wherever it stands', (name, value) => {
  const [found] = secretsIn(channel({ [name]: value }));
  expect(found).toMatchObject({ field: name, held: { value } });
  expect(fieldAt(found?.path ?? [])).toBe(`Notifications[0].Channels[0].Configuration.${name}`);
});

test('every value of a header is a secret', () => {
  expect(secretsIn(channel({ Headers: { 'X-Team': 'dr', Authorization: { SecretRef: 'notify/Headers/1' } } }))).toMatchObject([
    { field: 'Headers', held: { value: 'dr' } },
    { field: 'Headers', held: { reference: 'notify/Headers/1' } },
  ]);
});

test('names, ids, addresses and topics are none', () => {
  const plain = {
    ...channel({
      SNSTopicArn: 'arn:aws:sns:us-east-1:111122223333:t',
      Recipients: ['a@b.example'],
      TemplateId: 't',
      Channel: '#dr',
    }),
    Defaults: {
      RecipientLocales: { 'token@b.example': 'de' },
      Branding: { OrganizationName: 'Acme' },
      Mail: { From: 'a@b.example' },
    },
  };
  expect(secretsIn(plain)).toEqual([]);
});

test('what is replaced leaves nothing of the value behind, and everything else as it was', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9]{12,30}$/), fc.jsonValue(), (value, other) => {
      const settings = {
        other,
        ...channel({ WebhookUrl: `https://h.example/${value}`, Headers: { 'X-K': value }, Channel: '#dr' }),
      };
      const replaced = withSecrets(settings, ({ field }) => ({ SecretRef: field }));
      expect(JSON.stringify(replaced)).not.toContain(`h.example/${value}`);
      expect(secretsIn(withSecrets({ plain: [1, 'two', { three: true }] }, () => 'x'))).toEqual([]);
    }),
  );
});

test('a reference names the host of a webhook, and never its path', () => {
  const reference = secretReference('WebhookUrl', 'https://user:pw@Hooks.example:8443/T1/B2/very-secret?sig=1', 'id1');
  expect(reference).toBe('notify/hooks.example:8443/id1');
  expect(labelOfReference(reference)).toBe('hooks.example:8443');
  expect(secretReference('ServiceKey', 'abc', 'id2')).toBe('notify/ServiceKey/id2');
  expect(labelOfReference('something else')).toBe('a secret');
});
