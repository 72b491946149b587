import { expect, test } from 'vitest';
import { firstBack } from './metric-source';

const HOUR_MS = 3_600_000;

test('the first reading looks back two days, and less of an estate whose points would be too many', () => {
  expect(firstBack(0)).toBe(48 * HOUR_MS);
  expect(firstBack(50)).toBe(48 * HOUR_MS);
  expect(firstBack(1_000)).toBe(25 * HOUR_MS);
  expect(firstBack(8_000)).toBe(3.125 * HOUR_MS);
  expect(firstBack(20_000)).toBe(3 * HOUR_MS);
});
