import { err, ok } from '../../../lib/result';
import { actorName } from '../../actor-name';
import type { Severity } from '../../notice';
import type { Incident } from '../incident';
import { compareSeverity, isToBeAnswered } from '../incident-form';
import { byActor, type Person } from '../on-call/person';
import type { AlertingSettings } from '../settings';
import { changed, type Doing, entry, type IncidentCommand, openIncident } from './command';

/** Something worth remembering about it, in somebody's words. Also when it is over: what was learned is learned afterwards. */
export function noteIncident(incidentId: string, text: string, doing: Doing): IncidentCommand {
  const incident = doing.book.incident(incidentId);
  if (incident === undefined) return err({ code: 'unknown', message: `There is no incident ${incidentId} here.` });
  return ok([changed(incident, [entry(doing, 'note', text)], doing)]);
}

/** Who does what: `commander`, `communications`, `scribe`, or any other role. Null: nobody any more. */
export function giveRole(incidentId: string, role: string, person: string | null, doing: Doing): IncidentCommand {
  const found = openIncident(incidentId, doing);
  if (!found.ok) return found;
  const { [role]: named, ...others } = found.value.roles;
  // What every object has is no role that somebody was given.
  const former = Object.hasOwn(found.value.roles, role) ? named : undefined;
  if (former === person || (former === undefined && person === null)) return ok([]);
  const roles = person === null ? others : { ...others, [role]: person };
  const words = person === null ? `${actorName(former ?? '')} is ${role} no more.` : `${actorName(person)} is ${role}.`;
  return ok([changed({ ...found.value, roles }, [entry(doing, 'role', words)], doing)]);
}

/**
 * Sets how grave it is by hand; null lets the console judge again. What was thought of its leading alert is kept beside what it should
 * have been: that is what the console learns from. Whoever has taken it keeps it though they make it graver themselves.
 */
export function setSeverity(
  incidentId: string,
  severity: Severity | null,
  note: string | null,
  doing: Doing & { readonly alerting: AlertingSettings; readonly people: readonly Person[] },
): IncidentCommand {
  const found = openIncident(incidentId, doing);
  if (!found.ok) return found;
  const { at, actor, book, alerting, people } = doing;
  const incident = found.value;
  const lead = book.alertById(incident.leadAlertId);
  if (severity === null) {
    if (incident.severityForcedBy === null) return ok([]);
    return ok([
      changed(
        { ...incident, severityForcedBy: null },
        [entry(doing, 'severity', 'The console judges again how grave it is.')],
        doing,
      ),
    ]);
  }
  const words = note === null ? `${actorName(actor)} made it ${severity}.` : `${actorName(actor)} made it ${severity}: “${note}”`;
  const needsAnswer = isToBeAnswered(incident, severity, alerting.answerFrom);
  const next = {
    ...incident,
    ...takenAs(incident, severity, actor, people),
    severity,
    severityForcedBy: actor,
    severityWhy: [words],
    needsAnswer,
  };
  const { name = incident.groupKey, labels = incident.labels } = lead ?? {};
  return ok([
    changed(next, [entry(doing, 'severity', words)], doing),
    {
      type: 'severity.corrected',
      at,
      alertId: incident.leadAlertId,
      name,
      labels,
      from: incident.severity,
      to: severity,
      note,
      actor,
    },
  ]);
}

/** Whoever took it knows of what they find out about it themselves: they have taken it as that. */
function takenAs(
  { status, acknowledgedBy, acknowledgedSeverity = null }: Incident,
  severity: Severity,
  actor: string,
  people: readonly Person[],
): Pick<Incident, 'acknowledgedSeverity'> {
  const isTakers = status === 'ACKNOWLEDGED' && acknowledgedBy !== null && isSame(acknowledgedBy, actor, people);
  const isGraver = acknowledgedSeverity !== null && compareSeverity(severity, acknowledgedSeverity) > 0;
  return { acknowledgedSeverity: isTakers && isGraver ? severity : acknowledgedSeverity };
}

function isSame(one: string, other: string, people: readonly Person[]): boolean {
  if (one === other) return true;
  const person = byActor(people)(one);
  return person !== null && person === byActor(people)(other);
}
