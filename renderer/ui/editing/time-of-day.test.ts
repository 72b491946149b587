import { expect, it } from 'vitest';
import { timeOfDay } from './time-of-day';

it.each([
  ['22:00', '22:00'],
  ['2200', '22:00'],
  [' 9:30', '09:30'],
  ['24:00', null],
  ['10:60', null],
  ['10:00 PM', null],
  ['22', null],
])('%s is %s', (typed, time) => {
  expect(timeOfDay(typed)).toBe(time);
});
