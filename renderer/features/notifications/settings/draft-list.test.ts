import { expect, test } from 'vitest';
import { newDraft } from './draft';
import { moved, replaced, without, withUnsaved } from './draft-list';

const list = ['a', 'b', 'c'].map((NotificationId) => ({ ...newDraft([]), NotificationId, Name: NotificationId }));
const names = (all: readonly { readonly Name: string }[]) => all.map(({ Name }) => Name).join('');

test('moves one place at a time, and not past the ends', () => {
  expect(names(moved(list, 'b', -1))).toBe('bac');
  expect(names(moved(list, 'b', 1))).toBe('acb');
  expect(moved(list, 'a', -1)).toBe(list);
  expect(moved(list, 'c', 1)).toBe(list);
  expect(moved(list, 'x', 1)).toBe(list);
});

test('puts a changed one in its place and a new one at the end', () => {
  const changed = { ...newDraft([]), NotificationId: 'b', Name: 'B' };
  const fresh = { ...newDraft([]), NotificationId: 'd', Name: 'd' };
  expect(names(replaced(list, changed))).toBe('aBc');
  expect(names(without(list, 'b'))).toBe('ac');
  expect(names(withUnsaved(list, { b: { draft: changed, base: null }, d: { draft: fresh, base: null } }))).toBe('aBcd');
});
