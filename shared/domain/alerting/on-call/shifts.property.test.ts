import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOf } from '../../primitives';
import { Person } from './person';
import { Schedule } from './schedule';
import { type Shift, shiftsBetween } from './shifts';
import { someZones, startsOf } from './testing/zones';
import { DAY, HOUR, localOf, momentOf } from './zones';

const people = ['ada', 'ben', 'cleo', 'dana', 'emil'].map((id) => Person.parse({ id, name: id }));
const facts = { people, feeds: {} };

function rotation(zone: string, startsAt: string, names: readonly string[], every: number, unit: string): Schedule {
  const layers = [{ id: 'l', people: names, startsAt, handover: { every, unit } }];
  return Schedule.parse({ id: 's', name: 's', timeZone: zone, source: { kind: 'own', layers } });
}

/** What an equivalent calendar says: one repeated event a person, each turn until the next one begins. */
function fromCalendar(zone: string, startsAt: string, names: readonly string[], every: number, unit: string, toMs: number) {
  const lengthMs = every * { hours: HOUR, days: DAY, weeks: 7 * DAY }[unit === 'hours' || unit === 'days' ? unit : 'weeks'];
  const freq = unit === 'hours' ? 'HOURLY' : unit === 'days' ? 'DAILY' : 'WEEKLY';
  const starts = names.flatMap((personId, index) => {
    const first = new Date(Date.parse(`${startsAt}:00Z`) + index * lengthMs).toISOString().slice(0, 16);
    return startsOf(zone, first, `FREQ=${freq};INTERVAL=${every * names.length}`, toMs).map((at, round) => ({
      at,
      personId,
      turn: round * names.length + index,
    }));
  });
  starts.sort((a, b) => a.turn - b.turn);
  const turns: { personId: string; fromMs: number; toMs: number }[] = [];
  for (const [index, { at, personId }] of starts.entries()) {
    const end = starts[index + 1]?.at ?? toMs;
    const last = turns.at(-1);
    if (end <= at) continue;
    if (last?.personId === personId) last.toMs = end;
    else turns.push({ personId, fromMs: at, toMs: end });
  }
  return turns.map(({ personId, fromMs, toMs: end }) => ({ personId, from: instantOf(fromMs), to: instantOf(end) }));
}

const plain = (shifts: readonly Shift[]) => shifts.map(({ personId, from, to }) => ({ personId, from, to }));

const aStart = fc
  .record({
    year: fc.integer({ min: 2009, max: 2036 }),
    day: fc.integer({ min: 0, max: 364 }),
    minute: fc.integer({ min: 0, max: 95 }),
  })
  .map(({ year, day, minute }) => new Date(Date.UTC(year, 0, 1) + day * DAY + minute * 15 * 60_000).toISOString().slice(0, 16));

describe('a rotation is what a calendar library makes of the same rule', () => {
  test.each([
    ['hours', 1, 24, 70],
    ['days', 1, 10, 500],
    ['weeks', 1, 6, 900],
  ])('by %s', (unit, least, most, days) => {
    const runs = fc.record({
      zone: fc.constantFrom(...someZones),
      startsAt: aStart,
      names: fc.shuffledSubarray(['ada', 'ben', 'cleo', 'dana', 'emil'], { minLength: 1 }),
      every: fc.integer({ min: least, max: most }),
    });
    fc.assert(
      fc.property(runs, ({ zone, startsAt, names, every }) => {
        const schedule = rotation(zone, startsAt, names, every, unit);
        const fromMs = momentOf(zone, Date.parse(`${startsAt}:00Z`));
        const toMs = fromMs + days * DAY;
        const ours = shiftsBetween(schedule, facts, instantOf(fromMs), instantOf(toMs));
        expect(plain(ours)).toEqual(fromCalendar(zone, startsAt, names, every, unit, toMs));
      }),
      { numRuns: 60 },
    );
  });

  test('also over a leap day', () => {
    const schedule = rotation('Europe/Berlin', '2024-02-27T09:00', ['ada', 'ben'], 1, 'days');
    const shifts = shiftsBetween(schedule, facts, instantOf(Date.UTC(2024, 1, 27, 8)), instantOf(Date.UTC(2024, 2, 2, 8)));
    expect(plain(shifts)).toEqual(
      fromCalendar('Europe/Berlin', '2024-02-27T09:00', ['ada', 'ben'], 1, 'days', Date.UTC(2024, 2, 2, 8)),
    );
    expect(shifts.map(({ from }) => from.slice(5, 13))).toEqual(['02-27T08', '02-28T08', '02-29T08', '03-01T08']);
  });
});

describe('whatever the rotation', () => {
  const anywhere = fc.constantFrom(
    ...someZones,
    'America/Santiago',
    'Africa/Casablanca',
    'Pacific/Apia',
    'Antarctica/Troll',
    'UTC',
  );
  const schedules = fc
    .record({
      zone: anywhere,
      startsAt: aStart,
      every: fc.integer({ min: 1, max: 40 }),
      unit: fc.constantFrom('hours', 'days', 'weeks'),
      names: fc.shuffledSubarray(['ada', 'ben', 'cleo', 'dana'], { minLength: 1 }),
    })
    .map((given) => ({ ...given, schedule: rotation(given.zone, given.startsAt, given.names, given.every, given.unit) }));

  test('somebody is on call at every moment, and one at a time', () => {
    fc.assert(
      fc.property(schedules, fc.integer({ min: 0, max: 800 }), ({ schedule, zone, startsAt }, later) => {
        const fromMs = momentOf(zone, Date.parse(`${startsAt}:00Z`)) + later * DAY;
        const shifts = shiftsBetween(schedule, facts, instantOf(fromMs), instantOf(fromMs + 60 * DAY));
        expect(shifts[0]?.from).toBe(instantOf(fromMs));
        expect(shifts.at(-1)?.to).toBe(instantOf(fromMs + 60 * DAY));
        for (const [index, shift] of shifts.entries()) if (index > 0) expect(shift.from).toBe(shifts[index - 1]?.to);
      }),
    );
  });

  test('a span is the sum of its parts, wherever it is cut', () => {
    fc.assert(
      fc.property(schedules, fc.integer({ min: 1, max: 90 * 24 * 60 }), ({ schedule, zone, startsAt }, minutes) => {
        const fromMs = momentOf(zone, Date.parse(`${startsAt}:00Z`)) - DAY;
        const [from, cut, to] = [fromMs, fromMs + minutes * 60_000, fromMs + 100 * DAY].map(instantOf);
        if (from === undefined || cut === undefined || to === undefined) throw new Error('no moments');
        const parts = [...shiftsBetween(schedule, facts, from, cut), ...shiftsBetween(schedule, facts, cut, to)];
        const whole = shiftsBetween(schedule, facts, from, to);
        const joinedParts: Shift[] = [];
        for (const shift of parts) {
          const last = joinedParts.at(-1);
          if (last?.to === shift.from && last.personId === shift.personId) joinedParts.splice(-1, 1, { ...last, to: shift.to });
          else joinedParts.push(shift);
        }
        expect(joinedParts).toEqual(whole);
      }),
    );
  });

  test('a clock that shows a time was set to it or ran to it', () => {
    fc.assert(
      fc.property(anywhere, fc.integer({ min: 0, max: 30 * 365 * 24 * 4 }), (zone, quarters) => {
        const local = Date.UTC(2005, 0, 1) + quarters * 15 * 60_000;
        const at = momentOf(zone, local);
        const shown = localOf(zone, at);
        // A time left out is shown as much later as was left out; every other one as it is, the first time it comes.
        expect(shown).toBeGreaterThanOrEqual(local);
        if (shown === local) expect(localOf(zone, at - DAY)).toBeLessThan(local);
        else expect(localOf(zone, at - (shown - local) - 1)).toBeLessThan(local);
      }),
      { numRuns: 400 },
    );
  });
});
