import { expect, test } from 'vitest';
import { instantOf } from '../../shared/domain/primitives';
import { engineNowMs } from './engine-clock';

const clock = { now: instantOf(1_000_000), wallNow: instantOf(50_000), speed: 60, paused: false };

test('simulated time runs at its own speed', () => {
  expect(engineNowMs(clock, 52_000)).toBe(1_000_000 + 2_000 * 60);
});

test('a paused rehearsal stands', () => {
  expect(engineNowMs({ ...clock, paused: true }, 99_000)).toBe(1_000_000);
});
