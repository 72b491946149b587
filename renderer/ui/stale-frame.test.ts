import { expect, test } from 'vitest';
import { aSource, contextId, otherContextId } from '../testing/world';
import { oldestStale } from './stale-frame';

const NOW = 1_000_000_000;
const jobs = aSource('drs-jobs', 'DRS', 'jobs', NOW, 90);
const runs = aSource('sfn-runs', 'SFN', 'runs', NOW, 300);

test('names the source that has been silent longest', () => {
  expect(oldestStale([jobs, runs], contextId, ['drs-jobs', 'sfn-runs'], NOW)?.title).toBe('runs');
});

test('sources that the facts do not rest on do not matter', () => {
  expect(oldestStale([jobs, runs], contextId, ['drs-jobs'], NOW)?.title).toBe('jobs');
  expect(oldestStale([jobs], otherContextId, ['drs-jobs'], NOW)).toBeNull();
});

test('what has not answered since the console started is oldest of all: the facts are from the journal', () => {
  const never = aSource('sfn-runs', 'SFN', 'never', NOW, null);
  expect(oldestStale([jobs, never], contextId, ['drs-jobs', 'sfn-runs'], NOW)?.title).toBe('never');
});

test('a source that is switched off claims nothing', () => {
  const off = { ...aSource('sfn-runs', 'SFN', 'off', NOW, null), state: 'off' as const };
  expect(oldestStale([off], contextId, ['sfn-runs'], NOW)).toBeNull();
});

test('a place that never was permitted does not make all others look old', () => {
  const denied = aSource('drs-jobs', 'DRS', 'denied', NOW, null, { state: 'not-permitted' });
  const fresh = aSource('drs-jobs', 'DRS', 'fresh', NOW, 1);
  expect(oldestStale([denied, fresh], contextId, ['drs-jobs'], NOW)).toBeNull();
});

const ofPlace = (place: string, ageSeconds: number | null, change = {}) =>
  aSource('drs-jobs', 'DRS', place, NOW, ageSeconds, { id: `${contextId}/drs-jobs/${place}`, ...change });

test('another place of the same context does not make these facts look old, nor fresh', () => {
  const all = [ofPlace('111122223333', 1), ofPlace('444455556666:us-west-2', 900)];
  expect(oldestStale(all, contextId, ['drs-jobs'], NOW, ['111122223333'])).toBeNull();
  expect(oldestStale(all, contextId, ['drs-jobs'], NOW, ['444455556666:us-west-2'])?.title).toBe('444455556666:us-west-2');
  expect(oldestStale(all, contextId, ['drs-jobs'], NOW)?.title).toBe('444455556666:us-west-2');
});

test('old facts of a place that is not permitted any more are old, in the frame of that place', () => {
  const all = [ofPlace('111122223333', 1), ofPlace('444455556666', null, { state: 'not-permitted' })];
  expect(oldestStale(all, contextId, ['drs-jobs'], NOW, ['444455556666'])?.title).toBe('444455556666');
  expect(oldestStale(all, contextId, ['drs-jobs'], NOW, ['111122223333'])).toBeNull();
});
