import { expect, test } from 'vitest';
import { anEvent } from '../notifications/catalogue/form';
import { alertingOf, aWorld, START } from './escalate/testing/an-incident';

const people = [{ id: 'ada', name: 'Ada', methods: [] }];
const policies = [{ id: 'p', name: 'Payroll', steps: [{ delayMinutes: 0, targets: [{ kind: 'person', personId: 'ada' }] }] }];
const scriptSays = (alertKey: string) =>
  anEvent({
    type: 'custom.event',
    eventId: `custom.event:${alertKey}`,
    occurredAt: START,
    summary: '',
    threadKey: 'custom:probe',
    custom: { source: 'probe', name: 'subnet', data: { alertKey } },
  });

test('a policy speaks for what its incident is made of, and for nothing else', () => {
  const alerting = alertingOf(aWorld({ people, policies }));
  alerting.opens('custom:subnet', 'HIGH');
  const { isEscalated } = alerting.at(START);
  expect(isEscalated(scriptSays('subnet'))).toBe(true);
  expect(isEscalated(scriptSays('other'))).toBe(false);
});

test('without a policy nobody speaks for it', () => {
  const alerting = alertingOf(aWorld({ people, policies: [] }));
  alerting.opens('custom:subnet', 'HIGH');
  expect(alerting.at(START).isEscalated(scriptSays('subnet'))).toBe(false);
});
