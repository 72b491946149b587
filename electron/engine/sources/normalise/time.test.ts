import fc from 'fast-check';
import { expect, test } from 'vitest';
import { durationSeconds, instantFrom } from './time';

test.each([
  ['epoch seconds of DynamoDB', 1773481500, '2026-03-14T09:45:00.000Z'],
  ['epoch seconds as text', '1773481500', '2026-03-14T09:45:00.000Z'],
  ['epoch milliseconds of EventBridge', 1773480312400, '2026-03-14T09:25:12.400Z'],
  ['float seconds of Step Functions', 1773478801.214, '2026-03-14T09:00:01.214Z'],
  ['a date of the SDK', new Date(1773481500000), '2026-03-14T09:45:00.000Z'],
  ['ISO with Z', '2026-03-14T09:25:11Z', '2026-03-14T09:25:11.000Z'],
  ['ISO with offset and microseconds, as DRS answers live', '2026-03-14T09:25:11.123456+00:00', '2026-03-14T09:25:11.123Z'],
  ['the invalid form of target-accounts', '2026-03-01T08:00:00.000000+00:00Z', '2026-03-01T08:00:00.000Z'],
  ['the offset of alarms', '2026-03-14T09:25:11.482+0000', '2026-03-14T09:25:11.482Z'],
  ['a space in place of T', '2026-03-14 09:25:11.482', '2026-03-14T09:25:11.482Z'],
  ['the literal of the drs-alerts template', '$.time', null],
  ['nothing', null, null],
  ['no number', Number.NaN, null],
  ['beyond all years', 1e18, null],
])('reads %s', (_, value, expected) => {
  expect(instantFrom(value)).toBe(expected);
});

test('any moment comes back from any of the forms in which it is sent', () => {
  const ms = fc.integer({ min: Date.parse('2001-01-01'), max: Date.parse('2100-01-01') });
  fc.assert(
    fc.property(ms, (value) => {
      const iso = new Date(value).toISOString();
      const forms = [
        value,
        value / 1000,
        iso,
        iso.replace('Z', '+00:00'),
        iso.replace('Z', '000+00:00'),
        `${iso.replace('Z', '+00:00')}Z`,
        new Date(value),
      ];
      for (const form of forms) expect(instantFrom(form)).toBe(iso);
    }),
  );
});

test('never throws', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      instantFrom(value);
      durationSeconds(value);
    }),
  );
});

test.each([
  ['P0D', 0],
  ['PT30S', 30],
  ['PT1H2M3.5S', 3723.5],
  ['P21DT22H', 21 * 86_400 + 22 * 3600],
  ['P1W', 604_800],
  ['1970-01-01T00:00:30Z', 30],
  ['P', null],
  ['PT', null],
  ['soon', null],
  ['2026-03-14T09:25:11Z', null],
  [null, null],
  [45, 45],
  [-1, null],
])('a lag of %s is %s seconds', (value, seconds) => {
  expect(durationSeconds(value)).toBe(seconds);
});
