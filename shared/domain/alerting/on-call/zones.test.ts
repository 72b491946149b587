import { IANAZone } from 'luxon';
import { expect, test } from 'vitest';
import { DAY, HOUR, isZone, MINUTE, offsetAt } from './zones';

test.each(['Europe/Berlin', 'Australia/Lord_Howe', 'America/New_York', 'Africa/Casablanca', 'Asia/Kathmandu'])(
  'offsets that are remembered are those of the zone: %s',
  (name) => {
    const zone = IANAZone.create(name);
    // Every hour of a year, to the moment of each change of the clocks.
    const begin = Date.UTC(2026, 0, 1);
    for (let at = begin; at < begin + 366 * DAY; at += HOUR)
      for (const moment of [at - 1, at, at + 30 * MINUTE])
        expect(offsetAt(name, moment), new Date(moment).toISOString()).toBe(zone.offset(moment) * MINUTE);
  },
);

test('what is no zone is none, also when it is asked again', () => {
  expect([isZone('Europe/Nowhere'), isZone('Europe/Nowhere'), isZone('Europe/Berlin')]).toEqual([false, false, true]);
});
