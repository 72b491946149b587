import type { Alert } from '../alert';
import { newIncident } from '../incident-form';
import type { Turn } from '../turn';
import type { AlertWorld } from '../world';
import { groupKeyOf } from './group-key';

/** Puts a new alert into the incident it belongs to, or opens one for it. */
export function joined(alert: Alert, turn: Turn, world: AlertWorld & { readonly makeId: () => string }): void {
  const groupKey = groupKeyOf(alert, world);
  const held = turn.openIncidentOf(groupKey);
  if (held === undefined) {
    const incident = newIncident({ incidentId: world.makeId(), number: turn.nextNumber(), groupKey, lead: alert, now: turn.now });
    turn.putIncident(incident);
    turn.putAlert({ ...alert, incidentId: incident.incidentId });
    turn.note(incident.incidentId, 'opened', alert.title, { alertId: alert.alertId });
    return;
  }
  turn.putAlert({ ...alert, incidentId: held.incidentId });
  turn.note(held.incidentId, 'alert-joined', alert.title, { alertId: alert.alertId });
}
