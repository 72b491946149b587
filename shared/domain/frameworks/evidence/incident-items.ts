import type { Incident } from '../../alerting/incident';
import { Severity } from '../../notice';
import { type Instant, msOf } from '../../primitives';
import type { Facts } from '../facts';
import type { JudgedItem } from '../population';

/** Incidents of the period at least this grave. */
export function incidentsOf(facts: Facts, least: Severity): readonly Incident[] {
  const from = Severity.options.indexOf(least);
  return facts.incidents().filter(({ severity }) => Severity.options.indexOf(severity) >= from);
}

export function incidentItem(facts: Facts, { incidentId, number, title, openedAt }: Incident, why: string | null): JudgedItem {
  return {
    what: `Incident ${number}: ${title}`,
    at: openedAt,
    auditSeq: facts.entryOfIncident(incidentId),
    ref: { kind: 'incident', id: incidentId },
    why,
  };
}

export function minutesBetween(from: Instant, to: Instant): number {
  return (msOf(to) - msOf(from)) / 60_000;
}
