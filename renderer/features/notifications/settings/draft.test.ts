import { describe, expect, test } from 'vitest';
import { EventFilters } from '../../../../shared/domain/notifications/configuration';
import { NotificationDefaults } from '../../../../shared/domain/notifications/defaults';
import { copyOf, type Draft, fieldPath, newDraft, withChannel, withChannels, withField } from './draft';
import { listensTo } from './sentence';
import { configurationItems, defaultsItems } from './settings-document';

const draft: Draft = {
  ...newDraft([]),
  Name: 'Night shift',
  Team: 'kept',
  Channels: [
    { Type: 'WEBHOOK', Configuration: { WebhookUrl: { SecretRef: 'notify/1' }, Locale: 'de' } },
    { Type: 'SMS', Configuration: { PhoneNumbers: ['+4915112345678'] } },
  ],
};

describe('a draft', () => {
  test('keeps what it does not know, and changes one field only', () => {
    const [webhook] = draft.Channels;
    if (webhook === undefined) throw new Error('no channel');
    const changed = withChannel(draft, { step: 0, index: 0 }, withField(webhook, 'Locale', undefined));
    expect(changed.Team).toBe('kept');
    expect(changed.Channels).toEqual([
      { Type: 'WEBHOOK', Configuration: { WebhookUrl: { SecretRef: 'notify/1' } } },
      draft.Channels[1],
    ]);
  });

  test('copied gets an id of its own and no secrets of the other', () => {
    const copy = copyOf(draft, ['notify-1', 'notify-2']);
    expect(copy.NotificationId).toBe('notify-3');
    expect(copy.Channels[0]?.Configuration).toEqual({ Locale: 'de' });
  });

  test('gets an escalation with its first channel', () => {
    expect(withChannels(draft, 1, [{ Type: 'DESKTOP', Configuration: {} }]).Escalation).toEqual({
      Enabled: true,
      DelayMinutes: 15,
      EscalationChannels: [{ Type: 'DESKTOP', Configuration: {} }],
    });
  });
});

describe('a configuration of the settings', () => {
  const settings = { Notifications: [draft], Defaults: NotificationDefaults.parse({}), Team: 'kept' };

  test('keeps its id as long as no other has it', () => {
    expect(configurationItems.named(draft, ['notify-2'])).toEqual(draft);
    expect(configurationItems.named(draft, ['notify-1', 'notify-2']).NotificationId).toBe('notify-3');
  });

  test('is put in place, and leaves what stands beside it', () => {
    expect(configurationItems.withList(settings, [])).toEqual({ ...settings, Notifications: [] });
    const changed = { ...settings.Defaults, TimeZone: 'Europe/Berlin' };
    expect(defaultsItems.withList(settings, [changed])).toEqual({ ...settings, Defaults: changed });
    expect(defaultsItems.withList(settings, [])).toEqual(settings);
  });
});

describe('problems', () => {
  test('stand at the path of their field', () => {
    const broken: Draft = { ...draft, Channels: [{ Type: 'SMS', Configuration: { PhoneNumbers: ['0151'] } }] };
    const problems = configurationItems.problemsOf(broken);
    expect(Object.keys(problems)).toEqual([`${fieldPath({ step: 0, index: 0 }, 'PhoneNumbers')}[0]`]);
    expect(configurationItems.problemsOf(draft)).toEqual({});
  });
});

test.each([
  [{}, 'Everything'],
  [{ Severities: ['HIGH', 'CRITICAL'], ExecutionTypes: ['DRILL', 'RECOVERY'] }, 'High or Critical, of drills or recoveries'],
  [{ EventTypes: ['execution.failed', 'drs.*'], Waves: [0, 2] }, 'Everything: execution failed or drs events, wave 1 or 3'],
])('%j reads as a sentence', (filters, words) => {
  expect(listensTo(EventFilters.parse(filters))).toBe(words);
});
