import { z } from 'zod';
import type { Incident } from '../../alerting/incident';
import type { Facts } from '../facts';
import { defineEvidence } from './evidence-kind';
import { incidentItem, incidentsOf, minutesBetween } from './incident-items';
import { judgeShare } from './judging';
import { Fraction, Minutes, Severity } from './parameters';

/** Whether somebody took incidents on in time. */
export const incidentsAcknowledged = defineEvidence({
  kind: 'incidents-acknowledged',
  title: 'Incidents were acknowledged in time',
  how: 'Every incident that opened within the period and is at least as grave as severity must have been acknowledged by a person within withinMinutes, or have ended by itself before that. The share is held against atLeast. Incidents that have not been open that long yet are left out.',
  Parameters: z.strictObject({
    withinMinutes: Minutes.default(15),
    severity: Severity.default('MEDIUM'),
    atLeast: Fraction.default(0.95),
  }),
  judge: ({ withinMinutes, severity, atLeast }, facts) =>
    judgeShare(facts, {
      what: `incidents of severity ${severity} or more`,
      items: incidentsOf(facts, severity)
        .filter((incident) => isDecided(facts, incident, withinMinutes))
        .map((incident) => incidentItem(facts, incident, lateness(facts, incident, withinMinutes))),
      atLeast,
      label: `Acknowledged within ${withinMinutes} minutes`,
      none: `No incident of severity ${severity} or more opened within the period.`,
    }),
});

function isDecided({ until }: Facts, { openedAt, acknowledgedAt, resolvedAt }: Incident, minutes: number): boolean {
  return acknowledgedAt !== null || resolvedAt !== null || minutesBetween(openedAt, until) > minutes;
}

function lateness({ until }: Facts, { openedAt, acknowledgedAt, resolvedAt }: Incident, minutes: number): string | null {
  const endedAfter = resolvedAt === null ? null : minutesBetween(openedAt, resolvedAt);
  if (endedAfter !== null && endedAfter <= minutes) return null;
  if (acknowledgedAt === null)
    return endedAfter === null
      ? `Nobody has acknowledged it for ${Math.floor(minutesBetween(openedAt, until))} minutes.`
      : `Nobody acknowledged it; it ended after ${Math.floor(endedAfter)} minutes.`;
  const after = minutesBetween(openedAt, acknowledgedAt);
  return after <= minutes ? null : `It was acknowledged after ${Math.ceil(after)} minutes.`;
}
