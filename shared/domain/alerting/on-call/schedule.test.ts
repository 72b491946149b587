import { describe, expect, test } from 'vitest';
import { Instant } from '../../primitives';
import { Person } from './person';
import { type FeedShift, Schedule } from './schedule';
import { onCallAt, shiftsBetween } from './shifts';
import { momentOf } from './zones';

const at = (text: string) => Instant.parse(text.length === 10 ? `${text}T00:00:00.000Z` : `${text}:00.000Z`);
const people = ['ada', 'ben', 'cleo'].map((id) => Person.parse({ id, name: id }));
const facts = { people, feeds: {} };
const weekly = { id: 'week', people: ['ada', 'ben'], startsAt: '2026-03-02T09:00', handover: { every: 1, unit: 'weeks' } };

function aSchedule(layers: readonly object[], rest: object = {}): Schedule {
  return Schedule.parse({ id: 's', name: 'Payroll', timeZone: 'Europe/Berlin', source: { kind: 'own', layers }, ...rest });
}
const told = (schedule: Schedule, from: string, to: string, given: Parameters<typeof shiftsBetween>[1] = facts) =>
  shiftsBetween(schedule, given, at(from), at(to)).map(
    (shift) => `${shift.personId} ${shift.from.slice(0, 16)} ${shift.to.slice(0, 16)} ${shift.reason.id}`,
  );

test('a handover at 09:00 stays at 09:00 when the clocks change', () => {
  expect(told(aSchedule([weekly]), '2026-03-16', '2026-04-07')).toEqual([
    'ben 2026-03-16T00:00 2026-03-16T08:00 week',
    'ada 2026-03-16T08:00 2026-03-23T08:00 week',
    'ben 2026-03-23T08:00 2026-03-30T07:00 week',
    'ada 2026-03-30T07:00 2026-04-06T07:00 week',
    'ben 2026-04-06T07:00 2026-04-07T00:00 week',
  ]);
});

// RFC 5545, 3.3.5: what is left out is read with the offset before; what comes twice is its first.
test.each([
  ['Europe/Berlin', '2026-03-29T02:30', '2026-03-29T01:30'],
  ['Europe/Berlin', '2026-10-25T02:30', '2026-10-25T00:30'],
  ['America/New_York', '2026-03-08T02:30', '2026-03-08T07:30'],
  ['America/New_York', '2026-11-01T01:30', '2026-11-01T05:30'],
  ['Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-03T15:45'],
  ['Australia/Lord_Howe', '2026-04-05T01:45', '2026-04-04T14:45'],
  ['Pacific/Apia', '2011-12-30T12:00', '2011-12-30T22:00'],
])('in %s %s is %s UTC', (zone, local, utc) => {
  expect(momentOf(zone, Date.parse(`${local}:00Z`))).toBe(Date.parse(`${utc}:00Z`));
});

test('a day that a place leaves out is no day with many on call', () => {
  const hourly = {
    ...weekly,
    people: ['ada', 'ben', 'cleo'],
    startsAt: '2011-12-29T22:00',
    handover: { every: 5, unit: 'hours' },
  };
  const schedule = { ...aSchedule([hourly]), timeZone: 'Pacific/Apia' };
  expect(told(schedule, '2011-12-30T08:00', '2011-12-30T20:00')).toEqual([
    'ada 2011-12-30T08:00 2011-12-30T13:00 week',
    'ben 2011-12-30T13:00 2011-12-30T14:00 week',
    'ada 2011-12-30T14:00 2011-12-30T19:00 week',
    'ben 2011-12-30T19:00 2011-12-30T20:00 week',
  ]);
});

describe('layers', () => {
  const office = {
    id: 'office',
    people: ['cleo'],
    startsAt: '2026-03-02T00:00',
    handover: { every: 1, unit: 'days' },
    restrictions: [{ weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }],
  };

  test('the uppermost that has somebody decides', () => {
    expect(told(aSchedule([weekly, office]), '2026-03-06T12:00', '2026-03-09T12:00')).toEqual([
      'cleo 2026-03-06T12:00 2026-03-06T16:00 office',
      'ada 2026-03-06T16:00 2026-03-09T08:00 week',
      'cleo 2026-03-09T08:00 2026-03-09T12:00 office',
    ]);
  });

  test('hours past midnight belong to the day on which they begin', () => {
    const night = { ...office, id: 'night', restrictions: [{ weekdays: [5], from: '22:00', to: '06:00' }] };
    expect(told(aSchedule([night]), '2026-03-05', '2026-03-09')).toEqual(['cleo 2026-03-06T21:00 2026-03-07T05:00 night']);
  });

  test('one that has ended, or not begun, has nobody', () => {
    const brief = { ...weekly, endsAt: '2026-03-04T09:00' };
    expect(told(aSchedule([brief]), '2026-03-01', '2026-03-20')).toEqual(['ada 2026-03-02T08:00 2026-03-04T08:00 week']);
  });
});

describe('overrides', () => {
  const override = (kind: string, personId: string, createdAt: string, rest: object = {}) => ({
    id: `${kind}-${personId}`,
    kind,
    personId,
    from: at('2026-03-03T10:00'),
    to: at('2026-03-03T12:00'),
    createdAt: at(createdAt),
    ...rest,
  });
  const during = (...overrides: object[]) => onCallAt(aSchedule([weekly], { overrides }), facts, at('2026-03-03T11:00'));

  test('add, replace and remove', () => {
    expect(during(override('add', 'cleo', '2026-03-01'))).toEqual(['ada', 'cleo']);
    expect(during(override('replace', 'cleo', '2026-03-01'))).toEqual(['cleo']);
    expect(during(override('replace', 'cleo', '2026-03-01', { replaces: 'ada' }))).toEqual(['cleo']);
    expect(during(override('replace', 'cleo', '2026-03-01', { replaces: 'ben' }))).toEqual(['ada']);
    expect(during(override('remove', 'ada', '2026-03-01'))).toEqual([]);
  });

  test('the newest has the last word, in whatever order they stand', () => {
    const older = override('replace', 'cleo', '2026-03-01');
    const newer = override('replace', 'ben', '2026-03-02');
    expect(during(older, newer)).toEqual(['ben']);
    expect(during(newer, older)).toEqual(['ben']);
  });

  test('hold for their time only', () => {
    expect(
      told(aSchedule([weekly], { overrides: [override('replace', 'cleo', '2026-03-01')] }), '2026-03-03', '2026-03-04'),
    ).toEqual([
      'ada 2026-03-03T00:00 2026-03-03T10:00 week',
      'cleo 2026-03-03T10:00 2026-03-03T12:00 replace-cleo',
      'ada 2026-03-03T12:00 2026-03-04T00:00 week',
    ]);
  });
});

test('whoever is away is on no shift, and the layer below has it', () => {
  const away = people.map((person) =>
    person.id === 'cleo'
      ? { ...person, unavailable: [{ from: at('2026-03-03T06:00'), to: at('2026-03-03T18:00'), note: '' }] }
      : person,
  );
  const always = { ...weekly, id: 'always', people: ['cleo'] };
  expect(told(aSchedule([weekly, always]), '2026-03-03', '2026-03-04', { people: away, feeds: {} })).toEqual([
    'cleo 2026-03-03T00:00 2026-03-03T06:00 always',
    'ada 2026-03-03T06:00 2026-03-03T18:00 week',
    'cleo 2026-03-03T18:00 2026-03-04T00:00 always',
  ]);
  expect(told(aSchedule([always]), '2026-03-03', '2026-03-04', { people: away, feeds: {} })).toHaveLength(2);
});

describe('calendars', () => {
  const schedule = Schedule.parse({
    id: 's',
    name: 's',
    source: { kind: 'ical', secretUrl: 'https://calendar.example.com/a.ics' },
  });
  const shift = (names: string[], from: string, to: string, isOverride = false): FeedShift => ({
    uid: names.join(),
    names,
    fromMs: Date.parse(`${from}:00Z`),
    toMs: Date.parse(`${to}:00Z`),
    isOverride,
  });

  test('several names are several people, unknown ones nobody, and the overriding calendar goes before', () => {
    const feeds = {
      s: [
        shift(['Ada', 'BEN '], '2026-03-03T00:00', '2026-03-03T08:00'),
        shift(['a stranger'], '2026-03-03T08:00', '2026-03-03T10:00'),
        shift(['cleo'], '2026-03-03T04:00', '2026-03-03T06:00', true),
      ],
    };
    expect(told(schedule, '2026-03-03', '2026-03-04', { people, feeds })).toEqual([
      'ada 2026-03-03T00:00 2026-03-03T04:00 Ada,BEN ',
      'ben 2026-03-03T00:00 2026-03-03T04:00 Ada,BEN ',
      'cleo 2026-03-03T04:00 2026-03-03T06:00 cleo',
      'ada 2026-03-03T06:00 2026-03-03T08:00 Ada,BEN ',
      'ben 2026-03-03T06:00 2026-03-03T08:00 Ada,BEN ',
    ]);
  });
});
