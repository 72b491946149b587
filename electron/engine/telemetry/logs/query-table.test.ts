import { expect, test } from 'vitest';
import { tableOf } from './query-table';

const row = (fields: Readonly<Record<string, string>>) => Object.entries(fields).map(([field, value]) => ({ field, value }));

test('columns are those of the query, in its order; what a row lacks is empty', () => {
  const table = tableOf([row({ '@timestamp': 't', n: '1', '@ptr': 'x' }), row({ '@timestamp': 'u', more: '2' })], 10);
  expect(table).toEqual({
    columns: ['@timestamp', 'n', 'more'],
    rows: [
      ['t', '1', ''],
      ['u', '', '2'],
    ],
    isCut: false,
  });
});

test.each([
  ['headers.Authorization', 'Basic dXNlcjpwYXNz'],
  ['state.taskToken', 'short'],
  ['password', 'x'],
  ['harmless', `AQC${'Ab3/+'.repeat(30)}`],
  ['harmless', `${'Ab3/+'.repeat(30)}`],
])('a field %s is a secret by its name or by its form', (field, value) => {
  expect(tableOf([row({ [field]: value })], 1).rows).toEqual([['[redacted]']]);
});

test('what is too long is cut, and it is said', () => {
  const [[cell = ''] = []] = tableOf([row({ m: 'a b '.repeat(5_000) })], 1).rows;
  expect(cell).toMatch(/… \[cut, 20000 characters\]$/);
  const long = tableOf(
    Array.from({ length: 1_000 }, () => row({ m: 'a b '.repeat(2_400) })),
    1_000,
  );
  expect(long.isCut).toBe(true);
  expect(long.rows.length).toBeLessThan(500);
  expect(tableOf([row({ m: '1' }), row({ m: '2' })], 1)).toMatchObject({ rows: [['1']], isCut: true });
});
