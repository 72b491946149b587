import { expect, test } from 'vitest';
import { createPointRing, createScoreRing, STEP_MS, STEPS } from './rings';
import { noRhythm, type Rhythm, silenceScore, withArrival } from './silence';

test('the last sixty values are kept, oldest first, also over a break', () => {
  const ring = createPointRing(null);
  for (let n = 0; n < 70; n += 1) ring.add(n, n * 2, n % 2 === 0 ? null : { low: 1, high: 3 });
  const all = ring.all();
  expect([all.length / 4, all[0], all[1], all[2], all.at(-4)]).toEqual([60, 10, 20, Number.NaN, 69]);
  expect(createPointRing(all).all()).toEqual(all);
});

test('of each ten minutes the highest score is kept for a day, and nothing stays where nothing was measured', () => {
  const ring = createScoreRing(null);
  ring.add(0, 0.5);
  ring.add(STEP_MS - 1, 0.25);
  ring.add(3 * STEP_MS, 0.75);
  expect([...ring.cells(3 * STEP_MS, 4)]).toEqual([0.5, Number.NaN, Number.NaN, 0.75]);
  expect([...createScoreRing(ring.state()).cells(3 * STEP_MS, 4)]).toEqual([0.5, Number.NaN, Number.NaN, 0.75]);
  expect([...ring.cells(5 * STEP_MS, 3)]).toEqual([0.75, Number.NaN, Number.NaN]);
  ring.add((STEPS + 1) * STEP_MS, 0.1);
  expect([...ring.cells((STEPS + 1) * STEP_MS, STEPS)].filter((cell) => !Number.isNaN(cell))).toHaveLength(2);
  // A clock that was put back by more than a day begins anew.
  ring.add(0, 0.3);
  expect(ring.cells(0, 1)[0]).toBeCloseTo(0.3);
});

test('silence is strange once it lasts three times as long as ever before', () => {
  let rhythm: Rhythm = noRhythm;
  for (let n = 0; n <= 40; n += 1) rhythm = withArrival(rhythm, n * 300_000);
  const last = 40 * 300_000;
  expect(silenceScore(rhythm, last + 20 * 60_000)).toBe(0);
  expect(silenceScore(rhythm, last + 35 * 60_000)).toBeGreaterThan(0.99);
  expect(silenceScore(withArrival(noRhythm, 0), 1e9)).toBe(0);
});
