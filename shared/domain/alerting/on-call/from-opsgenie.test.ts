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
