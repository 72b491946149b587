import type { IncidentNews } from '../decide-alerts';
import type { Incident } from '../incident';
import { compareSeverity } from '../incident-form';
import { reconsider } from '../quiet/reconsidered';
import type { Turn } from '../turn';
import type { AlertWorld } from '../world';
import { beginningOf } from './beginning';
import { incidentEvent } from './incident-event';
import type { Telling, TellReason } from './telling';
import { verdictOf } from './verdict';

/** What people are told of an incident now, why, and when it is looked at again. */
export function told(incidentId: string, turn: Turn, world: AlertWorld): IncidentNews[] {
  if (wasGivenBack(turn.incident(incidentId))) reconsider(incidentId, turn, world);
  const held = turn.incident(incidentId);
  if (held === undefined) return [];
  const incident = answered(inTime(held, turn), turn);
  const { reason, dueAt } = verdictOf(incident, turn, world);
  if (reason === null) return keep(held, { ...incident.telling, dueAt }, turn);
  const next = { ...incident, telling: after(incident, reason, world) };
  turn.putIncident({ ...next, telling: { ...next.telling, dueAt: verdictOf(next, turn, world).dueAt } });
  if (!next.isTold || next.telling.first?.isTold === false) turn.note(incidentId, 'told', wordsFor(reason, next));
  const event = incidentEvent(next, reason, turn, world);
  return [{ event, opening: beginningOf(next, reason, event) }];
}

/** Nobody has it any more: what was kept quiet because somebody had is told. */
function wasGivenBack(incident: Incident | undefined): boolean {
  return incident?.status === 'OPEN' && incident.telling.isAcknowledged && incident.suppressed > 0;
}

/** Where the clock went back since it changed, what is to come is counted from now. */
function inTime(incident: Incident, { now }: Turn): Incident {
  if (incident.changedAt <= now) return incident;
  const { since, toldAt } = incident.telling;
  const before = (at: Incident['telling']['since']) => (at !== null && at > now ? now : at);
  return { ...incident, telling: { ...incident.telling, since: before(since), toldAt: before(toldAt) } };
}

/** What is due is looked at again only where the clock or the incident moved; nothing is recorded where nothing did. */
function keep(held: Incident, telling: Telling, turn: Turn): IncidentNews[] {
  const { dueAt, isAcknowledged, since } = held.telling;
  const isSame = telling.dueAt === dueAt && telling.isAcknowledged === isAcknowledged && telling.since === since;
  if (!isSame || held.changedAt > turn.now) turn.putIncident({ ...held, changedAt: turn.now, telling });
  return [];
}

/** Whoever took it before it was told has heard of it, and what comes after is news; where they let it go, all of it is. */
function answered(incident: Incident, { now }: Turn): Incident {
  const { telling, status, firing, suppressed } = incident;
  const isAcknowledged = status === 'ACKNOWLEDGED';
  if (isAcknowledged === telling.isAcknowledged || (isAcknowledged && telling.first !== null)) return incident;
  const nobodyHeard = isAcknowledged
    ? { fresh: 0, released: 0, since: null }
    : { fresh: firing - suppressed, since: telling.since ?? now };
  return { ...incident, telling: { ...telling, ...(telling.first === null ? nobodyHeard : {}), isAcknowledged } };
}

function after(incident: Incident, reason: TellReason, { now }: AlertWorld): Telling {
  const { telling, severity, status, firing, suppressed } = incident;
  const isTold = incident.isTold && telling.released === 0 && telling.first?.isTold !== false;
  const first = telling.first === null ? { at: now, severity, isTold } : { ...telling.first, isTold };
  return {
    ...telling,
    version: telling.version + 1,
    toldAt: now,
    reason,
    toldFiring: firing - suppressed,
    dueAt: null,
    fresh: 0,
    released: 0,
    left: 0,
    missed: 0,
    since: null,
    first,
    severity: telling.severity !== null && compareSeverity(telling.severity, severity) > 0 ? telling.severity : severity,
    isAcknowledged: status === 'ACKNOWLEDGED',
  };
}

function wordsFor(reason: TellReason, { firing, suppressed, number }: Incident): string {
  const alerts = firing - suppressed === 1 ? '1 alert fires' : `${firing - suppressed} alerts fire`;
  switch (reason) {
    case 'first':
      return `People were told: ${alerts}.`;
    case 'new-alerts':
      return `People were told of more alerts: ${alerts}.`;
    case 'graver':
      return 'People were told that it became graver.';
    case 'released':
      return `What was kept quiet and still fires was told: ${alerts}.`;
    case 'repeat':
      return `Told again, for nobody has answered: ${alerts}.`;
    case 'acknowledged':
      return 'People were told who has taken it.';
    case 'some-resolved':
      return `People were told that some of it is over: ${alerts}.`;
    case 'resolved':
      return `People were told that incident ${number} is over.`;
  }
}
