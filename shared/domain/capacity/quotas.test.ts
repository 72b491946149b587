import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type QuotaWorld, standingOf, type WatchedQuota, watchedQuotas } from './quotas';

const empty: QuotaWorld = { replicationStates: [], activeJobs: [], openRuns: 0, measured: new Map() };
const quota = (code: string): WatchedQuota => {
  const found = watchedQuotas.find((one) => one.code === code);
  if (found === undefined) throw new Error(code);
  return found;
};
const states = (count: number, state = 'CONTINUOUS') => Array.from({ length: count }, () => state);

test.each([
  [249, 'ok'],
  [250, 'warn'],
  [279, 'warn'],
  [280, 'critical'],
])('%i replicating servers of 300 are %s, as the platform counts', (count, level) => {
  const world = { ...empty, replicationStates: [...states(count), ...states(20, 'DISCONNECTED'), ...states(5, 'stopped')] };
  expect(standingOf(quota('L-C1D14A2B'), 300, world)).toEqual({ used: count, warnAt: 250, criticalAt: 280, level });
  expect(standingOf(quota('L-E28BE5E0'), 4_000, world).used).toBe(count + 25);
});

test('jobs are counted by number, by size and by server', () => {
  const world = { ...empty, activeJobs: [['a', 'b', 'c'], ['d'], ['a']] };
  expect(standingOf(quota('L-D88FAC3A'), 20, world)).toMatchObject({ used: 3, level: 'ok' });
  expect(standingOf(quota('L-B827C881'), 100, world).used).toBe(3);
  expect(standingOf(quota('L-05AFA8C6'), 500, world).used).toBe(5);
  expect(standingOf(quota('L-DD6D028C'), 1, world)).toMatchObject({ used: 2, level: 'critical' });
});

test('what nobody measures is unknown, never in order', () => {
  expect(standingOf(quota('L-0588D03B'), 200, empty)).toMatchObject({ used: null, level: 'unknown' });
  expect(standingOf(quota('L-61103206'), 100_000, empty).level).toBe('unknown');
  expect(standingOf(quota('L-61103206'), 100_000, { ...empty, measured: new Map([['L-61103206', 4]]) }).level).toBe('ok');
});

test('more use is never less pressing', () => {
  const rank = { unknown: 0, ok: 1, warn: 2, critical: 3 };
  fc.assert(
    fc.property(fc.nat(40), fc.nat(40), (one, more) => {
      const jobs = (count: number) => ({ ...empty, activeJobs: Array.from({ length: count }, (_, n) => [String(n)]) });
      const [less, most] = [one, one + more].map((count) => rank[standingOf(quota('L-D88FAC3A'), 20, jobs(count)).level]);
      expect(most).toBeGreaterThanOrEqual(less ?? 0);
    }),
  );
});
