import { expect, test } from 'vitest';
import type { Incident } from '../../../shared/domain/alerting/incident';
import { anIncident } from '../../testing/incidents';
import { causeOf } from './cause-words';

const incident = (title: string): Incident =>
  anIncident(1, 'HIGH', 'Disk of db-1 is full', { nowMs: 1_800_000_000_000, minutesAgo: 1, causes: causesOf(title) });
const causesOf = (title: string): Incident['causes'] => [
  { causeId: 'reported-by-script', title, score: 0.5, subject: null, evidence: [], nextStep: '', runbookId: null },
];

test.each([
  ['disk of db-1 is full.', null],
  ['The volume is too small', 'The volume is too small'],
])('of the cause “%s” the list says %s', (title, said) => {
  expect(causeOf(incident(title))?.title ?? null).toBe(said);
});

test('what nobody knows is no cause', () => {
  const [cause] = causesOf('Something else');
  expect(causeOf({ ...incident(''), causes: cause === undefined ? [] : [{ ...cause, causeId: 'unknown' }] })).toBeNull();
});
