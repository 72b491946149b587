import { expect, test } from 'vitest';
import { newDraft } from './draft';
import { mergeImport } from './merge-import';

const stored = [
  { ...newDraft([]), NotificationId: 'a', Name: 'A' },
  { ...newDraft([]), NotificationId: 'b', Name: 'B' },
];
const idsOf = (text: string) => {
  const merged = mergeImport(stored, text);
  return merged.ok ? merged.value.settings.Notifications : merged.error;
};

test('one configuration, a list and the whole are taken; the same id takes the former’s place', () => {
  expect(idsOf('{"NotificationId":"b","Name":"New"}')).toEqual([stored[0], { NotificationId: 'b', Name: 'New' }]);
  expect(idsOf('[{"NotificationId":"c"}]')).toEqual([...stored, { NotificationId: 'c' }]);
  const whole = mergeImport(stored, '{"Notifications":[{"NotificationId":"a"}],"Defaults":{"Locale":"de"}}');
  expect(whole).toMatchObject({ ok: true, value: { count: 1, settings: { Defaults: { Locale: 'de' } } } });
});

test('what is no configuration is refused by name, and nothing is merged', () => {
  expect(idsOf('{"Notifications":[{"NotificationId":"a"},{"Name":"x"}]}')).toContain('Notifications[1].NotificationId');
  expect(idsOf('{')).toContain('not JSON');
  expect(idsOf('[]')).toContain('no configuration');
});
