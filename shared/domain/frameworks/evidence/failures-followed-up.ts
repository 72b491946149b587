import { z } from 'zod';
import type { Incident } from '../../alerting/incident';
import type { Facts } from '../facts';
import { defineEvidence } from './evidence-kind';
import { endedOf, executionItem, failureOf } from './execution-items';
import { judgeShare } from './judging';
import { ExecutionKind, Fraction } from './parameters';

/** Whether failed drills and recoveries were dealt with, not passed over. */
export const failuresFollowedUp = defineEvidence({
  kind: 'failures-followed-up',
  title: 'Failed drills and recoveries were followed up',
  how: 'For every execution (of: DRILL, RECOVERY or ANY) that failed or left servers behind there must be an incident that a person acknowledged or wrote a note to, and that is resolved. The share of failures with one is held against atLeast.',
  Parameters: z.strictObject({ of: ExecutionKind.default('ANY'), atLeast: Fraction.default(1) }),
  judge({ of, atLeast }, facts) {
    const failed = endedOf(facts, of).filter((one) => failureOf(one) !== null);
    const byExecution = incidentsByExecution(facts);
    return judgeShare(facts, {
      what: 'executions that failed or left servers behind',
      items: failed.map((one) => executionItem(facts, one, neglectOf(byExecution.get(one.executionId) ?? []))),
      atLeast,
      label: 'Followed up',
      none: 'Nothing failed within the period, so there was nothing to follow up.',
    });
  },
});

function incidentsByExecution(facts: Facts): ReadonlyMap<string, readonly Incident[]> {
  const found = new Map<string, Incident[]>();
  for (const incident of facts.incidents()) {
    if (incident.executionId === null) continue;
    found.set(incident.executionId, [...(found.get(incident.executionId) ?? []), incident]);
  }
  return found;
}

function neglectOf(incidents: readonly Incident[]): string | null {
  if (incidents.length === 0) return 'No incident of it was opened.';
  const taken = incidents.filter(({ acknowledgedBy, note }) => acknowledgedBy !== null || note !== null);
  const numbers = incidents.map(({ number }) => number).join(', ');
  if (taken.length === 0) return `Nobody acknowledged its incidents (${numbers}) or wrote a note to them.`;
  return taken.some(({ status }) => status === 'RESOLVED') ? null : `Its incidents (${numbers}) are not resolved.`;
}
