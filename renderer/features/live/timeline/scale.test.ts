import { expect, test } from 'vitest';
import { instantOf } from '../../../../shared/domain/primitives';
import { rangeOf, type Scale, ticksOf, xOf } from './scale';

const START = 1_700_000_000_000;
const minute = 60_000;
const scale: Scale = { startMs: START, endMs: START + 60 * minute, widthPx: 600 };

test('a moment stands where its share of the time is, and never outside', () => {
  expect([xOf(scale, START - 1), xOf(scale, START + 30 * minute), xOf(scale, START + 90 * minute)]).toEqual([0, 300, 600]);
});

test('marks stand at round distances, not closer than asked', () => {
  const ticks = ticksOf(scale, 96);
  expect(ticks.map((tick) => tick.label)).toEqual(['0:00', '10:00', '20:00', '30:00', '40:00', '50:00', '1 h 00 min']);
});

test('a run that goes on leaves room to the right of now', () => {
  const range = rangeOf({ startedAt: instantOf(START), endedAt: null }, null, START + 50 * minute);
  expect(range?.endMs).toBe(START + 54 * minute);
});

test('what went on after the end of the run is still in sight', () => {
  const range = rangeOf(
    { startedAt: instantOf(START), endedAt: instantOf(START + 25 * minute) },
    START + 27 * minute,
    START + 500 * minute,
  );
  expect(range?.endMs).toBeGreaterThanOrEqual(START + 27 * minute);
  expect(range?.endMs).toBeLessThan(START + 30 * minute);
});

test('a run that has not begun has no range', () => expect(rangeOf({ startedAt: null, endedAt: null }, null, START)).toBeNull());
