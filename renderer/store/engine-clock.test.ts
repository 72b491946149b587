import { expect, test } from 'vitest';
import { instantOf } from '../../shared/domain/primitives';
import { aheadAfter, engineNowMs } from './engine-clock';

const clock = { now: instantOf(1_000_000), wallNow: instantOf(50_000), speed: 60, paused: false };

test('simulated time runs at its own speed', () => {
  expect(engineNowMs(clock, 52_000, 0)).toBe(1_000_000 + 2_000 * 60);
});

test('a paused rehearsal stands', () => {
  expect(engineNowMs({ ...clock, paused: true }, 99_000, 0)).toBe(1_000_000);
});

test('on a computer whose clock is wrong, the engine’s time is still right', () => {
  expect(engineNowMs(clock, 52_000 - 600_000, -600_000)).toBe(1_000_000 + 2_000 * 60);
});

test('the item that was least under way tells best how far the clocks are apart', () => {
  const seen = [
    { sent: 1_000, arrived: 1_900 },
    { sent: 2_000, arrived: 2_020 },
    { sent: 3_000, arrived: 3_400 },
  ];
  expect(seen.reduce<number | null>((held, { sent, arrived }) => aheadAfter(held, sent, arrived), null)).toBe(20);
});

test('a clock that is set while the page is open is followed, either way', () => {
  expect(aheadAfter(20, 10_000, 70_000)).toBe(60_000);
  expect(aheadAfter(20, 70_000, 10_000)).toBe(-60_000);
});
