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

test('what never answered has nothing to be stale', () => {
  expect(oldestStale([aSource('drs-jobs', 'DRS', 'jobs', NOW, null)], contextId, ['drs-jobs'], NOW)).toBeNull();
});
