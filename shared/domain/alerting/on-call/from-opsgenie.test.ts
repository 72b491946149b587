import { expect, test } from 'vitest';
import { Instant } from '../../primitives';
import { fromOpsgenie } from './from-opsgenie';
import { Person } from './person';
import { shiftsBetween } from './shifts';

const user = (username: string) => ({ type: 'user', id: 'x', username });
const rotation = (rest: object = {}) => ({
  id: 'r',
  name: 'First line',
  startDate: '2026-03-02T08:00:00Z',
  endDate: null,
  type: 'weekly',
  length: 1,
  participants: [user('ada@example.com'), user('ben@example.com')],
  ...rest,
});
const ada = Person.parse({ id: 'ada', name: 'Ada', alsoKnownAs: ['ADA@example.com'] });
const schedule = (...rotations: object[]) => ({
  data: { id: 's', name: 'Payroll', timezone: 'Europe/Berlin', enabled: true, rotations },
});

function imported(given: unknown) {
  const result = fromOpsgenie(given, [ada]);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

test('rotations become schedules, with the same shifts; strangers are proposed as people', () => {
  const { schedules, people, left } = imported(schedule(rotation()));
  const [one] = schedules;
  if (one === undefined) throw new Error('nothing came');
  expect(one).toMatchObject({ name: 'Payroll', timeZone: 'Europe/Berlin' });
  expect(people).toMatchObject([{ name: 'ben@example.com' }]);
  expect(left).toEqual([]);
  const at = (text: string) => Instant.parse(`${text}:00.000Z`);
  const shifts = shiftsBetween(one, { people: [ada, ...people], feeds: {} }, at('2026-03-23T08:00'), at('2026-04-06T07:00'));
  expect(shifts.map(({ personId, from }) => [personId, from.slice(0, 16)])).toEqual([
    ['ben-example.com', '2026-03-23T08:00'],
    ['ada', '2026-03-30T07:00'],
  ]);
});

test('restrictions over several days become one range a day', () => {
  const week = { startDay: 'friday', endDay: 'monday', startHour: 18, startMin: 30, endHour: 8, endMin: 0 };
  const timeRestriction = { type: 'weekday-and-time-of-day', restrictions: [week] };
  const { schedules } = imported(schedule(rotation({ timeRestriction })));
  const source = schedules[0]?.source;
  expect(source?.kind === 'own' ? source.layers[0]?.restrictions : null).toEqual([
    { weekdays: [5], from: '18:30', to: '00:00' },
    { weekdays: [6], from: '00:00', to: '00:00' },
    { weekdays: [7], from: '00:00', to: '00:00' },
    { weekdays: [1], from: '00:00', to: '08:00' },
  ]);
});

test('what does not come along is said, and what is no schedule is refused by its field', () => {
  const { schedules, left } = imported(schedule(rotation({ participants: [{ type: 'team', id: 't' }] }), rotation()));
  expect(schedules).toHaveLength(1);
  expect(left).toHaveLength(1);
  expect(fromOpsgenie({ data: { name: 'x', timezone: 'Mars' } }, [])).toMatchObject({ ok: false, error: { field: 'timezone' } });
  expect(fromOpsgenie('rubbish', []).ok).toBe(false);
});

test('whoever differs only in what an id cannot hold stays somebody of their own', () => {
  const known = Person.parse({ id: 'eve-example.com', name: 'Eve of old' });
  const names = ['愛子', '次郎', 'eve@example.com', 'eve+dr@example.com', 'eve example.com'];
  const result = fromOpsgenie(schedule(rotation({ participants: names.map(user) })), [ada, known]);
  if (!result.ok) throw new Error(result.error.message);
  const { people, schedules } = result.value;
  expect(people.map(({ name }) => name)).toEqual(names);
  expect(new Set([...people, known].map(({ id }) => id)).size).toBe(6);
  const [source] = schedules.map((one) => one.source);
  expect(source?.kind === 'own' && source.layers[0]?.people).toEqual(people.map(({ id }) => id));
});

test('rotations of a schedule with a long name have ids of their own', () => {
  const { schedules } = imported({ ...schedule(rotation(), rotation()).data, name: 'x'.repeat(100) });
  expect(new Set(schedules.map(({ id }) => id)).size).toBe(2);
});

test('a rotation that ends before it begins is left, and said to be', () => {
  const { schedules, left } = imported(schedule(rotation(), rotation({ name: 'Old', endDate: '2026-03-01T08:00:00Z' })));
  expect(schedules).toHaveLength(1);
  expect(left).toEqual([expect.stringContaining('Old')]);
});

test('more people in a rotation than one may have are refused by name of the field', () => {
  const participants = Array.from({ length: 101 }, (_, index) => user(`u${index}@example.com`));
  expect(fromOpsgenie(schedule(rotation({ participants })), [])).toMatchObject({
    ok: false,
    error: { field: 'rotations.0.participants' },
  });
});
