import { expect, test } from 'vitest';
import { createBook } from './book';
import { anAlert, minute } from './escalate/testing/an-incident';

const former = anAlert('a', 'HIGH', { alertId: 'a#1', opening: 1, status: 'RESOLVED', incidentId: 'inc-1' });
const newest = anAlert('a', 'HIGH', { alertId: 'a#2', opening: 2, status: 'FIRING', incidentId: 'inc-2' });

test('a former opening that moves to another incident does not become the newest again', () => {
  const book = createBook();
  book.apply({ type: 'alerts.changed', at: minute(0), alerts: [former, newest] });
  book.apply({ type: 'alerts.changed', at: minute(1), alerts: [{ ...former, incidentId: 'inc-3' }] });
  expect(book.alertOf('a')).toEqual(newest);
  expect(book.alertsIn('inc-1')).toEqual([]);
  expect(book.alertsIn('inc-3').map(({ alertId }) => alertId)).toEqual(['a#1']);
  expect(book.alertById('a#1')?.incidentId).toBe('inc-3');
  expect(book.size()).toMatchObject({ alerts: 1, firing: 1 });
});

test('an opening that counts from 1 again is the newest while it fires', () => {
  const book = createBook();
  const again = { ...newest, alertId: 'a#1@later', opening: 1 };
  book.apply({ type: 'alerts.changed', at: minute(0), alerts: [{ ...former, opening: 5 }] });
  book.apply({ type: 'alerts.changed', at: minute(1), alerts: [again] });
  book.apply({ type: 'alerts.changed', at: minute(2), alerts: [{ ...former, opening: 5, incidentId: 'inc-3' }] });
  expect(book.alertOf('a')).toEqual(again);
});
