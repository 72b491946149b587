import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coverOf, type Floors, HOUR_MS, MINUTE_MS, stepsFor } from './cover';

const none: Floors = { points: 0, minutes: 0, hours: 0 };
const day = 24 * HOUR_MS;

describe('what is read for a question', () => {
  test('a day in steps of an hour: whole hours, and the running one up to now only', () => {
    const toMs = 10 * day + 37 * MINUTE_MS + 5_000;
    const steps = stepsFor({ fromMs: toMs - day, toMs }, HOUR_MS, none);
    expect(steps.fromMs).toBe(9 * day);
    expect(coverOf(steps, none)).toEqual([
      { of: 'hours', fromMs: 9 * day, endMs: 10 * day },
      { of: 'minutes', fromMs: 10 * day, endMs: 10 * day + 37 * MINUTE_MS },
      { of: 'points', fromMs: 10 * day + 37 * MINUTE_MS, endMs: toMs + 1 },
    ]);
  });

  test('one step over the whole range begins where the range does', () => {
    const steps = stepsFor({ fromMs: 61_500, toMs: 3 * HOUR_MS }, 3 * HOUR_MS, none);
    expect(coverOf(steps, none).map(({ of, fromMs }) => [of, fromMs])).toEqual([
      ['points', 61_500],
      ['minutes', 2 * MINUTE_MS],
      ['hours', HOUR_MS],
      ['points', 3 * HOUR_MS],
    ]);
  });

  test('ten seconds are answered from points, and become a minute where only minutes are kept', () => {
    const range = { fromMs: day + 5_000, toMs: day + HOUR_MS };
    expect(coverOf(stepsFor(range, 10_000, none), none)).toEqual([{ of: 'points', fromMs: day, endMs: day + HOUR_MS + 1 }]);
    const floors = { points: 2 * day, minutes: 0, hours: 0 };
    const steps = stepsFor(range, 10_000, floors);
    expect(steps.stepMs).toBe(MINUTE_MS);
    expect(coverOf(steps, floors).every(({ of }) => of === 'minutes')).toBe(true);
  });

  test('nothing is read twice, nothing that is forgotten, and no cell reaches into another step or behind the end', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 30 * day }),
        fc.integer({ min: 1, max: 20 * day }),
        fc.constantFrom(10_000, 30_000, MINUTE_MS, 5 * MINUTE_MS, HOUR_MS, 6 * HOUR_MS, day, 40 * day),
        fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 })),
        (fromMs, lengthMs, askedMs, [one, other]) => {
          const floors = { points: Math.max(one, other) * HOUR_MS, minutes: Math.min(one, other) * HOUR_MS, hours: 0 };
          const steps = stepsFor({ fromMs, toMs: fromMs + lengthMs }, askedMs, floors);
          const isOne = steps.endMs - steps.fromMs <= steps.stepMs;
          let end = Number.NEGATIVE_INFINITY;
          for (const stretch of coverOf(steps, floors)) {
            expect(stretch.fromMs).toBeGreaterThanOrEqual(end);
            end = stretch.endMs;
            expect(stretch.endMs).toBeGreaterThan(stretch.fromMs);
            expect(stretch.endMs).toBeLessThanOrEqual(steps.endMs);
            expect(stretch.fromMs).toBeGreaterThanOrEqual(floors[stretch.of]);
            const grainMs = stretch.of === 'hours' ? HOUR_MS : stretch.of === 'minutes' ? MINUTE_MS : 1;
            expect([stretch.fromMs % grainMs, stretch.endMs % grainMs]).toEqual([0, 0]);
            if (!isOne) expect(steps.stepMs % grainMs).toBe(0);
          }
        },
      ),
    );
  });
});
