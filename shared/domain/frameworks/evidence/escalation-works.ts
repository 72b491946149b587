import { z } from 'zod';
import type { Incident } from '../../alerting/incident';
import { defineEvidence } from './evidence-kind';
import { incidentItem, incidentsOf } from './incident-items';
import { judgeShare } from './judging';
import { Fraction, Severity } from './parameters';

/** Whether escalating reached somebody who answered. */
export const escalationWorks = defineEvidence({
  kind: 'escalation-works',
  title: 'Escalation reached somebody who answered',
  how: 'Every incident of the period at least as grave as severity for which people were asked one after another must have been acknowledged by one of them, or have ended before all had been asked. The share is held against atLeast.',
  Parameters: z.strictObject({ severity: Severity.default('MEDIUM'), atLeast: Fraction.default(0.95) }),
  judge({ severity, atLeast }, facts) {
    const asked = incidentsOf(facts, severity).filter(({ escalation }) => (escalation?.reached.length ?? 0) > 0);
    const levels = asked.map(({ escalation }) => Math.max(...(escalation?.reached ?? []).map(({ step }) => step + 1)));
    return judgeShare(facts, {
      what: 'incidents that were escalated to people',
      items: asked.map((incident) => incidentItem(facts, incident, silenceOf(incident))),
      atLeast,
      label: 'Answered',
      none: 'Nobody was asked about any incident of the period.',
      figures: [
        { label: 'Highest level that was reached', value: levels.length === 0 ? null : Math.max(...levels), unit: 'count' },
      ],
    });
  },
});

function silenceOf({ acknowledgedAt, status, escalation }: Incident): string | null {
  if (acknowledgedAt !== null || escalation === null) return null;
  const isThrough = escalation.step >= escalation.steps.length;
  if (!isThrough) return null;
  return status === 'RESOLVED' ? 'It ended although nobody had answered.' : 'Everybody was asked, and nobody has answered.';
}
