import fc from 'fast-check';
import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { type Instant, instantOf, msOf } from '../primitives';
import type { Period } from './blocks';
import { PERIOD_NAMES, periodOf } from './periods';
import { bucketAt, bucketsOf } from './sections/buckets';

const at = (text: string): Instant => instantOf(Date.parse(text));

function period(setting: Parameters<typeof periodOf>[0], asOf: string, zone = 'UTC'): Period {
  const found = periodOf(setting, at(asOf), zone);
  if (!found.ok) throw new Error(found.error);
  return found.value;
}

const bounds = ({ from, to }: Period) => [from, to];

/** Clocks that change at midnight, twice at midnight, by half an hour, and a day that was left out. */
const zones = [
  'UTC',
  'America/New_York',
  'Europe/Berlin',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/Havana',
  'Africa/Cairo',
  'Atlantic/Azores',
  'America/Sao_Paulo',
  'Pacific/Apia',
  'Asia/Beirut',
];

test.each([
  ['LAST_DAY', '2026-03-09T12:00:00Z', '2026-03-08T05:00:00.000Z', '2026-03-09T04:00:00.000Z'],
  ['LAST_WEEK', '2026-03-12T12:00:00Z', '2026-03-02T05:00:00.000Z', '2026-03-09T04:00:00.000Z'],
  ['LAST_MONTH', '2026-04-01T10:00:00Z', '2026-03-01T05:00:00.000Z', '2026-04-01T04:00:00.000Z'],
  ['LAST_QUARTER', '2026-05-20T00:00:00Z', '2026-01-01T05:00:00.000Z', '2026-04-01T04:00:00.000Z'],
  ['LAST_YEAR', '2026-05-20T00:00:00Z', '2025-01-01T05:00:00.000Z', '2026-01-01T05:00:00.000Z'],
  ['THIS_MONTH', '2026-03-09T12:00:00Z', '2026-03-01T05:00:00.000Z', '2026-03-09T12:00:00.000Z'],
  ['LAST_7_DAYS', '2026-03-09T12:00:00Z', '2026-03-02T13:00:00.000Z', '2026-03-09T12:00:00.000Z'],
  ['LAST_12_MONTHS', '2026-03-31T12:00:00Z', '2025-03-31T12:00:00.000Z', '2026-03-31T12:00:00.000Z'],
])('%s as of %s in New York', (name, asOf, from, to) => {
  expect(bounds(period(name, asOf, 'America/New_York'))).toEqual([from, to]);
});

test('the month is that of the zone, not of UTC', () => {
  expect(bounds(period('LAST_MONTH', '2026-04-01T02:00:00Z', 'America/New_York'))[0]).toBe('2026-02-01T05:00:00.000Z');
  expect(bounds(period('LAST_MONTH', '2026-03-31T20:00:00Z', 'Asia/Kathmandu'))[0]).toBe('2026-02-28T18:15:00.000Z');
});

test('where midnight comes twice the month begins with the first, and the one before it ends there', () => {
  // The clocks of Havana go from 01:00 back to 00:00 on the first of November.
  expect(bounds(period('LAST_MONTH', '2026-11-01T04:30:00Z', 'America/Havana'))[1]).toBe('2026-11-01T04:00:00.000Z');
  expect(bounds(period('LAST_MONTH', '2026-12-05T00:00:00Z', 'America/Havana'))[0]).toBe('2026-11-01T04:00:00.000Z');
});

test('dates of ones own: the last day is part of it; moments are as they are', () => {
  expect(bounds(period({ From: '2026-03-01', To: '2026-03-31' }, '2026-05-01T00:00:00Z', 'Europe/Berlin'))).toEqual([
    '2026-02-28T23:00:00.000Z',
    '2026-03-31T22:00:00.000Z',
  ]);
  const moments = { From: '2026-03-01T08:00:00Z', To: '2026-03-01T09:00:00+00:00' };
  expect(bounds(period(moments, '2026-05-01T00:00:00Z'))).toEqual(['2026-03-01T08:00:00.000Z', '2026-03-01T09:00:00.000Z']);
});

test.each([
  ['LAST_FORTNIGHT', 'UTC', 'is not a period'],
  ['LAST_MONTH', 'Mars/Olympus', 'is not a time zone'],
  [{ From: '2026-03-02', To: '2026-03-01' }, 'UTC', 'is not before'],
  [{ From: '2026-02-30', To: '2026-03-01' }, 'UTC', 'From 2026-02-30 is neither'],
  [{ From: '2026-02-01', To: 'soon' }, 'UTC', 'To soon is neither'],
])('%o in %s is refused', (setting, zone, why) => {
  const found = periodOf(setting, at('2026-05-01T00:00:00Z'), zone);
  expect(found.ok ? 'accepted' : found.error).toContain(why);
});

const moment = fc.integer({ min: Date.parse('1995-01-01T00:00:00Z'), max: Date.parse('2040-01-01T00:00:00Z') });
const zone = fc.constantFrom(...zones);

test('months, weeks, quarters and years that follow each other meet: no gap, no overlap, in every zone', () => {
  const named = fc.constantFrom('LAST_MONTH', 'LAST_WEEK', 'LAST_QUARTER', 'LAST_YEAR');
  fc.assert(
    fc.property(moment, zone, named, (ms, inZone, name) => {
      const asOf = instantOf(ms);
      const newer = periodOf(name, asOf, inZone);
      if (!newer.ok) throw new Error(newer.error);
      // The report that was made a moment before this one's period ended.
      const older = periodOf(name, instantOf(msOf(newer.value.to) - 1), inZone);
      if (!older.ok) throw new Error(older.error);
      expect(older.value.to).toBe(newer.value.from);
      expect(newer.value.from < newer.value.to).toBe(true);
      expect(newer.value.to <= asOf).toBe(true);
    }),
    { numRuns: 400 },
  );
});

test('every named period ends no later than it is counted from, and begins no later than it ends', () => {
  fc.assert(
    fc.property(moment, zone, fc.constantFrom(...PERIOD_NAMES), (ms, inZone, name) => {
      const { from, to } = period(name, instantOf(ms), inZone);
      expect(from <= to).toBe(true);
      expect(msOf(to)).toBeLessThanOrEqual(ms);
    }),
    { numRuns: 400 },
  );
});

test('a month begins at the first moment of its first day', () => {
  fc.assert(
    fc.property(moment, zone, (ms, inZone) => {
      const { from } = period('LAST_MONTH', instantOf(ms), inZone);
      const here = DateTime.fromMillis(msOf(from), { zone: inZone });
      const justBefore = here.minus({ milliseconds: 1 });
      expect(here.day).toBe(1);
      expect(justBefore.month).not.toBe(here.month);
    }),
    { numRuns: 300 },
  );
});

test('steps of a chart are days and months of the zone, also where the clocks change', () => {
  const march = { from: at('2026-02-15T12:00:00Z'), to: at('2026-04-02T00:00:00Z'), zone: 'America/New_York' };
  expect(bucketsOf(march, 'MONTH').map(({ from, label }) => [from, label])).toEqual([
    ['2026-02-15T12:00:00.000Z', '2026-02'],
    ['2026-03-01T05:00:00.000Z', '2026-03'],
    ['2026-04-01T04:00:00.000Z', '2026-04'],
  ]);
  const days = { from: at('2026-03-07T05:00:00Z'), to: at('2026-03-10T04:00:00Z'), zone: 'America/New_York' };
  expect(bucketsOf(days, 'AUTO').map(({ from, label }) => [from, label])).toEqual([
    ['2026-03-07T05:00:00.000Z', '2026-03-07'],
    ['2026-03-08T05:00:00.000Z', '2026-03-08'],
    ['2026-03-09T04:00:00.000Z', '2026-03-09'],
  ]);
  expect(bucketsOf({ ...march, from: at('2016-02-15T12:00:00Z') }, 'DAY').length).toBeLessThanOrEqual(402);
});

test('steps of a chart cover the period without gap or overlap, and every moment lies in exactly one', () => {
  const length = fc.integer({ min: 1, max: 12 * 365 * 86_400_000 });
  const step = fc.constantFrom('AUTO', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR');
  fc.assert(
    fc.property(
      moment,
      length,
      zone,
      step,
      fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      (ms, long, inZone, by, share) => {
        const whole = { from: instantOf(ms), to: instantOf(ms + long), zone: inZone };
        const buckets = bucketsOf(whole, by);
        expect([buckets[0]?.from, buckets.at(-1)?.to]).toEqual([whole.from, whole.to]);
        for (const [index, bucket] of buckets.entries()) {
          expect(bucket.from < bucket.to).toBe(true);
          if (index > 0) expect(bucket.from).toBe(buckets[index - 1]?.to);
        }
        expect(buckets.length).toBeLessThanOrEqual(402);
        const inside = instantOf(ms + Math.floor(share * long));
        const found = buckets[bucketAt(buckets, inside)];
        expect(found !== undefined && found.from <= inside && inside < found.to).toBe(true);
      },
    ),
    { numRuns: 200 },
  );
});
