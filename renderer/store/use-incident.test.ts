import { expect, test } from 'vitest';
import { anAlert, anIncident } from '../testing/incidents';
import { asOf } from './use-incident';

const nowMs = 1_800_000_000_000;
const incident = anIncident(1, 'HIGH', 'web-02 stalled', { nowMs, minutesAgo: 30 });
const minutesAgo = (n: number) => anIncident(0, 'LOW', '', { nowMs, minutesAgo: n }).openedAt;
const alert = {
  ...anAlert(incident, 0),
  status: 'RESOLVED' as const,
  resolvedAt: minutesAgo(10),
  acknowledgedAt: minutesAgo(20),
  acknowledgedBy: 'Dana',
};

test('an alert of the past is what it was then', () => {
  expect(asOf(alert, nowMs - 25 * 60_000)).toMatchObject({ status: 'FIRING', resolvedAt: null, acknowledgedBy: null });
  expect(asOf(alert, nowMs - 15 * 60_000)).toMatchObject({ status: 'FIRING', resolvedAt: null, acknowledgedBy: 'Dana' });
  expect(asOf(alert, nowMs - 5 * 60_000)).toMatchObject({ status: 'RESOLVED' });
  expect(asOf(alert, null)).toBe(alert);
});
