import { describe, expect, test } from 'vitest';
import type { Reading } from '../../../../shared/domain/detection/detector';
import { type Course, calmCourse, nextCourse } from './course';

const lag = { direction: 'up', least: 60, values: 'held' } as const;
const reading = (change: Partial<Reading>): Reading => ({
  atMs: 0,
  value: 0,
  score: 0,
  isLearning: false,
  expected: { low: 0, high: 10 },
  aspect: 'level',
  sinceMs: null,
  ...change,
});

function course(readings: readonly Partial<Reading>[], threshold = 0.9) {
  let now: Course = calmCourse;
  const ended: (string | null)[] = [];
  readings.forEach((change, minute) => {
    const next = nextCourse(now, reading({ atMs: minute * 60_000, ...change }), lag, () => threshold);
    now = next.course;
    ended.push(next.ended);
  });
  return { now, ended };
}

const off = { value: 500, score: 0.95 };

describe('a series', () => {
  test('goes off at the threshold, with what was usual then', () => {
    expect(course([off, off, off]).now.off).toMatchObject({
      usual: { low: 0, high: 10 },
      score: 0.95,
      sinceMs: 0,
      foundMs: 120_000,
    });
    const almost = { ...off, score: 0.89 };
    expect(course([almost, almost, almost]).now.off).toBeNull();
    expect(course([off, off, off], 2).now.off).toBeNull();
  });

  test('is not off by a value or two: three of six must lie outside', () => {
    const calm = { value: 5, score: 0 };
    const used = { ...off, score: 0 };
    expect(course([off, used, calm, calm, calm, calm, used]).now).toMatchObject({ off: null, suspect: null });
    expect(course([off, calm, calm, used, calm, used]).now.off).toMatchObject({ foundMs: 300_000, sinceMs: 0 });
  });

  test.each(['gap', 'rate'] as const)('that jumps while turns are of another length (%s) is off by its level', (aspect) => {
    const one = { ...off, aspect };
    expect(course([one, one, one]).now.off).toMatchObject({ aspect: 'level', score: 0.95 });
  });

  test('goes off at once where its values stand for minutes each', () => {
    const { course: now } = nextCourse(calmCourse, reading(off), { ...lag, values: 'told' }, () => 0.9);
    expect(now.off).toMatchObject({ score: 0.95 });
  });

  test.each([
    ['learning', { isLearning: true }],
    ['not far enough out to matter', { value: 65 }],
    ['off the other way', { value: -500, expected: { low: 0, high: 10 } }],
    ['silent, which others judge', { aspect: 'gap' as const, value: 5 }],
    ['of unknown expectation', { expected: null }],
  ])('does not go off while it is %s', (_why, change) => {
    const one = { ...off, ...change };
    expect(course([one, one, one]).now.off).toBeNull();
  });

  test('goes off when the score rises some values after it left its band, since it left it', () => {
    const found = course([
      { value: 500, score: 0.5 },
      { value: 500, score: 0.6 },
      { value: 5, score: 0.95 },
      ...Array.from({ length: 3 }, () => ({ value: 500 })),
    ]);
    expect(found.now.off).toMatchObject({ sinceMs: 0, foundMs: 300_000 });
    const late = [{ value: 500, score: 0.5 }, ...Array.from({ length: 6 }, () => ({ value: 5 })), { value: 5, score: 0.95 }];
    expect(course(late).now.suspect).toBeNull();
  });

  test('stays off while a detector grows used to it, and ends after five values where they were expected before', () => {
    const used = { value: 500, score: 0, expected: { low: 400, high: 600 } };
    const calm = { value: 5, score: 0 };
    expect(course([off, off, off, ...Array.from({ length: 100 }, () => used)]).now.off).not.toBeNull();
    expect(course([off, off, off, used, calm, calm, calm, calm, used, calm, calm, calm, calm]).now.off).not.toBeNull();
    const { now, ended } = course([off, off, off, used, calm, calm, calm, calm, calm]);
    expect([now.off, ended.at(-1)]).toEqual([null, 'back']);
  });

  test('that has been off for a day is how things are now', () => {
    const used = { value: 500, score: 0, expected: { low: 400, high: 600 } };
    const { now, ended } = course([off, off, off, ...Array.from({ length: 24 * 60 }, () => used)]);
    expect([now.off, ended.at(-1)]).toEqual([null, 'usual']);
  });
});
