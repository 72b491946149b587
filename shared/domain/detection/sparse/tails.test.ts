import { expect, test } from 'vitest';
import { censoredNormal, studentQuantile, studentTail } from './tails';

test.each([
  [0, 5, 0.5],
  [2.015_048, 5, 0.05],
  [-2.015_048, 5, 0.95],
  [12.706_205, 1, 0.025],
  [3.169_273, 10, 0.005],
  [1.644_854, 1e6, 0.05],
])('more than %d with %d degrees of freedom has chance %d', (t, freedom, chance) => {
  expect(studentTail(t, freedom)).toBeCloseTo(chance, 5);
  if (t > 0) expect(studentQuantile(chance, freedom)).toBeCloseTo(t, 3);
});

test('what is beyond all bounds has no chance, and what is no number none to speak of', () => {
  expect([studentTail(Number.POSITIVE_INFINITY, 5), studentTail(Number.NEGATIVE_INFINITY, 5)]).toEqual([0, 1]);
  expect(studentTail(Number.NaN, 5)).toBe(1);
});

test('a value known to be long is worth more, and lies further out, than one known to be not very short', () => {
  const [short, middle, long] = [-3, 0, 3].map(censoredNormal);
  expect(short?.worth).toBeLessThan(0.05);
  expect(middle?.mean).toBeCloseTo(0.797_885, 5);
  expect(middle?.worth).toBeCloseTo(0.636_62, 4);
  expect(long?.worth).toBeGreaterThan(0.85);
  expect(long?.mean).toBeCloseTo(3.2831, 3);
  for (const z of [7.9, 8.1, 40, 1e6]) expect(censoredNormal(z).mean).toBeGreaterThanOrEqual(z);
});
