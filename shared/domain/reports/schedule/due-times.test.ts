import fc from 'fast-check';
import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import type { ReportSchedule } from '../report-configuration';
import { dueTimes } from './due-times';

function timesOf(schedule: ReportSchedule, from: string, count: number): (string | null)[] {
  const times = dueTimes(schedule);
  if (!times.ok) throw new Error(times.error);
  const found: (string | null)[] = [];
  let ms: number | null = Date.parse(from);
  for (let n = 0; n < count && ms !== null; n += 1) {
    ms = times.value.after(ms);
    found.push(ms === null ? null : new Date(ms).toISOString());
  }
  return found;
}

test.each<[string, ReportSchedule, string[]]>([
  ['each day', { Frequency: 'DAILY' }, ['2026-01-01T06:00:00.000Z', '2026-01-02T06:00:00.000Z']],
  [
    'on Sundays at seven',
    { Frequency: 'WEEKLY', DayOfWeek: 7, Time: '07:00' },
    ['2026-01-04T07:00:00.000Z', '2026-01-11T07:00:00.000Z'],
  ],
  [
    'on the last day of shorter months',
    { Frequency: 'MONTHLY', DayOfMonth: 31 },
    ['2026-01-31T06:00:00.000Z', '2026-02-28T06:00:00.000Z', '2026-03-31T06:00:00.000Z', '2026-04-30T06:00:00.000Z'],
  ],
  [
    'in quarters that begin in February',
    { Frequency: 'QUARTERLY', Month: 2 },
    ['2026-02-01T06:00:00.000Z', '2026-05-01T06:00:00.000Z', '2026-08-01T06:00:00.000Z', '2026-11-01T06:00:00.000Z'],
  ],
  ['once a year', { Frequency: 'YEARLY', Month: 7, DayOfMonth: 4 }, ['2026-07-04T06:00:00.000Z', '2027-07-04T06:00:00.000Z']],
  [
    'in New York, before and after clocks change',
    { Frequency: 'MONTHLY', DayOfMonth: 1, TimeZone: 'America/New_York' },
    ['2026-01-01T11:00:00.000Z', '2026-02-01T11:00:00.000Z', '2026-03-01T11:00:00.000Z', '2026-04-01T10:00:00.000Z'],
  ],
  [
    'by an expression',
    { Frequency: 'CRON', Cron: '30 8 * * 1-5' },
    ['2026-01-01T08:30:00.000Z', '2026-01-02T08:30:00.000Z', '2026-01-05T08:30:00.000Z'],
  ],
])('comes due %s', (_, schedule, expected) => {
  expect(timesOf(schedule, '2026-01-01T00:00:00.000Z', expected.length)).toEqual(expected);
});

test('an expression that means nothing is refused', () => {
  expect(dueTimes({ Frequency: 'CRON', Cron: '61 8 * * *' }).ok).toBe(false);
});

test('a day comes due once though clocks leave its hour out or repeat it', () => {
  const schedule: ReportSchedule = { Frequency: 'DAILY', Time: '02:30', TimeZone: 'Europe/Berlin' };
  for (const from of ['2026-03-27T12:00:00Z', '2026-10-23T12:00:00Z']) {
    const days = timesOf(schedule, from, 5).map((at) => DateTime.fromISO(at ?? '', { zone: 'Europe/Berlin' }).toISODate());
    expect(new Set(days).size).toBe(5);
  }
});

test('the last one of a stretch is the one after which none comes in it', () => {
  const schedule = fc.record({
    Frequency: fc.constantFrom('DAILY' as const, 'WEEKLY' as const, 'MONTHLY' as const, 'QUARTERLY' as const),
    DayOfMonth: fc.integer({ min: 1, max: 31 }),
    TimeZone: fc.constantFrom('UTC', 'America/New_York', 'Australia/Lord_Howe'),
  });
  const ms = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2027, 0, 1) });
  fc.assert(
    fc.property(schedule, ms, ms, (given, one, other) => {
      const times = dueTimes(given);
      if (!times.ok) throw new Error(times.error);
      const [from, to] = [Math.min(one, other), Math.max(one, other)];
      const last = times.value.lastWithin(from, to);
      const first = times.value.after(from);
      if (last === null) expect(first === null || first > to).toBe(true);
      else {
        expect(last).toBeGreaterThan(from);
        expect(last).toBeLessThanOrEqual(to);
        expect(times.value.after(last)).toBeGreaterThan(to);
      }
    }),
    { numRuns: 60 },
  );
});
