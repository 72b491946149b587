import { expect, test } from 'vitest';
import { createSteadiness } from './steadiness';

const HOUR_MS = 3_600_000;

test('a clock that goes as fast as it says is steady', () => {
  const steadiness = createSteadiness(0);
  for (let second = 0; second <= 600; second += 5) steadiness.look(second * 1_000 * 120, 120, second * 1_000);
  expect(steadiness.aheadSinceMs()).toBeNull();
  expect(steadiness.isUnsteady(600_000 * 120)).toBe(false);
});

test('a clock that is ahead by more than its speed explains was set, whoever tells of it later', () => {
  const steadiness = createSteadiness(0);
  steadiness.look(0, 1, 0);
  steadiness.look(5_000 + 2 * HOUR_MS, 1, 5_000);
  expect(steadiness.aheadSinceMs()).toBe(5_000 + 2 * HOUR_MS);
  expect(steadiness.isUnsteady(6_000 + 2 * HOUR_MS)).toBe(true);
  expect(steadiness.isUnsteady(3 * HOUR_MS)).toBe(false);
});

test('a clock that was put right again has not been ahead', () => {
  const steadiness = createSteadiness(0);
  steadiness.look(0, 1, 0);
  steadiness.look(2 * HOUR_MS, 1, 1_000);
  steadiness.look(2_000, 1, 2_000);
  expect(steadiness.aheadSinceMs()).toBeNull();
});

test('whoever looks rarely, or sees the speed change, sees no jump', () => {
  const steadiness = createSteadiness(0);
  steadiness.look(0, 60, 0);
  steadiness.look(60 * 30_000, 60, 30_000);
  steadiness.look(60 * 30_000 + 10_000, 1, 40_000);
  steadiness.look(60 * 30_000 + 10_000 + 300 * 5_000, 300, 45_000);
  expect(steadiness.aheadSinceMs()).toBeNull();
});
