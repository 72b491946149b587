import { expect, test } from 'vitest';
import type { Execution } from '../../shared/domain/view';
import { aDrill } from '../testing/drill';
import { anIncident } from '../testing/incidents';
import { contextId } from '../testing/world';
import { announcements, nothingHeard } from './announcements';

const now = 1_800_000_000_000;
const first = anIncident(97, 'CRITICAL', 'app-03 failed to launch', { nowMs: now, minutesAgo: 3 });
const second = anIncident(98, 'HIGH', 'Wave 3 Web waits', { nowMs: now, minutesAgo: 1 });
const run: Execution = aDrill({
  executionId: 'e',
  contextId,
  planName: 'Payroll DR',
  executionType: 'DRILL',
  startMs: now - 600_000,
  nowMs: now,
  waves: [{ name: 'Database', servers: ['db-01'], startsAtMin: 0 }],
  status: 'RUNNING',
}).execution;
const seen = { open: [first], executions: [run], connection: 'live' } as const;
const { heard } = announcements(nothingHeard, seen);

test('what is there when the page comes is no news', () => {
  expect(announcements(nothingHeard, { ...seen, open: [first, second] }).sentences).toEqual([]);
});

test('an alert behind the one in the strip is told once', () => {
  const told = announcements(heard, { ...seen, open: [first, second] });
  expect(told.sentences).toEqual(['New alert, High: Wave 3 Web waits.']);
  expect(announcements(told.heard, { ...seen, open: [first, second] }).sentences).toEqual([]);
});

test('where an execution stands is told when it changes, many at once as a number', () => {
  expect(announcements(heard, { ...seen, executions: [{ ...run, status: 'PAUSED' }] }).sentences).toEqual([
    `${run.planName}: paused.`,
  ]);
  const many = [1, 2, 3, 4].map((number) => anIncident(number, 'LOW', `incident ${number}`, { nowMs: now, minutesAgo: 0 }));
  expect(announcements(heard, { ...seen, open: [first, ...many] }).sentences).toEqual(['4 new alerts.']);
});

test('the return of the connection is told, its loss is not: the banner says so', () => {
  const lost = announcements(heard, { ...seen, connection: 'reconnecting' });
  expect(lost.sentences).toEqual([]);
  expect(announcements(lost.heard, seen).sentences).toEqual(['Connected to the console again.']);
});
