import { afterEach, expect, test } from 'vitest';
import { speak } from '../language/language';
import {
  formatAge,
  formatAgo,
  formatBytes,
  formatClock,
  formatDate,
  formatDuration,
  formatLag,
  formatLatency,
  formatMoment,
  formatOffset,
  shortenId,
} from './format';

afterEach(() => speak('en'));

const s = 1000;
const min = 60 * s;
const h = 60 * min;

test.each([
  [-5 * s, '0:00'],
  [7 * s, '0:07'],
  [12 * min + 20 * s, '12:20'],
  [59 * min + 59 * s, '59:59'],
  [64 * min, '1 h 04 min'],
  [27 * h, '1 d 3 h'],
])('%i ms lasts %s', (ms, text) => expect(formatDuration(ms)).toBe(text));

test.each([
  [4 * s, '4s', 'just now'],
  [40 * s, '40s', '40 s ago'],
  [3 * min, '3m', '3 min ago'],
  [2 * h, '2h', '2 h ago'],
  [5 * 24 * h, '5d', '5 d ago'],
])('%i ms of age is %s, %s', (ms, short, long) => {
  expect(formatAge(ms)).toBe(short);
  expect(formatAgo(ms)).toBe(long);
});

test('lag that was not measured is unknown, not zero', () => {
  expect([formatLag(null), formatLag(0), formatLag(59), formatLag(2044)]).toEqual(['unknown', '0 s', '59 s', '34:04']);
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1400, '1.4 kB'],
  [48_300_000, '48.3 MB'],
  [250_000_000_000, '250 GB'],
])('%i bytes are %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));

test('latency changes its unit at a second', () =>
  expect([formatLatency(84.4), formatLatency(1234)]).toEqual(['84 ms', '1.2 s']));

test('long ids keep both ends, short ones stay whole', () => {
  expect(shortenId('s-0123456789abcdef0')).toBe('s-0123…def0');
  expect(shortenId('s-1')).toBe('s-1');
});

test('times follow the zone asked for', () => {
  const at = Date.parse('2026-03-14T19:03:22.000Z');
  expect(formatClock(at, 'UTC')).toBe('19:03:22');
  expect(formatClock(at, 'America/Bogota')).toBe('14:03:22');
  expect(formatMoment(at, 'UTC')).toBe('14 Mar 19:03');
});

test.each([
  [0, 'UTC'],
  [300, 'UTC−5'],
  [-330, 'UTC+5:30'],
])('an offset of %i minutes is written %s', (minutes, text) => expect(formatOffset(minutes)).toBe(text));

test('numbers, ages and dates are written as the language does', () => {
  const at = Date.parse('2026-03-14T19:03:22.000Z');
  speak('de');
  expect([formatBytes(1400), formatLatency(1234), formatAgo(3 * min), formatLag(null)]).toEqual([
    '1,4 kB',
    '1,2 s',
    'vor 3 min',
    'unbekannt',
  ]);
  expect([formatMoment(at, 'UTC'), formatDate(at, 'UTC'), formatClock(at, 'UTC')]).toEqual([
    '14. März 19:03',
    '14. März 2026',
    '19:03:22',
  ]);
});
