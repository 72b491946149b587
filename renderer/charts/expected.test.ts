import { describe, expect, it } from 'vitest';
import { type Expectation, expectationAt, stretchesOf, topOf } from './expected';

const point = (minute: number, score: number | null = 0, high: number | null = 10): Expectation => ({
  atMs: minute * 60_000,
  value: 5,
  low: high === null ? null : 0,
  high,
  score,
});

describe('what was expected at a moment of a chart', () => {
  it('is the strangest of a step', () => {
    const points = [point(0, 0.1), point(1, 0.9), point(2, 0.2), point(5, 0.99)];
    expect(expectationAt(points, 0, 300_000)).toBe(points[1]);
    expect(expectationAt(points, 300_000, 300_000)).toBe(points[3]);
    expect(expectationAt(points, 600_000, 300_000)).toBeNull();
  });

  it('is its own where points stand for themselves', () => {
    const points = [point(0, 0.1), point(1, 0.9)];
    expect(expectationAt(points, 0, null)).toBe(points[0]);
    expect(expectationAt(points, 30_000, null)).toBeNull();
  });
});

describe('the shaded band', () => {
  it('is not drawn across a hole or where nothing was known yet', () => {
    const points = [point(0), point(1), point(2, 0, null), point(3), point(4), point(20), point(21)];
    expect(stretchesOf(points).map((one) => one.map(({ atMs }) => atMs / 60_000))).toEqual([
      [0, 1],
      [3, 4],
      [20, 21],
    ]);
  });

  it('never makes the line lie flat', () => {
    expect(topOf({ points: [point(0, 0, 1_000)], threshold: 1 }, 10)).toBe(25);
    expect(topOf({ points: [point(0, 0, 12)], threshold: 1 }, 10)).toBe(12);
    expect(topOf({ points: [point(0, 0, 12)], threshold: 1 }, null)).toBe(12);
  });
});
