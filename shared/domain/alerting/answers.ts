import { actorName } from '../actor-name';
import type { ConsoleEvent } from '../events';
import type { Instant } from '../primitives';
import type { Alert } from './alert';
import { isFiring } from './incident-form';
import { noticeFingerprint } from './signals/notice-signals';
import type { Turn } from './turn';

/** Somebody acknowledged an alert, or the notice behind it: its incident is answered when that was the last of them. */
export function answered(event: ConsoleEvent, turn: Turn): void {
  if (event.type === 'notice.acknowledged') {
    const alert = turn.alertOf(noticeFingerprint(event.noticeId));
    if (alert === undefined || alert.acknowledgedAt !== null) return;
    const { at, actor, note } = event;
    const answer = { acknowledgedAt: at, acknowledgedBy: actor, note };
    turn.putAlert({ ...alert, ...answer });
    settle({ ...alert, ...answer }, at, turn);
  }
  if (event.type === 'alerts.changed')
    for (const alert of event.alerts) if (alert.acknowledgedAt === event.at) settle(alert, event.at, turn);
}

function settle({ incidentId, acknowledgedBy, note }: Alert, at: Instant, turn: Turn): void {
  const incident = turn.incident(incidentId);
  if (incident?.status !== 'OPEN' || acknowledgedBy === null) return;
  if (turn.alertsIn(incidentId).some((one) => isFiring(one) && one.acknowledgedAt === null)) return;
  turn.putIncident({ ...incident, status: 'ACKNOWLEDGED', acknowledgedAt: at, acknowledgedBy, note, needsAnswer: false });
  const who = actorName(acknowledgedBy);
  const words = note === null ? `${who} has taken it.` : `${who} has taken it: “${note}”`;
  turn.note(incidentId, 'acknowledged', words, { by: acknowledgedBy });
}
