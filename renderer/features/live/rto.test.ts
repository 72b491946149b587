import { expect, test } from 'vitest';
import { instantOf } from '../../../shared/domain/primitives';
import type { Execution, ServerCounts } from '../../../shared/domain/view';
import { rtoOf } from './rto';

const START = 1_700_000_000_000;
const minute = 60_000;
const counts: ServerCounts = { total: 3, waiting: 0, inProgress: 0, launched: 3, failed: 0, terminated: 0 };
const noDetail: Execution['detail'] = [];
const run = (status: Execution['status'], endedAtMin: number | null, failed = 0) => ({
  status,
  detail: noDetail,
  startedAt: instantOf(START),
  endedAt: endedAtMin === null ? null : instantOf(START + endedAtMin * minute),
  counts: { ...counts, failed },
});

test('without an objective there is nothing to hold it against', () =>
  expect(rtoOf(run('RUNNING', null), null, START)).toEqual({ kind: 'unset' }));

test('while it runs, what is left counts down and then below zero', () => {
  expect(rtoOf(run('RUNNING', null), 60, START + 24 * minute)).toMatchObject({
    kind: 'running',
    leftMs: 36 * minute,
    share: 0.4,
  });
  expect(rtoOf(run('PAUSED', null), 60, START + 62 * minute)).toMatchObject({ kind: 'running', leftMs: -2 * minute });
});

test('completed in time is met, to the minute; later is missed', () => {
  expect(rtoOf(run('COMPLETED', 60), 60, START + 900 * minute)).toMatchObject({ kind: 'met', leftMs: 0 });
  expect(rtoOf(run('COMPLETED', 61), 60, START)).toMatchObject({ kind: 'missed', leftMs: -minute });
});

test('a run that failed, or lost a server, has reached no time at all', () => {
  expect(rtoOf(run('FAILED', 10), 60, START).kind).toBe('not-reached');
  expect(rtoOf(run('COMPLETED', 10, 1), 60, START).kind).toBe('not-reached');
});

test('a run whose orchestration was stopped counts as cancelled, here as on the dashboards', () => {
  expect(rtoOf(run('TERMINATED', 40), 60, START).kind).toBe('not-reached');
  expect(rtoOf(run('CANCELLED', 40), 60, START).kind).toBe('not-reached');
});

test('a run that has not begun has its whole time', () => {
  expect(rtoOf({ ...run('PENDING', null), startedAt: null }, 60, START)).toEqual({
    kind: 'not-begun',
    targetMs: 60 * minute,
  });
});

test('one that says some servers failed reached no time, whatever its counts say', () =>
  expect(rtoOf({ ...run('COMPLETED', 20), detail: ['some-servers-failed'] }, 60, START).kind).toBe('not-reached'));
