import { describe, expect, test } from 'vitest';
import { createEvidence, type Evidence } from './evidence';

const band = { low: 0, high: 10 };
const grown = { low: 0, high: 1_000 };

/** Calm up to 100, off from then on; the detector grows used to it. */
function lasting(until: number, evidence: Evidence = createEvidence(null), from = 0): Evidence {
  for (let n = from; n < until; n += 1) {
    evidence.add(n, n < 100 ? 5 : 500, n < 120 ? band : grown);
    if (n === 102) evidence.wentOff();
  }
  return evidence;
}

const momentsOf = (points: Float64Array) => Array.from({ length: points.length / 4 }, (_, row) => points[row * 4] ?? 0);
const run = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);

describe('evidence', () => {
  test('is the last sixty values while nothing is off', () => {
    expect(momentsOf(lasting(90).points())).toEqual(run(30, 89));
  });

  test('has the moment it was found, and what was expected then, however long it lasts, and the newest values', () => {
    const points = lasting(900).points();
    expect(momentsOf(points)).toEqual([...run(73, 112), ...run(880, 899)]);
    const at = momentsOf(points).indexOf(100);
    expect([...points.slice(at * 4, at * 4 + 4)]).toEqual([100, 500, 0, 10]);
  });

  test('has no value twice, and none out of turn, right after it was found', () => {
    for (const until of [103, 104, 112, 113, 120, 140])
      expect(momentsOf(lasting(until).points())).toEqual(
        run(Math.max(73, 0), until - 1).filter((n) => n <= 112 || n >= until - 20),
      );
  });

  test('slides on once it is over, and is the same after a break', () => {
    const whole = lasting(400);
    const broken = lasting(400, createEvidence(lasting(108).state()), 108);
    expect(broken.points()).toEqual(whole.points());
    whole.isBack();
    expect(momentsOf(whole.points())).toEqual(run(340, 399));
    expect(whole.state().opening).toHaveLength(0);
  });
});
