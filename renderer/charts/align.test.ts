import fc from 'fast-check';
import { expect, test } from 'vitest';
import { align, type Line, marked } from './align';

const line = (key: string, points: readonly (readonly [number, number])[]): Line => ({
  key,
  label: key,
  points: points.map(([atMs, value]) => ({ atMs, value })),
});

test('a stretch in which nobody measured is a gap, and not a line across it', () => {
  const { atMs, values } = align(
    [
      line('a', [
        [0, 1],
        [10, 2],
        [50, 3],
      ]),
    ],
    10,
  );
  expect(atMs).toEqual([0, 10, 20, 50]);
  expect(values).toEqual([[1, 2, null, 3]]);
});

test('a line without a value where another has one has a hole there', () => {
  const { values } = align(
    [
      line('a', [
        [0, 1],
        [10, 2],
      ]),
      line('b', [[10, 5]]),
    ],
    10,
  );
  expect(values).toEqual([
    [1, 2],
    [null, 5],
  ]);
});

test('without a step, points stand for themselves', () => {
  expect(
    align(
      [
        line('a', [
          [0, 1],
          [900, 2],
        ]),
      ],
      null,
    ).atMs,
  ).toEqual([0, 900]);
});

test('every point of every line is drawn, at its moment and in order', () => {
  const points = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 500 }), fc.double({ noNaN: true })), {
    selector: ([at]) => at,
  });
  fc.assert(
    fc.property(fc.array(points, { maxLength: 4 }), fc.option(fc.integer({ min: 1, max: 50 })), (all, step) => {
      const lines = all.map((some, index) =>
        line(
          String(index),
          [...some].sort(([a], [b]) => a - b),
        ),
      );
      const { atMs, values } = align(lines, step);
      expect([...atMs].sort((a, b) => a - b)).toEqual(atMs);
      expect(new Set(atMs).size).toBe(atMs.length);
      lines.forEach((one, index) => {
        const drawn = atMs.flatMap((at, place) => {
          const value = values[index]?.[place] ?? null;
          return value === null ? [] : [{ atMs: at, value }];
        });
        expect(drawn).toEqual(one.points);
      });
    }),
  );
});

test('a point that stands alone always gets its marker, or nobody would see it', () => {
  expect(marked([null, 1, null, 2, 3, 4, 5, 6, 7, 8], 0, 9, 2)).toContain(1);
  expect(
    marked(
      Array.from({ length: 1000 }, () => 1),
      0,
      999,
      9,
    ).length,
  ).toBeLessThanOrEqual(10);
});
