import { IconActivity } from '@tabler/icons-react';
import { expect, test } from 'vitest';
import { type Entry, matchEntries } from './entry';

const entry = (label: string, words = ''): Entry => ({
  id: label,
  label,
  kind: 'server',
  icon: IconActivity,
  words,
  run: () => undefined,
});
const entries = [entry('payments-app-01'), entry('app-01', 's-0a1'), entry('db-01')];
const labels = (query: string): string[] => matchEntries(entries, query, 2).map((one) => one.label);

test('what begins with the query comes first', () => expect(labels('app')).toEqual(['app-01', 'payments-app-01']));
test('ids find their thing', () => expect(labels('S-0A1')).toEqual(['app-01']));
test('every word must occur', () => expect(labels('server 01 db')).toEqual(['db-01']));
test('without a query the first ones are listed', () => expect(labels('')).toEqual(['payments-app-01', 'app-01']));
