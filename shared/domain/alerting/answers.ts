import type { ConsoleEvent } from '../events';
import { isFiring } from './incident-form';
import { noticeFingerprint } from './signals/notice-signals';
import type { Turn } from './turn';

/** Somebody acknowledged a notice: its alert is answered, and its incident when that was the last of them. */
export function answered(event: ConsoleEvent, turn: Turn): void {
  if (event.type !== 'notice.acknowledged') return;
  const alert = turn.alertOf(noticeFingerprint(event.noticeId));
  if (alert === undefined || alert.acknowledgedAt !== null) return;
  const { actor, note, at } = event;
  turn.putAlert({ ...alert, acknowledgedAt: at, acknowledgedBy: actor, note });
  const incident = turn.incident(alert.incidentId);
  if (incident?.status !== 'OPEN') return;
  if (turn.alertsIn(incident.incidentId).some((one) => isFiring(one) && one.acknowledgedAt === null)) return;
  turn.putIncident({
    ...incident,
    status: 'ACKNOWLEDGED',
    acknowledgedAt: at,
    acknowledgedBy: actor,
    note,
    needsAnswer: false,
  });
  turn.note(incident.incidentId, 'acknowledged', note === null ? `${actor} has taken it.` : `${actor} has taken it: “${note}”`, {
    by: actor,
  });
}
