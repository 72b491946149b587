import { z } from 'zod';
import type { Incident } from '../../alerting/incident';
import type { Facts } from '../facts';
import { defineEvidence } from './evidence-kind';
import { incidentItem, incidentsOf, minutesBetween } from './incident-items';
import { judgeShare } from './judging';
import { Fraction, Severity } from './parameters';

/** Whether incidents came to an end in time. */
export const incidentsResolved = defineEvidence({
  kind: 'incidents-resolved',
  title: 'Incidents were resolved in time',
  how: 'Every incident that opened within the period and is at least as grave as severity must have been resolved within withinHours. The share is held against atLeast. Incidents that are open, but not that long yet, are left out.',
  Parameters: z.strictObject({
    withinHours: z.number().positive().max(8_760).default(24),
    severity: Severity.default('MEDIUM'),
    atLeast: Fraction.default(0.95),
  }),
  judge: ({ withinHours, severity, atLeast }, facts) =>
    judgeShare(facts, {
      what: `incidents of severity ${severity} or more`,
      items: incidentsOf(facts, severity)
        .filter(({ openedAt, resolvedAt }) => resolvedAt !== null || hours(openedAt, facts.until) > withinHours)
        .map((incident) => incidentItem(facts, incident, lateness(facts, incident, withinHours))),
      atLeast,
      label: `Resolved within ${withinHours} hours`,
      none: `No incident of severity ${severity} or more was there to be resolved within the period.`,
    }),
});

function hours(from: Incident['openedAt'], to: Incident['openedAt']): number {
  return minutesBetween(from, to) / 60;
}

function lateness({ until }: Facts, { openedAt, resolvedAt }: Incident, withinHours: number): string | null {
  if (resolvedAt === null) return `It has been open for ${Math.floor(hours(openedAt, until))} hours.`;
  const after = hours(openedAt, resolvedAt);
  return after <= withinHours ? null : `It was resolved after ${Math.ceil(after)} hours.`;
}
