import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isEqual } from './equal';

test('plain data equals its own copy, and nothing that reads differently', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 2 }), fc.jsonValue({ maxDepth: 2 }), (a, b) => {
      expect(isEqual(a, structuredClone(a))).toBe(true);
      if (isEqual(a, b)) expect(b).toEqual(a);
    }),
  );
});

test.each([
  [{ a: undefined }, {}, false],
  [[1, 2], { 0: 1, 1: 2 }, false],
  [{ a: 1, b: { c: [1] } }, { b: { c: [1] }, a: 1 }, true],
  [Number.NaN, Number.NaN, true],
  [null, {}, false],
])('%j and %j: %s', (a, b, expected) => {
  expect(isEqual(a, b)).toBe(expected);
});
