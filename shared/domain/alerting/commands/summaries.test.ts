import { expect, test } from 'vitest';
import { acknowledged, alertingOf, anAlert, aWorld, minute } from '../escalate/testing/an-incident';
import type { IncidentEntry } from '../incident';
import { handOver, postIncidentReport } from './summaries';

const entry = (count: number, kind: IncidentEntry['kind'], by: string): IncidentEntry => ({
  at: minute(count),
  kind,
  text: `${by}.`,
  by,
  alertId: null,
});
const taken = entry(4, 'acknowledged', 'ada');

function record(entries: IncidentEntry[]) {
  const alerting = alertingOf(aWorld({}));
  alerting.opens('a', 'HIGH');
  return { incident: alerting.incident('a'), alerts: [anAlert('a', 'HIGH')], entries, now: minute(30) };
}

test('who took it first stays in the report and the hand-over, also once it was given back or taken by somebody else', () => {
  const entries = [taken, entry(9, 'unacknowledged', 'ada'), entry(20, 'acknowledged', 'ben')];
  for (const length of [2, 3])
    for (const account of [handOver, postIncidentReport]) {
      const text = account(record(entries.slice(0, length)));
      expect(text).toMatch(/\*\*Acknowledged:\*\* after 4 min.*, by ada/);
    }
});

test('what nobody ever took was never acknowledged', () => {
  expect(postIncidentReport(record([]))).toContain('**Acknowledged:** never');
  expect(handOver(record([]))).not.toContain('Acknowledged');
  const { incident, ...rest } = record([]);
  const held = { ...rest, incident: { ...incident, ...acknowledged(minute(7), 'ben') } };
  expect(postIncidentReport(held)).toMatch(/\*\*Acknowledged:\*\* after 7 min.*, by ben/);
});
