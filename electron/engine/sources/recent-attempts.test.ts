import { expect, test } from 'vitest';
import { countRecent } from './recent-attempts';

const minute = 60_000;

test('attempts and failures of the last quarter of an hour are counted, older ones are forgotten', () => {
  const recent = countRecent();
  expect(recent.note(0, 'answered')).toEqual({ attempts: 1, failures: 0 });
  expect(recent.note(minute, 'failed')).toEqual({ attempts: 2, failures: 1 });
  expect(recent.note(14 * minute, 'answered')).toEqual({ attempts: 3, failures: 1 });
  expect(recent.note(15 * minute, 'answered')).toEqual({ attempts: 3, failures: 1 });
  expect(recent.note(16 * minute, 'answered')).toEqual({ attempts: 3, failures: 0 });
});

test('a clock that is set back does not keep the future', () => {
  const recent = countRecent();
  recent.note(100 * minute, 'failed');
  expect(recent.note(0, 'answered')).toEqual({ attempts: 1, failures: 0 });
});
