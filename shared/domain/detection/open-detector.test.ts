import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Detector, Reading } from './detector';
import { DEFAULT_THRESHOLD, detectorBytes, openDetector, restoreDetector, scoreOf } from './open-detector';

const STEP_MS = 300_000;
const DAY_ROWS = 288;
const WEEK_MS = 604_800_000;

/** A day's course with a little scatter; deterministic. */
function usual(at: number): number {
  return 50 + 30 * Math.sin((at / DAY_ROWS) * 2 * Math.PI) + ((at * 7919) % 101) / 40;
}

function days(count: number): number[] {
  return Array.from({ length: count * DAY_ROWS }, (_, at) => usual(at));
}

function feed(detector: Detector, values: readonly number[], fromRow = 0, shiftMs = 0): Reading[] {
  return values.map((value, at) => detector.observe(shiftMs + (fromRow + at) * STEP_MS, value));
}

const scoresOf = (readings: readonly Reading[]): number[] => readings.map(({ score }) => score);
const alarmsOf = (readings: readonly Reading[]): Reading[] => readings.filter(({ score }) => score >= DEFAULT_THRESHOLD);

const anyValue = fc.oneof(
  fc.double(),
  fc.integer({ min: -5, max: 5 }),
  fc.constantFrom(0, 1e9, -1e9, Number.MAX_VALUE, -Number.MAX_VALUE, 5e-324, Number.NaN, Number.POSITIVE_INFINITY),
);
const row = fc.tuple(fc.oneof(fc.integer({ min: -1e12, max: 4e12 }), fc.double()), anyValue);
/** Streams long enough to be past learning: a short pattern again and again, with odd values in between. */
const stream = fc
  .tuple(
    fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 12 }),
    fc.array(fc.tuple(fc.nat(399), fc.integer({ min: -5000, max: 5000 })), { maxLength: 8 }),
  )
  .map(([pattern, odd]) => {
    const values = Array.from({ length: 400 }, (_, at) => pattern[at % pattern.length] ?? 0);
    for (const [at, value] of odd) values[at] = value;
    return values;
  });
const runs = { numRuns: 40 };

describe('the detector', () => {
  test('tells one freak among ten usual days, once, at its row, and nothing else', () => {
    const values = days(10);
    values[2500] = 300;
    const told = alarmsOf(feed(openDetector(), values));
    expect(told.map(({ value }) => value)).toEqual([300]);
    expect(told[0]).toMatchObject({ aspect: 'level', sinceMs: 2500 * STEP_MS, isLearning: false });
    expect(told[0]?.expected?.high).toBeLessThan(120);
  });

  test('a level that shifts is told where it shifts, and then is how things are', () => {
    const values = days(20).map((value, at) => (at < 8 * DAY_ROWS ? value : value + 200));
    const told = alarmsOf(feed(openDetector(), values));
    expect(told[0]?.atMs).toBe(8 * DAY_ROWS * STEP_MS);
    expect(told.length).toBeLessThan(8);
    expect(alarmsOf(feed(openDetector(), values).slice(15 * DAY_ROWS))).toEqual([]);
  });

  test('the low of the night in the middle of the day is strange, though such values come every day', () => {
    const values = days(12);
    const at = 11 * DAY_ROWS + 60;
    values[at] = 21;
    const usualScores = scoresOf(feed(openDetector(), days(12)));
    const odd = feed(openDetector(), values)[at];
    expect(odd?.score).toBeGreaterThan(Math.max(0.5, ...usualScores));
    expect(odd?.expected?.low).toBeGreaterThan(22);
  });

  test('what it expects holds the values of a usual day', () => {
    const readings = feed(openDetector(), days(12)).slice(8 * DAY_ROWS);
    const inside = readings.filter(({ value, expected }) => expected !== null && value >= expected.low && value <= expected.high);
    expect(inside.length / readings.length).toBeGreaterThan(0.98);
    const widths = readings.map(({ expected }) => (expected === null ? 0 : expected.high - expected.low));
    expect(Math.max(...widths)).toBeLessThan(70);
  });

  test('values that come after a long silence are off by a gap, values that come at another pace by their rate', () => {
    const late = openDetector();
    feed(late, days(5));
    expect(late.observe((5 * DAY_ROWS + 60) * STEP_MS, 500).aspect).toBe('gap');
    const hourly = openDetector();
    feed(hourly, days(5));
    for (let hour = 1; hour < 30; hour++) hourly.observe((5 * DAY_ROWS + hour * 12) * STEP_MS, usual(hour * 12));
    expect(hourly.observe((5 * DAY_ROWS + 30 * 12) * STEP_MS, 500).aspect).toBe('rate');
  });

  test('a score rises with strangeness, but for what only a long series can show more of', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 40, noNaN: true }), fc.double({ min: 0, max: 40, noNaN: true }), (one, other) => {
        const [less, more] = one < other ? [one, other] : [other, one];
        expect(scoreOf(less)).toBeLessThanOrEqual(scoreOf(more));
        expect(scoreOf(more)).toBeLessThan(1);
      }),
    );
    expect(scoreOf(8)).toBe(DEFAULT_THRESHOLD);
    expect(scoreOf(10.9)).toBe(scoreOf(9));
    expect(scoreOf(11)).toBeGreaterThan(scoreOf(9));
  });

  test('the same stream has the same readings, and a part of it those it has within the whole', () => {
    fc.assert(
      fc.property(stream, fc.nat(400), (values, length) => {
        const whole = feed(openDetector(), values);
        expect(feed(openDetector(), values)).toEqual(whole);
        expect(feed(openDetector(), values.slice(0, length))).toEqual(whole.slice(0, length));
      }),
      runs,
    );
  });

  test('scaled by a power of two, or moved by whole weeks, a series scores alike', () => {
    fc.assert(
      fc.property(stream, fc.integer({ min: -60, max: 60 }), fc.integer({ min: -500, max: 2000 }), (values, power, weeks) => {
        const scores = scoresOf(feed(openDetector(), values));
        const scaled = values.map((value) => value * 2 ** power);
        expect(scoresOf(feed(openDetector(), scaled))).toEqual(scores);
        expect(scoresOf(feed(openDetector(), values, 0, weeks * WEEK_MS))).toEqual(scores);
      }),
      runs,
    );
  });

  test('whatever comes, and whenever, a score is a number from 0 to 1 and the moments never go back', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 300 }), (rows) => {
        const detector = openDetector();
        let newest = Number.NEGATIVE_INFINITY;
        for (const [atMs, value] of rows) {
          const reading = detector.observe(atMs, value);
          expect(reading.score >= 0 && reading.score <= 1).toBe(true);
          expect(Number.isFinite(reading.atMs)).toBe(true);
          if (Number.isFinite(value)) {
            expect(reading.atMs).toBeGreaterThanOrEqual(newest);
            newest = reading.atMs;
          }
          if (reading.expected !== null) expect(reading.expected.low <= reading.expected.high).toBe(true);
        }
      }),
      runs,
    );
  });

  test('restored it goes on as if there had been no break', () => {
    fc.assert(
      fc.property(stream, fc.nat(400), (values, length) => {
        const unbroken = openDetector();
        feed(unbroken, values.slice(0, length));
        const restored = restoreDetector(unbroken.save());
        if (restored === null) throw new Error('its own memory was refused');
        const after = values.slice(length);
        expect(feed(restored, after, length)).toEqual(feed(unbroken, after, length));
      }),
      runs,
    );
  });

  test('a memory of another version or shape is refused', () => {
    const { version, bytes } = openDetector().save();
    expect(restoreDetector({ version: version + 1, bytes })).toBeNull();
    expect(restoreDetector({ version, bytes: bytes.slice(1) })).toBeNull();
  });

  test('100,000 values take no more memory than one, and less than 64 KB', () => {
    const detector = openDetector();
    for (let at = 0; at < 100_000; at++) detector.observe(at * STEP_MS, usual(at));
    expect(detector.save().bytes.byteLength).toBe(detectorBytes());
    expect(detectorBytes()).toBeLessThan(32_768);
  });

  test.each([
    ['a constant', () => 7],
    ['a counter that starts anew every thousand values', (at: number) => (at % 1000) * 5],
    ['zero and one in turn', (at: number) => at % 2],
  ])('%s is told of twice in 20 days at most', (_, valueAt) => {
    const values = Array.from({ length: 20 * DAY_ROWS }, (_unused, at) => valueAt(at));
    expect(alarmsOf(feed(openDetector(), values)).length).toBeLessThanOrEqual(2);
  });

  test('5-minute values that become hourly are nothing to tell', () => {
    const detector = openDetector();
    feed(detector, days(8));
    const hourly = Array.from({ length: 24 * 14 }, (_, hour) =>
      detector.observe((8 * DAY_ROWS + hour * 12) * STEP_MS, usual(8 * DAY_ROWS + hour * 12)),
    );
    expect(alarmsOf(hourly)).toEqual([]);
  });

  test('nothing is told of its first values, however wild', () => {
    const readings = feed(
      openDetector(),
      Array.from({ length: 150 }, (_, at) => (at * 7919) ** 2),
    );
    expect(readings.every(({ score, isLearning }) => score === 0 && isLearning)).toBe(true);
  });
});
