import { expect, test } from 'vitest';
import { freshnessOf, SourceHealth } from './health';

const health = (lastSuccessAt: string | null) =>
  SourceHealth.pick({ lastSuccessAt: true, freshForSeconds: true }).parse({ lastSuccessAt, freshForSeconds: 60 });
const now = Date.parse('2026-03-14T09:00:00.000Z');

test.each([
  [null, 'never'],
  ['2026-03-14T08:59:00.000Z', 'live'],
  ['2026-03-14T08:58:59.000Z', 'stale'],
  ['2026-03-14T09:00:02.000Z', 'live'],
])('an answer of %s is %s at nine', (lastSuccessAt, freshness) => {
  expect(freshnessOf(health(lastSuccessAt), now)).toBe(freshness);
});

test('an answer from the future, dated by a clock that has been put right, is not fresh for as long as the clock was ahead', () => {
  expect(freshnessOf(health('2026-03-14T10:00:00.000Z'), now)).toBe('stale');
});
