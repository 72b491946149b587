import { expect, test } from 'vitest';
import { type Instant, instantOf } from '../../../../shared/domain/primitives';
import type { ReportConfiguration, ReportSchedule } from '../../../../shared/domain/reports/report-configuration';
import type { KeptDefinition } from '../definitions/definition-store';
import { createScheduler } from './scheduler';

const START = Date.UTC(2025, 0, 1);
const HOUR = 3_600_000;

function kept(reportId: string, Schedule: ReportSchedule): KeptDefinition {
  const definition: ReportConfiguration = {
    ReportId: reportId,
    Name: reportId,
    Schedule,
    Sections: [{ Name: 'a', Type: 'TEXT' }],
  };
  return { reportId, source: definition, definition, problems: [], since: instantOf(START) };
}

const schedules = {
  daily: { Frequency: 'DAILY', TimeZone: 'America/New_York' },
  weekly: { Frequency: 'WEEKLY', DayOfWeek: 1 },
  monthly: { Frequency: 'MONTHLY', DayOfMonth: 31, TimeZone: 'Europe/Berlin', Time: '02:30' },
  quarterly: { Frequency: 'QUARTERLY' },
  yearly: { Frequency: 'YEARLY', Month: 3 },
} satisfies Record<string, ReportSchedule>;

/** A scheduler over a simulated time, begun anew where `restarts` says so: what was made is all that it knows. */
function aScheduler(definitions: readonly KeptDefinition[]) {
  const made: { readonly reportId: string; readonly at: Instant }[] = [];
  let nowMs = START;
  let canRecord = true;
  const begin = () =>
    createScheduler({
      definitions: () => definitions,
      lastDueOf: (reportId) => made.filter((one) => one.reportId === reportId).at(-1)?.at ?? null,
      nowMs: () => nowMs,
      due({ ReportId }, at) {
        if (canRecord) made.push({ reportId: ReportId, at });
        return canRecord;
      },
    });
  let scheduler = begin();
  return {
    made,
    atMs(ms: number) {
      nowMs = ms;
      scheduler.look();
    },
    restart: () => {
      scheduler = begin();
    },
    record: (can: boolean) => {
      canRecord = can;
    },
  };
}

const all = Object.entries(schedules).map(([reportId, schedule]) => kept(reportId, schedule));

test('24 months of schedules make every report exactly once, through restarts', () => {
  const run = aScheduler(all);
  const end = Date.UTC(2027, 0, 1);
  for (let ms = START; ms <= end; ms += HOUR / 2) {
    if (ms % (HOUR * 31) === 0) run.restart();
    run.atMs(ms);
  }
  const count = (reportId: string) => run.made.filter((one) => one.reportId === reportId);
  expect(new Set(run.made.map(({ reportId, at }) => `${reportId} ${at}`)).size).toBe(run.made.length);
  expect(count('daily')).toHaveLength(730);
  expect(count('weekly')).toHaveLength(104);
  expect(count('monthly').map(({ at }) => at.slice(0, 7))).toEqual(
    Array.from({ length: 24 }, (_, n) => new Date(Date.UTC(2025, n, 15)).toISOString().slice(0, 7)),
  );
  expect(count('quarterly')).toHaveLength(8);
  expect(count('yearly').map(({ at }) => at)).toEqual(['2025-03-01T06:00:00.000Z', '2026-03-01T06:00:00.000Z']);
});

test('what came due while nobody looked is made up for once, for the last moment', () => {
  const run = aScheduler([kept('daily', { Frequency: 'DAILY' })]);
  run.atMs(START + 100 * 24 * HOUR);
  run.atMs(START + 100 * 24 * HOUR + HOUR);
  expect(run.made.map(({ at }) => at)).toEqual(['2025-04-10T06:00:00.000Z']);
  run.atMs(START + 101 * 24 * HOUR);
  expect(run.made.map(({ at }) => at)).toEqual(['2025-04-10T06:00:00.000Z', '2025-04-11T06:00:00.000Z']);
});

test('what cannot be recorded is tried again', () => {
  const run = aScheduler([kept('daily', { Frequency: 'DAILY' })]);
  run.record(false);
  run.atMs(START + 7 * HOUR);
  run.record(true);
  run.atMs(START + 8 * HOUR);
  expect(run.made).toEqual([{ reportId: 'daily', at: '2025-01-01T06:00:00.000Z' }]);
});

test('a schedule that is switched off makes nothing', () => {
  const run = aScheduler([kept('daily', { Frequency: 'DAILY', Enabled: false })]);
  run.atMs(START + 48 * HOUR);
  expect(run.made).toEqual([]);
});
