import { z } from 'zod';
import { defineEvidence } from './evidence-kind';
import { incidentItem, incidentsOf } from './incident-items';
import { judgeShare } from './judging';
import { Fraction, Severity } from './parameters';

/** Whether it was understood why incidents happened. */
export const incidentCauses = defineEvidence({
  kind: 'incident-causes',
  title: 'Incidents were traced to a cause',
  how: 'Every incident that opened within the period, is resolved and is at least as grave as severity must name a probable cause with its evidence, or carry a note of whoever dealt with it. The share is held against atLeast.',
  Parameters: z.strictObject({ severity: Severity.default('MEDIUM'), atLeast: Fraction.default(0.8) }),
  judge: ({ severity, atLeast }, facts) =>
    judgeShare(facts, {
      what: `resolved incidents of severity ${severity} or more`,
      items: incidentsOf(facts, severity)
        .filter(({ status }) => status === 'RESOLVED')
        .map((incident) => {
          const isTraced = incident.causes.length > 0 || incident.note !== null;
          return incidentItem(facts, incident, isTraced ? null : 'It names no cause, and nobody wrote a note.');
        }),
      atLeast,
      label: 'With a cause or a note',
      none: `No incident of severity ${severity} or more was resolved within the period.`,
    }),
});
