import { expect, test } from 'vitest';
import { freshForSeconds } from './freshness';

test.each([
  ['a reading every 15 s is current for four of them', 15, 0, 1, 60],
  ['at ×600 three wall seconds are half an hour', 15, 0, 600, 1800],
  ['a long poll of 20 s may be missed thrice', 0, 20, 1, 63],
  ['a paused rehearsal does not age', 15, 0, 0, 60],
])('%s', (_, every, longPoll, speed, expected) => {
  expect(freshForSeconds(every, longPoll, speed)).toBe(expected);
});
