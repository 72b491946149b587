import fc from 'fast-check';
import { expect, test } from 'vitest';
import { betaBinomialTail, binomialTail, hypergeometric, logGamma } from './counts';

test.each([
  [0.5, Math.log(Math.sqrt(Math.PI))],
  [1, 0],
  [5, Math.log(24)],
  [0.1, 2.252_712_651_734_206],
  [100, 359.134_205_369_575_4],
])('the logarithm of gamma of %d is %d', (x, expected) => {
  expect(logGamma(x)).toBeCloseTo(expected, 10);
});

test.each([
  [1, 1, 0.3, 0.3],
  [2, 3, 0.5, 0.5],
  [0, 10, 0.1, 1],
  [11, 10, 0.1, 0],
  [4, 12, 0.01, 4.642_283e-6],
])('at least %d of %d at %d each: %d', (k, n, p, expected) => {
  expect(binomialTail(k, n, p)).toBeCloseTo(expected, 8);
});

test('a chance known exactly is a beta with all its weight there; one wholly unknown makes every count as likely', () => {
  expect(betaBinomialTail(6, 9, 1e8, 9e8)).toBeCloseTo(binomialTail(6, 9, 0.1), 6);
  for (const k of [0, 1, 4, 9]) expect(betaBinomialTail(k, 9, 1, 1)).toBeCloseTo((10 - k) / 10, 10);
});

test('tails fall with the count and stay within 0 and 1; the chances of a draw add up to 1', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3_000 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(3_000), (n, p, k) => {
      const tail = binomialTail(k, n, p);
      expect(tail).toBeGreaterThanOrEqual(0);
      expect(tail).toBeLessThanOrEqual(1);
      expect(binomialTail(k + 1, n, p)).toBeLessThanOrEqual(tail + 1e-9);
    }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.nat(200), fc.nat(200), (total, marked, drawn) => {
      const chances = hypergeometric(total, Math.min(total, marked), Math.min(total, drawn));
      expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 8);
    }),
  );
});
