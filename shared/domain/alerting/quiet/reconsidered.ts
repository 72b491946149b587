import type { ConsoleEvent, EventOf } from '../../events';
import type { Instant } from '../../primitives';
import type { Alert, Suppression } from '../alert';
import { isFiring } from '../incident-form';
import type { Turn } from '../turn';
import type { AlertWorld } from '../world';
import { compiledOf } from './compiled';
import { targetsOf } from './inhibited';
import { earlier } from './scene';
import { lookAgainAt, steadyAt, suppressionOf } from './suppression-of';

/** Looks again at what is kept quiet, and at what is not, where a silence or the settings changed, and where the time has come. */
export function reconsidered(events: readonly ConsoleEvent[], due: readonly string[], turn: Turn, world: AlertWorld): void {
  const isOther = events.some(({ type }) => type === 'silence.changed' || type === 'alerting.changed');
  const asked = isOther ? [...turn.book.openIncidents()].map(({ incidentId }) => incidentId) : due;
  // What was kept quiet because somebody had it is to be heard again.
  for (const event of events) if (wasGivenBack(event, turn)) reconsider(event.incident.incidentId, turn, world);
  for (const incidentId of asked) {
    const incident = turn.incident(incidentId);
    const quietAt = incident?.telling.quietAt ?? null;
    // Also where the clock went back since: what held then may not hold yet.
    const isTime = (quietAt !== null && quietAt <= turn.now) || (incident?.changedAt ?? turn.now) > turn.now;
    if (isOther || isTime) reconsider(incidentId, turn, world);
  }
}

function wasGivenBack(event: ConsoleEvent, { book }: Turn): event is EventOf<'incident.changed'> {
  if (event.type !== 'incident.changed' || event.incident.status !== 'OPEN' || event.incident.suppressed === 0) return false;
  return book.incident(event.incident.incidentId)?.status === 'ACKNOWLEDGED';
}

/** Every alert of an incident anew. */
export function reconsider(incidentId: string, turn: Turn, world: AlertWorld): void {
  const moved = new Map<string, { readonly suppression: Suppression | null; readonly title: string; count: number }>();
  let quietAt: Instant | null = null;
  for (const alert of turn.alertsIn(incidentId).filter(isFiring)) {
    const { alert: next, hasTurned } = anew(alert, turn, world);
    quietAt = earlier(quietAt, isFiring(next) ? lookAgainAt(next, turn, world) : null);
    if (!hasTurned) continue;
    const key = next.suppression === null ? '' : `${next.suppression.by}:${next.suppression.id}`;
    const held = moved.get(key);
    if (held === undefined) moved.set(key, { suppression: next.suppression, title: alert.title, count: 1 });
    else held.count += 1;
  }
  for (const { suppression, title, count } of moved.values()) {
    const what = count === 1 ? title : `${title} and ${count - 1} more`;
    if (suppression === null) turn.note(incidentId, 'released', `No longer kept quiet: ${what}.`);
    else turn.note(incidentId, 'suppressed', `Kept quiet: ${what}. ${suppression.reason}`);
  }
  const incident = turn.incident(incidentId);
  if (incident !== undefined && incident.telling.quietAt !== quietAt)
    turn.putIncident({ ...incident, telling: { ...incident.telling, quietAt } });
}

/** One alert as it is now; what flapped is over, or steady, when it has not changed for long enough. */
function anew(held: Alert, turn: Turn, world: AlertWorld): { alert: Alert; hasTurned: boolean } {
  const steady = settled(held, world);
  const alert = { ...steady, suppression: isFiring(steady) ? suppressionOf(steady, turn, world) : steady.suppression };
  const hasTurned = isFiring(alert) && (alert.suppression === null) !== (held.suppression === null);
  if (steady !== held || !isSame(alert.suppression, held.suppression)) turn.putAlert(alert);
  if (!isFiring(alert)) {
    turn.note(held.incidentId, 'alert-resolved', `${held.title}: ${alert.resolvedBecause}`, { alertId: held.alertId });
    inhibitionMoved(alert, turn, world);
  }
  return { alert, hasTurned };
}

function settled(alert: Alert, world: AlertWorld): Alert {
  const { flapping, turns } = alert;
  if (flapping === undefined || flapping === null || steadyAt(turns, world) > world.now) return alert;
  if (!flapping.isOver) return { ...alert, flapping: null };
  return {
    ...alert,
    flapping: null,
    status: 'RESOLVED',
    resolvedAt: world.now,
    resolvedBecause: flapping.because ?? 'It has not come again.',
  };
}

/** Alerts that this one stands for, where it began or ended. */
export function inhibitionMoved(alert: Alert, turn: Turn, world: AlertWorld): void {
  for (const { fingerprint } of targetsOf(alert, turn, compiledOf(world.alerting))) {
    const target = turn.alertOf(fingerprint);
    if (target === undefined || !isFiring(target)) continue;
    const suppression = suppressionOf(target, turn, world);
    if (isSame(suppression, target.suppression)) continue;
    turn.putAlert({ ...target, suppression });
    if (suppression !== null && target.suppression === null)
      turn.note(target.incidentId, 'suppressed', `Kept quiet: ${target.title}. ${suppression.reason}`, {
        alertId: target.alertId,
      });
    lookAgain(target.incidentId, lookAgainAt({ ...target, suppression }, turn, world), turn);
  }
}

/** The incident is looked at again then, if not before. */
export function lookAgain(incidentId: string, at: Instant | null, turn: Turn): void {
  const incident = turn.incident(incidentId);
  if (at === null || incident === undefined) return;
  const quietAt = earlier(incident.telling.quietAt, at);
  if (quietAt !== incident.telling.quietAt) turn.putIncident({ ...incident, telling: { ...incident.telling, quietAt } });
}

function isSame(one: Suppression | null, other: Suppression | null): boolean {
  return (
    one === other ||
    (one?.by === other?.by && one?.id === other?.id && one?.until === other?.until && one?.reason === other?.reason)
  );
}
