import { describe, expect, test } from 'vitest';
import { Instant } from '../../primitives';
import { aWorld } from '../escalate/testing/an-incident';
import { checkOnCall } from './checks';
import { Person } from './person';
import { beatenOverrides, qualityOf } from './quality';
import { Schedule } from './schedule';

const at = (text: string) => Instant.parse(`${text}:00.000Z`);
const now = at('2026-03-14T09:00');
const mail = { id: 'm', channel: { Type: 'EMAIL', Configuration: { Recipients: ['a@example.com'] } } };
const people = ['ada', 'ben'].map((id) => ({ id, name: id, methods: [mail] }));
const office = [{ weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }];
const layer = (rest: object = {}) => ({
  id: 'l',
  people: ['ada', 'ben'],
  startsAt: '2026-03-02T00:00',
  handover: { every: 1, unit: 'days' },
  ...rest,
});
const schedule = (layers: object[], rest: object = {}) => ({
  id: 's',
  name: 'First line',
  source: { kind: 'own', layers },
  ...rest,
});
const override = (id: string, kind: string, createdAt: string) => ({
  id,
  kind,
  personId: 'ben',
  from: at('2026-03-20T00:00'),
  to: at('2026-03-21T00:00'),
  createdAt: at(createdAt),
});

test('coverage, balance and overlaps of a week', () => {
  const given = Schedule.parse(
    schedule([layer({ restrictions: office })], { overrides: [override('o', 'add', '2026-03-01T00:00')] }),
  );
  const facts = { people: people.map((one) => Person.parse(one)), feeds: {} };
  const quality = qualityOf(given, facts, at('2026-03-16T00:00'), at('2026-03-23T00:00'));
  // Five days of eight hours, Ada on three of them, and Ben beside her all Friday by the override.
  expect(quality.gaps).toHaveLength(6);
  expect(quality.covered).toBeCloseTo((4 * 8 + 24) / 168);
  expect(quality.hours).toEqual([
    { personId: 'ben', hours: 40 },
    { personId: 'ada', hours: 24 },
  ]);
  expect(quality.overlaps).toEqual([{ from: at('2026-03-20T09:00'), to: at('2026-03-20T17:00') }]);
  expect(quality.imbalance).toBe(1.25);
});

test('of overlapping overrides the older is said to have no effect; two who are added agree', () => {
  const kinds = (one: string, other: string) =>
    beatenOverrides(
      Schedule.parse(
        schedule([layer()], {
          overrides: [override('new', one, '2026-03-02T00:00'), override('old', other, '2026-03-01T00:00')],
        }),
      ),
    );
  expect(kinds('replace', 'replace')).toMatchObject([{ older: 'old', newer: 'new' }]);
  expect(kinds('add', 'add')).toEqual([]);
});

describe('checks', () => {
  const problems = (settings: object, rest: object = {}) =>
    checkOnCall(aWorld({ people, ...settings }, rest), now).map(({ severity, problem }) => `${severity} ${problem}`);
  const to = (...targets: object[]) => [{ id: 'p', name: 'Payroll', steps: [{ delayMinutes: 0, targets }] }];
  const first = { kind: 'schedule', scheduleId: 's' };

  test('have nothing to say of what is well', () => {
    expect(problems({ schedules: [schedule([layer()])], policies: to(first) })).toEqual([]);
  });

  test('find a policy that reaches nobody, now or at any time to come', () => {
    expect(problems({ policies: to({ kind: 'person', personId: 'zoe' }) })).toEqual(['error unreachable']);
    expect(problems({ policies: to(first) })).toEqual(['error unreachable']);
    expect(problems({ schedules: [schedule([])], policies: to(first) })).toEqual(['error unreachable', 'error nobody']);
    expect(problems({ policies: to({ kind: 'channel', notificationId: 'n', channelIndex: 0 }) })).toEqual(['error unreachable']);
  });

  test('take somebody who is only away just now for reachable, and say it', () => {
    const away = { ...people[0], unavailable: [{ from: at('2026-03-14T00:00'), to: at('2026-03-15T00:00') }] };
    expect(problems({ people: [away], policies: to({ kind: 'person', personId: 'ada' }) })).toEqual(['warning unreachable']);
  });

  test('find a channel that is switched off', () => {
    const Channels = [{ Type: 'EMAIL' as const, Configuration: { Recipients: ['a@example.com'], Enabled: false } }];
    const configuration = { NotificationId: 'n', Name: 'Ops', Enabled: true, EventFilters: {}, Channels };
    const channel = { kind: 'channel', notificationId: 'n', channelIndex: 0 };
    const found = problems(
      { policies: to(channel, { kind: 'person', personId: 'ada' }) },
      { notifications: { Notifications: [configuration] } },
    );
    expect(found).toEqual(['warning switched-off']);
  });

  test('find gaps, strangers and calendars that were never read', () => {
    const ical = { kind: 'ical', secretUrl: 'https://calendar.example.com/a.ics' };
    expect(problems({ schedules: [schedule([layer({ endsAt: '2026-03-20T00:00' })])] })).toEqual(['warning gap']);
    const nightly = schedule([layer({ restrictions: [{ weekdays: [], from: '06:00', to: '22:00' }] })]);
    const found = checkOnCall(aWorld({ people, schedules: [nightly] }), now);
    expect(found).toMatchObject([{ problem: 'gap', count: 14 }]);
    expect(found[0]?.text).toMatch(/^14 gaps in “.*” in the next 14 days, the first 2026-/);
    expect(problems({ schedules: [schedule([layer({ people: ['ada', 'zoe'] })])] })).toContain('warning unknown-person');
    expect(problems({ schedules: [{ ...schedule([]), source: ical }] })).toEqual(['error unread']);
    const shift = { uid: 'x', names: ['Ada', 'Zoe'], fromMs: Date.parse(now), toMs: Date.parse('2026-04-30'), isOverride: false };
    expect(problems({ schedules: [{ ...schedule([]), source: ical }] }, { feeds: { s: [shift] } })).toEqual([
      'warning unknown-name',
    ]);
  });
});
