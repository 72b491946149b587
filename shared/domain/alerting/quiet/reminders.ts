import { actorName } from '../../actor-name';
import { type Instant, instantOf, msOf } from '../../primitives';
import type { Alert } from '../alert';
import type { IncidentNews } from '../decide-alerts';
import { compareSeverity, isFiring } from '../incident-form';
import type { Silence } from '../silence';
import { incidentEvent } from '../tell/incident-event';
import type { Turn } from '../turn';
import type { AlertWorld } from '../world';
import { stateOf } from './silence-state';
import { REMINDS_BEFORE_MS } from './suppression-of';

/** A silence ends soon, and something still fires under it: said once for each end. Only incidents that are due can be such. */
export function remindersOf(due: readonly string[], turn: Turn, world: AlertWorld): IncidentNews[] {
  const ending = new Map<string, Silence>();
  for (const incidentId of due)
    for (const alert of turn.alertsIn(incidentId)) {
      const silence = endingOver(alert, turn, world.now);
      if (silence !== null) ending.set(silence.silenceId, silence);
    }
  return [...ending.values()].flatMap((silence) => reminded(silence, turn, world));
}

function endingOver(alert: Alert, turn: Turn, now: Instant): Silence | null {
  if (!isFiring(alert) || alert.suppression?.by !== 'silence') return null;
  const silence = turn.silenceById(alert.suppression.id);
  if (silence === undefined || silence.remindedOf === silence.endsAt || stateOf(silence, now) !== 'active') return null;
  const at = instantOf(msOf(silence.endsAt) - REMINDS_BEFORE_MS);
  return at <= now && at > silence.startsAt ? silence : null;
}

function reminded(silence: Silence, turn: Turn, world: AlertWorld): IncidentNews[] {
  turn.putSilence({ ...silence, remindedOf: silence.endsAt });
  const under = [...turn.book.openIncidents()]
    .flatMap(({ incidentId }) => turn.alertsIn(incidentId))
    .filter((alert) => isFiring(alert) && alert.suppression?.id === silence.silenceId)
    .sort((one, other) => compareSeverity(other.severity, one.severity));
  const [gravest] = under;
  const incident = gravest === undefined ? undefined : turn.incident(gravest.incidentId);
  if (gravest === undefined || incident === undefined) return [];
  const minutes = Math.max(1, Math.round((msOf(silence.endsAt) - msOf(world.now)) / 60_000));
  for (const incidentId of new Set(under.map((alert) => alert.incidentId)))
    turn.note(
      incidentId,
      'suppressed',
      `The silence of ${actorName(silence.author)} ends in ${minutes} min, and this still fires.`,
    );
  const told = incidentEvent(incident, 'some-resolved', turn, world);
  return [
    {
      event: {
        ...told,
        eventId: `incident.changed:${silence.silenceId}:${silence.endsAt}`,
        lifecycle: 'informs',
        alertKey: null,
        severity: gravest.severity,
        title: `A silence ends in ${minutes} min: ${under.length === 1 ? '1 alert fires' : `${under.length} alerts fire`} under it`,
        summary: `${actorName(silence.author)} silenced it: ${silence.reason} The gravest is ${gravest.title}.`,
        nextSteps: ['Extend the silence, or be ready to be told when it ends.'],
        ...(told.incident === undefined ? {} : { incident: { ...told.incident, isTold: false } }),
      },
      opening: null,
    },
  ];
}
