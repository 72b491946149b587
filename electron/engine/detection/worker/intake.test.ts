import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Values } from '../../../../shared/domain/detection/watched';
import { createIntake, emptyIntake, type Observation } from './intake';

const MINUTE = 60_000;
const turn = (minute: number, sinceMinute: number | null = minute - 1, isQuiet = false) => ({
  atMs: minute * MINUTE,
  sinceMs: sinceMinute === null ? null : sinceMinute * MINUTE,
  isQuiet,
  isPast: false,
});

function observed(values: Values, points: readonly (readonly [minute: number, value: number])[], turns: readonly number[]) {
  const intake = createIntake(values, emptyIntake);
  for (const [minute, value] of points) intake.take(minute * MINUTE, value);
  return turns.flatMap((minute) => intake.close(turn(minute)).map(({ atMs, value }) => [atMs / MINUTE, value]));
}

describe('what a detector observes', () => {
  test('of a state is held until it is told again', () => {
    expect(
      observed(
        'held',
        [
          [1, 5],
          [3, 7],
        ],
        [1, 2, 3, 4],
      ),
    ).toEqual([
      [1, 5],
      [2, 5],
      [3, 7],
      [4, 7],
    ]);
  });

  test('of a state ends where nobody tells of it', () => {
    const intake = createIntake('held', emptyIntake);
    intake.take(MINUTE, 5);
    expect(intake.close(turn(1))).toHaveLength(1);
    expect(intake.close(turn(2, 1, true))).toEqual([]);
    expect(intake.close(turn(3))).toHaveLength(1);
    expect(intake.close(turn(200))).toEqual([]);
  });

  test('of what is counted is a rate, and zero where nothing was', () => {
    expect(
      observed(
        'counted',
        [
          [0.5, 2],
          [1, 1],
          [2.5, 4],
        ],
        [1, 2, 3],
      ),
    ).toEqual([
      [1, 3],
      [2, 0],
      [3, 4],
    ]);
    const intake = createIntake('counted', emptyIntake);
    intake.take(1.5 * MINUTE, 8);
    expect(intake.close(turn(4, 2))).toEqual([{ atMs: 4 * MINUTE, value: 4 }]);
  });

  test('of a time nobody watched is nothing, and what was counted then is not taken for a storm', () => {
    const intake = createIntake('counted', emptyIntake);
    intake.take(50 * MINUTE, 900);
    expect(intake.close(turn(60, null))).toEqual([]);
    expect(intake.close(turn(61))).toEqual([{ atMs: 61 * MINUTE, value: 0 }]);
  });

  test('of what is measured is the mean, and nothing where nothing was', () => {
    expect(
      observed(
        'mean',
        [
          [0.5, 2],
          [1, 4],
        ],
        [1, 2],
      ),
    ).toEqual([[1, 3]]);
  });

  test('of what AWS tells is each value, once it is complete', () => {
    const intake = createIntake('told', emptyIntake);
    for (const [minute, value] of [
      [0, 1],
      [5, 2],
      [10, 3],
    ] as const)
      intake.take(minute * MINUTE, value);
    expect(intake.close(turn(11))).toEqual([{ atMs: 0, value: 1 }]);
    intake.take(5 * MINUTE, 9);
    intake.take(15 * MINUTE, 4);
    expect(intake.close(turn(16))).toEqual([{ atMs: 5 * MINUTE, value: 9 }]);
    intake.take(5 * MINUTE, 11);
    expect(intake.close(turn(70)).map(({ value }) => value)).toEqual([3, 4]);
  });

  test('is neither NaN nor infinite', () => {
    expect(
      observed(
        'held',
        [
          [1, Number.NaN],
          [1, Number.POSITIVE_INFINITY],
        ],
        [1],
      ),
    ).toEqual([]);
  });

  test('goes on after a clock that was put right', () => {
    const intake = createIntake('held', emptyIntake);
    intake.take(500 * MINUTE, 1);
    intake.close(turn(500));
    intake.take(100 * MINUTE, 2);
    expect(intake.close(turn(100, null))).toEqual([{ atMs: 100 * MINUTE, value: 2 }]);
  });
});

test('a break between any two turns changes nothing', () => {
  const kinds = fc.constantFrom<Values>('held', 'counted', 'mean', 'told');
  const points = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 * MINUTE }), fc.integer({ min: 0, max: 9 })), { maxLength: 60 });
  fc.assert(
    fc.property(kinds, points, fc.integer({ min: 1, max: 39 }), (values, given, breakAt) => {
      const turns = Array.from({ length: 40 }, (_, minute) => minute + 1);
      const whole = createIntake(values, emptyIntake);
      for (const [atMs, value] of given) whole.take(atMs, value);
      const expected = turns.flatMap((minute) => whole.close(turn(minute)));
      const before = createIntake(values, emptyIntake);
      for (const [atMs, value] of given) before.take(atMs, value);
      const found: Observation[] = turns.slice(0, breakAt).flatMap((minute) => before.close(turn(minute)));
      const after = createIntake(values, before.state());
      // From the store come the points after what was judged; of what AWS tells, all that is not yet.
      for (const [atMs, value] of given) if (values === 'told' || atMs > breakAt * MINUTE) after.take(atMs, value);
      found.push(...turns.slice(breakAt).flatMap((minute) => after.close(turn(minute))));
      expect(found).toEqual(expected);
    }),
  );
});
