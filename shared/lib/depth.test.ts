import { expect, test } from 'vitest';
import { isWithinDepth } from './depth';

test.each([
  ['a word', 0, true],
  [null, 0, true],
  [[], 0, false],
  [[], 1, true],
  [{ a: [{ b: 1 }] }, 3, true],
  [{ a: [{ b: {} }] }, 3, false],
])('%j lies within %d: %s', (value, most, is) => {
  expect(isWithinDepth(value, most)).toBe(is);
});

test('a hundred thousand levels are no trouble', () => {
  expect(isWithinDepth(JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`), 50)).toBe(false);
});
