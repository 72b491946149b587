import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCalendar, readInSteps } from './ical';
import { someZones, startsOf, vtimezone } from './testing/zones';
import { DAY, momentOf } from './zones';

const within = { fromMs: Date.UTC(2026, 2, 1), toMs: Date.UTC(2026, 3, 15) };

function calendar(...lines: readonly string[]): string {
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR'].join('\r\n');
}
const event = (...lines: readonly string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');

function read(text: string, zone = 'Europe/Berlin'): string[] {
  const result = readCalendar(text, zone, within);
  if (!result.ok) throw new Error(result.error.message);
  return result.value.shifts.map(
    ({ names, fromMs, toMs }) =>
      `${names.join('+')} ${new Date(fromMs).toISOString().slice(0, 16)} ${new Date(toMs).toISOString().slice(0, 16)}`,
  );
}
function troubles(text: string): readonly string[] {
  const result = readCalendar(text, 'UTC', within);
  return result.ok ? result.value.troubles : [result.error.message];
}

const shift = (...lines: readonly string[]) => event('UID:a', 'SUMMARY:Ada', ...lines);

describe('times', () => {
  test.each([
    ['in UTC', ['DTSTART:20260303T080000Z', 'DTEND:20260303T160000Z'], 'Ada 2026-03-03T08:00 2026-03-03T16:00'],
    ['without a zone, in the calendar’s', ['DTSTART:20260303T090000', 'DURATION:PT8H'], 'Ada 2026-03-03T08:00 2026-03-03T16:00'],
    ['in a named zone', ['DTSTART;TZID=Asia/Tokyo:20260303T090000', 'DURATION:PT8H'], 'Ada 2026-03-03T00:00 2026-03-03T08:00'],
    [
      'in a zone as Windows calls it',
      ['DTSTART;TZID=W. Europe Standard Time:20260303T090000', 'DURATION:PT8H'],
      'Ada 2026-03-03T08:00 2026-03-03T16:00',
    ],
    [
      'in a zone with the path of its origin',
      ['DTSTART;TZID=/example.org/20250101_1/America/New_York:20260310T090000', 'DURATION:PT8H'],
      'Ada 2026-03-10T13:00 2026-03-10T21:00',
    ],
    ['of whole days', ['DTSTART;VALUE=DATE:20260303', 'DTEND;VALUE=DATE:20260305'], 'Ada 2026-03-02T23:00 2026-03-04T23:00'],
    ['of one whole day of 23 hours', ['DTSTART;VALUE=DATE:20260329'], 'Ada 2026-03-28T23:00 2026-03-29T22:00'],
  ])('%s', (_, lines, expected) => {
    expect(read(calendar(shift(...lines)))).toEqual([expected]);
  });

  test('of a zone that only the file describes', () => {
    const described = vtimezone('Europe/Berlin').replaceAll('Europe/Berlin', 'Our Office');
    const text = calendar(described, shift('DTSTART;TZID=Our Office:20260401T090000', 'DURATION:PT1H'));
    expect(read(text, 'UTC')).toEqual(['Ada 2026-04-01T07:00 2026-04-01T08:00']);
    expect(troubles(text)).toEqual([]);
  });

  test('of a zone that nobody knows are read in the calendar’s, and it is said', () => {
    const text = calendar(shift('DTSTART;TZID=Nowhere:20260401T090000', 'DURATION:PT1H'));
    expect(read(text, 'UTC')).toEqual(['Ada 2026-04-01T09:00 2026-04-01T10:00']);
    expect(troubles(text)).toEqual([expect.stringContaining('Nowhere')]);
  });
});

describe('what repeats', () => {
  const weekly = [
    'UID:a',
    'SUMMARY:Ada',
    'DTSTART;TZID=Europe/Berlin:20260316T090000',
    'DTEND;TZID=Europe/Berlin:20260316T170000',
    'RRULE:FREQ=WEEKLY;COUNT=4',
  ];

  test('stays at its hour when the clocks change', () => {
    expect(read(calendar(event(...weekly)))).toEqual([
      'Ada 2026-03-16T08:00 2026-03-16T16:00',
      'Ada 2026-03-23T08:00 2026-03-23T16:00',
      'Ada 2026-03-30T07:00 2026-03-30T15:00',
      'Ada 2026-04-06T07:00 2026-04-06T15:00',
    ]);
  });

  test('has exceptions, additions, moved and cancelled instances, and the newest word on each', () => {
    const moved = (sequence: number, summary: string) =>
      event(
        'UID:a',
        `SEQUENCE:${sequence}`,
        `SUMMARY:${summary}`,
        'RECURRENCE-ID;TZID=Europe/Berlin:20260330T090000',
        'DTSTART;TZID=Europe/Berlin:20260331T100000',
        'DURATION:PT2H',
      );
    const cancelled = event(
      'UID:a',
      'SUMMARY:Ada',
      'RECURRENCE-ID:20260406T070000Z',
      'DTSTART:20260406T070000Z',
      'DURATION:PT8H',
      'STATUS:CANCELLED',
    );
    const more = ['EXDATE;TZID=Europe/Berlin:20260323T090000', 'RDATE;TZID=Europe/Berlin:20260317T200000'];
    expect(read(calendar(event(...weekly, ...more), moved(2, 'Ben'), moved(1, 'Cleo'), cancelled))).toEqual([
      'Ada 2026-03-16T08:00 2026-03-16T16:00',
      'Ada 2026-03-17T19:00 2026-03-18T03:00',
      'Ben 2026-03-31T08:00 2026-03-31T10:00',
    ]);
  });

  test('for ever is read as far as it is asked for', () => {
    const text = calendar(shift('DTSTART:20200101T000000Z', 'DURATION:PT24H', 'RRULE:FREQ=DAILY'));
    expect(read(text)).toHaveLength(45);
  });

  test('too often is cut, and it is said', () => {
    const text = calendar(shift('DTSTART:20260301T000000Z', 'DURATION:PT1S', 'RRULE:FREQ=SECONDLY'));
    expect(troubles(text)).toEqual([expect.stringContaining('repeats too often')]);
  });

  test('as a calendar library has it', () => {
    const runs = fc.record({
      zone: fc.constantFrom(...someZones),
      day: fc.integer({ min: 0, max: 365 * 25 }),
      hour: fc.integer({ min: 4, max: 23 }),
      rule: fc.constantFrom(
        'FREQ=WEEKLY;INTERVAL=2',
        'FREQ=WEEKLY;BYDAY=MO,WE,FR',
        'FREQ=MONTHLY;BYDAY=-1SU',
        'FREQ=MONTHLY;BYMONTHDAY=31',
        'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29',
      ),
    });
    fc.assert(
      fc.property(runs, ({ zone, day, hour, rule }) => {
        const local = new Date(Date.UTC(2010, 0, 1, hour) + day * DAY).toISOString().slice(0, 16);
        const fromMs = momentOf(zone, Date.parse(`${local}:00Z`));
        const toMs = fromMs + 400 * DAY;
        const text = calendar(
          event(
            'UID:a',
            'SUMMARY:Ada',
            `DTSTART;TZID=${zone}:${local.replaceAll(/[-:]/g, '')}00`,
            'DURATION:PT1H',
            `RRULE:${rule}`,
          ),
        );
        const result = readCalendar(text, 'UTC', { fromMs, toMs });
        const starts = result.ok ? result.value.shifts.map((each) => each.fromMs) : [];
        // The first of a series is always one of it, also where the rule would not have it.
        expect(starts.filter((at) => at !== fromMs)).toEqual(startsOf(zone, local, rule, toMs).filter((at) => at !== fromMs));
      }),
      { numRuns: 80 },
    );
  });
});

describe('people', () => {
  test('are those of the summary, several by commas, else the attendees', () => {
    const time = ['DTSTART:20260303T080000Z', 'DURATION:PT1H'];
    expect(read(calendar(event('UID:a', 'SUMMARY:Ada Lang\\, ben@example.com ', ...time)))[0]).toMatch(
      /^Ada Lang\+ben@example\.com /,
    );
    expect(read(calendar(event('UID:a', 'ATTENDEE;CN=Ada:mailto:ada@example.com', ...time)))[0]).toMatch(/^ada@example\.com /);
    expect(read(calendar(event('UID:a', ...time)))).toEqual([]);
  });

  test('with long names on folded lines', () => {
    const text = calendar(event('UID:a', 'SUMMARY:Maximiliane \r\n Schmidt', 'DTSTART:20260303T080000Z', 'DURATION:PT1H'));
    expect(read(text)[0]).toMatch(/^Maximiliane Schmidt /);
  });
});

test('no calendar, however it is written, holds up the console', () => {
  const secondly = Array.from({ length: 20 }, (_, index) =>
    event(`UID:${index}`, 'SUMMARY:Ada', 'DTSTART;TZID=Europe/Berlin:20260101T090000', 'DURATION:PT8H', 'RRULE:FREQ=SECONDLY'),
  );
  const began = performance.now();
  expect(troubles(calendar(...secondly))).toEqual([expect.stringContaining('repeats too often')]);
  expect(readCalendar(`${'\n'.repeat(200_000)}x`, 'UTC', within).ok).toBe(false);
  // Not a measurement: what is not bounded takes minutes.
  expect(performance.now() - began).toBeLessThan(14_000);
});

test.each([
  'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
  'FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30',
  'FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30',
  'FREQ=WEEKLY;BYDAY=MO;BYMONTH=2;BYMONTHDAY=30',
  'FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30',
])('a rule that never comes to anything is given up, and others are read: %s', (rule) => {
  const never = event('UID:b', 'SUMMARY:Bob', 'DTSTART:20260101T080000Z', 'DURATION:PT8H', `RRULE:${rule}`);
  const other = shift('DTSTART:20260303T080000Z', 'DURATION:PT8H');
  expect(read(calendar(never, other))).toEqual(['Ada 2026-03-03T08:00 2026-03-03T16:00']);
});

test('a large calendar is read in many small steps', () => {
  const many = Array.from({ length: 2_000 }, (_, index) =>
    event(`UID:${index}`, 'SUMMARY:Ada', 'DTSTART;TZID=Europe/Berlin:20260303T090000', 'DURATION:PT8H'),
  );
  const daily = Array.from({ length: 10 }, (_, index) =>
    event(`UID:r${index}`, 'SUMMARY:Ada', 'DTSTART:20160303T090000Z', 'DURATION:PT8H', 'RRULE:FREQ=DAILY'),
  );
  const steps = [...readInSteps(calendar(...many, ...daily), 'UTC', within)].length;
  // A step for every 20 events to parse, one for each to place, and for every 200 times of a rule.
  expect(steps).toBeGreaterThan(2_000 / 20 + 2_000 + (10 * 3_650) / 200);
  expect(read(calendar(...many))).toHaveLength(2_000);
});

test('a rule that comes once a year is followed to its day', () => {
  const yearly = shift('DTSTART:20250310T080000Z', 'DURATION:PT8H', 'RRULE:FREQ=HOURLY;BYMONTH=3;BYMONTHDAY=10;BYHOUR=8');
  expect(read(calendar(yearly))).toEqual(['Ada 2026-03-10T08:00 2026-03-10T16:00']);
});

test.each([
  ['a page to sign in', '<html><body>Sign in</body></html>'],
  ['a file cut on its way', calendar(shift('DTSTART:20260303T080000Z', 'DURATION:PT1H')).slice(0, -10)],
  ['nothing', ''],
])('%s is no calendar', (_, text) => {
  expect(readCalendar(text, 'UTC', within).ok).toBe(false);
});

test('one event that cannot be read does not hide the others', () => {
  const text = calendar(event('UID:b', 'SUMMARY:Ben', 'DTSTART:rubbish'), shift('DTSTART:20260303T080000Z', 'DURATION:PT1H'));
  expect(read(text)).toHaveLength(1);
  expect(troubles(text)).toHaveLength(1);
});
