import { expect, test } from 'vitest';
import { QuietHours } from '../../../shared/domain/notifications/defaults';
import { quietUntil } from './quiet-hours';

const berlin = QuietHours.parse({ Enabled: true, From: '22:00', To: '07:00', TimeZone: 'Europe/Berlin' });

function until(iso: string, hours = berlin): string | null {
  const ms = quietUntil(Date.parse(iso), hours);
  return ms === null ? null : new Date(ms).toISOString();
}

test.each([
  ['at noon none hold', '2026-01-10T11:00:00Z', null],
  ['a minute before they begin', '2026-01-10T20:59:59Z', null],
  ['at the moment they begin', '2026-01-10T21:00:00Z', '2026-01-11T06:00:00.000Z'],
  ['at the moment they end', '2026-01-11T06:00:00Z', null],
  ['seven is seven on the night that is an hour shorter', '2026-03-28T22:30:00Z', '2026-03-29T05:00:00.000Z'],
  ['and within that night, after the hour that is not', '2026-03-29T01:30:00Z', '2026-03-29T05:00:00.000Z'],
  ['seven is seven on the night that is an hour longer', '2026-10-24T22:30:00Z', '2026-10-25T06:00:00.000Z'],
])('%s', (_, at, expected) => {
  expect(until(at)).toBe(expected);
});

test('hours within one day, hours of no length, and a zone nobody knows', () => {
  const noon = QuietHours.parse({ Enabled: true, From: '12:00', To: '13:00', TimeZone: 'Asia/Kathmandu' });
  expect(until('2026-01-10T06:20:00Z', noon)).toBe('2026-01-10T07:15:00.000Z');
  expect(until('2026-01-10T07:16:00Z', noon)).toBeNull();
  expect(until('2026-01-10T12:00:00Z', { ...noon, To: '12:00' })).toBeNull();
  expect(until('2026-01-10T12:20:00Z', { ...noon, TimeZone: 'Nowhere/AtAll' })).toBe('2026-01-10T13:00:00.000Z');
  expect(until('2026-01-10T12:20:00Z', { ...noon, TimeZone: 'UTC', Enabled: false })).toBeNull();
});

test('where 07:00 falls into the hour that is skipped, they end when the clock has passed it', () => {
  const skipped = QuietHours.parse({ Enabled: true, From: '22:00', To: '02:30', TimeZone: 'Europe/Berlin' });
  expect(until('2026-03-28T23:00:00Z', skipped)).toBe('2026-03-29T01:00:00.000Z');
});
