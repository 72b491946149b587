import type { Alert } from './alert';
import { compareSeverity, isFiring } from './incident-form';
import type { Turn } from './turn';
import type { AlertWorld } from './world';

/** Brings an incident in line with its alerts: which one stands for it, how grave it is, whether it is over. */
export function concluded(incidentId: string, turn: Turn, world: AlertWorld): void {
  const incident = turn.incident(incidentId);
  if (incident === undefined || incident.status === 'RESOLVED' || incident.status === 'MERGED') return;
  const alerts = turn.alertsIn(incidentId);
  if (incident.firing === 0 && alerts.length > 0) {
    const last = alerts.reduce((newest, one) => ((one.resolvedAt ?? '') > (newest.resolvedAt ?? '') ? one : newest));
    turn.putIncident({
      ...incident,
      status: 'RESOLVED',
      needsAnswer: false,
      resolvedAt: turn.now,
      resolvedBecause: last.resolvedBecause,
    });
    turn.note(incidentId, 'resolved', last.resolvedBecause ?? 'Nothing of it fires any more.');
    return;
  }
  const lead = gravestOf(alerts.filter(isFiring));
  if (lead === null) return;
  const severity = incident.severityForcedBy === null ? lead.severity : incident.severity;
  const needsAnswer = incident.status === 'OPEN' && compareSeverity(severity, world.alerting.answerFrom) >= 0;
  if (lead.alertId === incident.leadAlertId && severity === incident.severity && needsAnswer === incident.needsAnswer) return;
  turn.putIncident({ ...incident, leadAlertId: lead.alertId, title: lead.title, severity, needsAnswer });
}

/** The gravest; of those, the first. */
function gravestOf(alerts: readonly Alert[]): Alert | null {
  return alerts.reduce<Alert | null>(
    (best, one) => (best === null || compareSeverity(one.severity, best.severity) > 0 ? one : best),
    null,
  );
}
