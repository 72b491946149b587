import { describe, expect, it } from 'vitest';
import { turned, weeksOf } from './days';

const hours = (from: number, to: number): number => (to - from) / 3_600_000;

describe('days of a calendar', () => {
  it('a week begins on Monday, by the clocks of the zone', () => {
    // Sunday evening in New York is Monday in UTC already.
    const [week] = weeksOf('America/New_York', Date.parse('2026-03-16T01:00:00Z'), 'week');
    expect(week?.map(({ localMs }) => new Date(localMs).toISOString().slice(0, 10))).toEqual([
      '2026-03-09',
      '2026-03-10',
      '2026-03-11',
      '2026-03-12',
      '2026-03-13',
      '2026-03-14',
      '2026-03-15',
    ]);
  });

  it('a day on which clocks are changed is as long as it is', () => {
    const [spring] = weeksOf('Europe/Berlin', Date.parse('2026-03-29T12:00:00Z'), 'week');
    const sunday = spring?.[6];
    expect(sunday === undefined ? null : [hours(sunday.fromMs, sunday.toMs), sunday.shiftMinutes]).toEqual([23, 60]);
    const [autumn] = weeksOf('Australia/Lord_Howe', Date.parse('2026-04-05T00:00:00Z'), 'week');
    const changed = autumn?.find(({ shiftMinutes }) => shiftMinutes !== 0);
    expect(changed === undefined ? null : [hours(changed.fromMs, changed.toMs), changed.shiftMinutes]).toEqual([24.5, -30]);
  });

  it('a month has every one of its days, in whole weeks', () => {
    const weeks = weeksOf('UTC', Date.parse('2026-02-14T12:00:00Z'), 'month');
    expect(weeks).toHaveLength(5);
    expect(weeks.flat().filter(({ localMs }) => new Date(localMs).getUTCMonth() === 1)).toHaveLength(28);
  });

  it('turning goes to the next month, also from its last day', () => {
    const next = turned('Europe/Berlin', Date.parse('2026-01-31T12:00:00Z'), 'month', 1);
    expect(new Date(next).toISOString().slice(0, 10)).toBe('2026-02-01');
  });
});
