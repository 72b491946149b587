import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { MaintenanceWindow } from '../settings';
import { occurrenceAt } from './windows';

const aWindow = (rest: object) =>
  MaintenanceWindow.parse({ id: 'w', name: 'W', matchers: [{ label: 'a', op: '=', value: 'b' }], ...rest });
const at = (text: string) => Date.parse(text);

describe('a window', () => {
  test('that reaches over midnight holds on both sides of it', () => {
    const nightly = aWindow({ weekdays: [6], from: '22:00', to: '06:00', timeZone: 'Europe/Berlin' });
    const night = { from: '2026-03-14T21:00:00.000Z', to: '2026-03-15T05:00:00.000Z' };
    expect(occurrenceAt(nightly, at('2026-03-15T01:00:00Z'))).toEqual(night);
    expect(occurrenceAt(nightly, at('2026-03-10T00:00:00Z'))).toEqual(night);
    expect(occurrenceAt(nightly, at(night.to))?.from).toBe('2026-03-21T21:00:00.000Z');
  });

  test('keeps the time of its place when the clocks change', () => {
    const nightly = aWindow({ weekdays: [7], from: '01:00', to: '04:00', timeZone: 'Europe/Berlin' });
    expect(occurrenceAt(nightly, at('2026-03-29T00:30:00Z'))).toEqual({
      from: '2026-03-29T00:00:00.000Z',
      to: '2026-03-29T02:00:00.000Z',
    });
    expect(occurrenceAt(nightly, at('2026-10-25T00:30:00Z'))).toEqual({
      from: '2026-10-24T23:00:00.000Z',
      to: '2026-10-25T03:00:00.000Z',
    });
  });

  test('lies between its bounds, and comes no more after them', () => {
    const bounds = { startsAt: '2026-12-24T12:00', endsAt: '2026-12-26T12:00', timeZone: 'America/New_York' };
    const once = aWindow(bounds);
    expect(occurrenceAt(once, at('2026-01-01T00:00:00Z'))).toEqual({
      from: '2026-12-24T17:00:00.000Z',
      to: '2026-12-26T17:00:00.000Z',
    });
    expect(occurrenceAt(once, at('2026-12-26T17:00:00Z'))).toBeNull();
    const daily = aWindow({ ...bounds, weekdays: [1, 2, 3, 4, 5, 6, 7], from: '10:00', to: '14:00' });
    expect(occurrenceAt(daily, at('2026-06-01T00:00:00Z'))).toEqual({
      from: '2026-12-24T17:00:00.000Z',
      to: '2026-12-24T19:00:00.000Z',
    });
  });

  test('of a zone nobody knows never holds', () => {
    expect(occurrenceAt(aWindow({ weekdays: [1], timeZone: 'Mars/Base' }), at('2026-03-16T12:00:00Z'))).toBeNull();
  });

  test('holds exactly when the clocks of its place say so', () => {
    const zones = fc.constantFrom(
      'UTC',
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kolkata',
      'Pacific/Auckland',
    );
    const hour = fc.integer({ min: 0, max: 23 });
    fc.assert(
      fc.property(zones, hour, hour, fc.integer({ min: 0, max: 365 * 24 * 2 }), (timeZone, from, to, halfHours) => {
        const text = (value: number) => `${String(value).padStart(2, '0')}:00`;
        const weekdays = [1, 3, 5, 7];
        const nowMs = at('2026-01-01T00:10:00Z') + halfHours * 1_800_000;
        const local = DateTime.fromMillis(nowMs, { zone: timeZone });
        // On the days of a change of the clocks an hour is there twice, or not at all: those are tested by name above.
        const calm = [-24, 0, 24].every((hours) => local.plus({ hours }).offset === local.offset);
        fc.pre(calm);
        const minutes = local.hour * 60 + local.minute;
        const begins = weekdays.includes(local.weekday) && minutes >= from * 60 && (to <= from || minutes < to * 60);
        const goesOn = to <= from && weekdays.includes(local.minus({ days: 1 }).weekday) && minutes < to * 60;
        const found = occurrenceAt(aWindow({ weekdays, from: text(from), to: text(to), timeZone }), nowMs);
        expect(found !== null && Date.parse(found.from) <= nowMs).toBe(begins || goesOn);
      }),
      { numRuns: 300 },
    );
  });
});
