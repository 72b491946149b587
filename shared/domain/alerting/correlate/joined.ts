import type { Alert } from '../alert';
import type { Incident } from '../incident';
import { newIncident } from '../incident-form';
import type { Turn } from '../turn';
import type { AlertWorld } from '../world';
import { groupKeyOf } from './group-key';
import { executionKey, executionOf, isLasting, linksOf } from './links';
import { merged } from './merged';
import { stallsBehind } from './stalls-behind';

type World = AlertWorld & { readonly makeId: () => string };

/** Puts a new alert into the incident it belongs to, or opens one for it. What it shows to be one becomes one. */
export function joined(alert: Alert, turn: Turn, world: World): void {
  const groupKey = groupKeyOf(alert, world);
  const home = homeOf(alert, groupKey, turn);
  const held = home !== undefined && isBound(home) ? home : oldestOf([home, ...linked(alert, groupKey, turn, world)], turn);
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

/** More is known of an alert that has an incident already: whatever turns out to be the same becomes one. Answers where it belongs now. */
export function rejoined(alert: Alert, turn: Turn, world: AlertWorld): string {
  const home = turn.incident(alert.incidentId);
  if (home === undefined || isBound(home)) return alert.incidentId;
  return oldestOf([home, ...linked(alert, home.groupKey, turn, world)], turn)?.incidentId ?? alert.incidentId;
}

/** Where this fingerprint was before, or where alerts of its own kind are. */
function homeOf(alert: Alert, groupKey: string, turn: Turn): Incident | undefined {
  const former = turn.alertOf(alert.fingerprint);
  const before = former === undefined ? undefined : openOne(former.incidentId, turn);
  return before ?? turn.openIncidentOf(groupKey);
}

/** Put together, or taken apart, by people: that is theirs to say. */
function isBound({ groupKey }: Incident): boolean {
  return groupKey.startsWith('rule:') || groupKey.startsWith('split:');
}

function linked(alert: Alert, groupKey: string, turn: Turn, world: AlertWorld): Incident[] {
  if (groupKey.startsWith('rule:')) return [];
  const withinMs = world.alerting.correlateMinutes * 60_000;
  const executionId = executionOf(alert);
  const ids = [
    ...(executionId === undefined ? [] : [turn.linkedTo(executionKey(executionId), alert.startedAt, Number.POSITIVE_INFINITY)]),
    ...linksOf(alert).map((key) => turn.linkedTo(key, alert.startedAt, isLasting(key) ? Number.POSITIVE_INFINITY : withinMs)),
    ...stallsBehind(alert, turn, world),
  ];
  return [...new Set(ids)].flatMap((id) => {
    const incident = id === undefined ? undefined : openOne(id, turn);
    return incident === undefined || isBound(incident) ? [] : [incident];
  });
}

/** The incident, or what it was merged into, while that goes on. */
function openOne(incidentId: string, turn: Turn): Incident | undefined {
  const incident = turn.incident(incidentId);
  if (incident?.status === 'MERGED' && incident.mergedInto !== null && incident.mergedInto !== incidentId)
    return openOne(incident.mergedInto, turn);
  return incident?.status === 'OPEN' || incident?.status === 'ACKNOWLEDGED' ? incident : undefined;
}

/** The one that began first; the others become part of it. */
function oldestOf(found: readonly (Incident | undefined)[], turn: Turn): Incident | undefined {
  const all = new Map(found.flatMap((one) => (one === undefined ? [] : [[one.incidentId, one] as const])));
  const [oldest, ...others] = [...all.values()].sort((one, other) => one.number - other.number);
  if (oldest === undefined) return undefined;
  for (const other of others) merged(oldest.incidentId, other.incidentId, turn);
  return turn.incident(oldest.incidentId);
}
