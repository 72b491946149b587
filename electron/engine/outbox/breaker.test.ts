import { describe, expect, test } from 'vitest';
import { createBreaker } from './breaker';

const HALF_MINUTE = 30_000;

function opened(atMs = 0) {
  const breaker = createBreaker();
  for (let n = 0; n < 5; n += 1) breaker.failed(atMs);
  return breaker;
}

describe('a breaker', () => {
  test('opens at the fifth failure in a row, and says so once', () => {
    const breaker = createBreaker();
    expect([1, 2, 3, 4, 5, 6].map((at) => breaker.failed(at))).toEqual([false, false, false, false, true, false]);
    expect(breaker.mayTry(10, 0)).toBe(false);
    expect(breaker.opensAt()).toBe(5 + HALF_MINUTE);
  });

  test('opens when half of twenty within a minute fail, not when they come slower', () => {
    const quick = createBreaker();
    const slow = createBreaker();
    const answers = Array.from({ length: 20 }, (_, n) => n % 2 === 0);
    const run = (breaker: ReturnType<typeof createBreaker>, everyMs: number) =>
      answers.map((isGood, n) => (isGood ? breaker.succeeded(n * everyMs) : breaker.failed(n * everyMs)));
    expect(run(quick, 1_000).at(-1)).toBe(true);
    expect(run(slow, 10_000).at(-1)).toBe(false);
  });

  test('lets one probe through, closes when it succeeds', () => {
    const breaker = opened();
    expect(breaker.mayTry(HALF_MINUTE, 0)).toBe(true);
    expect(breaker.mayTry(HALF_MINUTE, 1)).toBe(false);
    expect(breaker.succeeded(HALF_MINUTE)).toBe(true);
    expect(breaker.mayTry(HALF_MINUTE, 7)).toBe(true);
    expect(breaker.failed(HALF_MINUTE)).toBe(false);
  });

  test('waits twice as long after each probe that fails, ten minutes at most', () => {
    const breaker = opened();
    const waits: number[] = [];
    for (let now = breaker.opensAt() ?? 0, n = 0; n < 7; n += 1, now = breaker.opensAt() ?? 0) {
      breaker.failed(now);
      waits.push((breaker.opensAt() ?? 0) - now);
    }
    expect(waits.map((ms) => ms / 1000)).toEqual([60, 120, 240, 480, 600, 600, 600]);
  });

  test('opens at once for what works for nobody, and gets another chance when its settings change', () => {
    const breaker = createBreaker();
    expect(breaker.broke(0)).toBe(true);
    breaker.resume(1);
    expect(breaker.mayTry(1, 0)).toBe(true);
    expect(breaker.mayTry(1, 1)).toBe(false);
    expect(breaker.succeeded(2)).toBe(true);
  });
});
