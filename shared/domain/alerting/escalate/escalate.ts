import { actorName } from '../../actor-name';
import { type Instant, instantOf, msOf } from '../../primitives';
import type { IncidentNews } from '../decide-alerts';
import type { Incident } from '../incident';
import { compareSeverity } from '../incident-form';
import { reconsider } from '../quiet/reconsidered';
import type { Turn } from '../turn';
import type { AlertWorld } from '../world';
import { askedLately } from './asked-lately';
import { bearable } from './bearable';
import type { Escalation } from './escalation';
import { escalationEvent } from './escalation-event';
import { planOf, policyFor, stepAfter } from './plan';
import { askedNext, remindedOf } from './remind';
import { both, type Found, whoNow } from './who';

const MINUTE = 60_000;
/** A step that runs later than this was held up: what follows counts from when it ran, so that people have their time. */
const LATE_MS = MINUTE;
/** More is in the timeline. */
const MOST_MISSED = 50;

/**
 * Runs the steps of an incident's plan that are due, at most one that finds somebody. The plan is copied from its policy when the incident
 * first needs an answer, stops while somebody has taken it, and begins anew when they let it go.
 */
export function escalated(incidentId: string, turn: Turn, world: AlertWorld): IncidentNews[] {
  const incident = turn.incident(incidentId);
  if (incident === undefined) return [];
  if (incident.status === 'RESOLVED' || incident.status === 'MERGED') return stopped(incident, turn);
  if (incident.status === 'ACKNOWLEDGED') return whileAcknowledged(incident, turn, world);
  const ready = begun(incident, turn, world);
  return ready.escalation === null ? [] : run(ready, ready.escalation, turn, world);
}

function stopped(incident: Incident, turn: Turn): IncidentNews[] {
  const { escalation } = incident;
  if (escalation !== null && (escalation.nextAt !== null || escalation.remindAt !== null))
    turn.putIncident({ ...incident, escalation: { ...escalation, nextAt: null, remindAt: null, token: escalation.token + 1 } });
  return [];
}

function whileAcknowledged(incident: Incident, turn: Turn, world: AlertWorld): IncidentNews[] {
  const { escalation, acknowledgedSeverity = null } = incident;
  if (acknowledgedSeverity === null) {
    const held = escalation === null ? null : taken(escalation, incident.acknowledgedAt ?? turn.now);
    turn.putIncident({ ...incident, acknowledgedSeverity: incident.severity, escalation: held });
    return [];
  }
  if (compareSeverity(incident.severity, acknowledgedSeverity) > 0)
    return letGo(
      incident,
      `It became ${incident.severity} after ${who(incident)} had taken it as ${acknowledgedSeverity}.`,
      turn,
      world,
    );
  if (escalation === null) return [];
  if (escalation.forcedBy !== null) return run(incident, escalation, turn, world);
  if (escalation.remindAt === null || escalation.remindAt > turn.now) return [];
  if (escalation.isReminded) return letGo(incident, `${who(incident)} did not say whether they are still on it.`, turn, world);
  return remindedOf(incident, escalation, turn, world);
}

function taken(escalation: Escalation, at: Instant): Escalation {
  return { ...escalation, ...askedNext(escalation, at), nextAt: null, forcedBy: null, token: escalation.token + 1 };
}

function who({ acknowledgedBy }: Incident): string {
  return actorName(acknowledgedBy ?? 'Somebody');
}

/** Nobody has it any more: all begins anew, at once. */
function letGo(incident: Incident, why: string, turn: Turn, world: AlertWorld): IncidentNews[] {
  turn.note(incident.incidentId, 'unacknowledged', why);
  const open: Incident = { ...incident, status: 'OPEN', acknowledgedAt: null, acknowledgedBy: null };
  turn.putIncident(open);
  // What was kept quiet because they had it is to be heard again.
  if (incident.suppressed > 0) reconsider(incident.incidentId, turn, world);
  const free = turn.incident(incident.incidentId) ?? open;
  const ready = begun({ ...free, needsAnswer: free.firing > free.suppressed }, turn, world);
  return ready.escalation === null ? [] : run(ready, ready.escalation, turn, world);
}

function fromTheStart(escalation: Escalation, nextAt: Instant): Escalation {
  return {
    ...escalation,
    step: 0,
    loop: 0,
    nextAt,
    remindAt: null,
    isReminded: false,
    forcedBy: null,
    token: escalation.token + 1,
  };
}

/** An open incident with its plan, if it is to have one, going or held as it must. */
function begun(incident: Incident, turn: Turn, world: AlertWorld): Incident {
  const { escalation, acknowledgedSeverity = null } = incident;
  if (acknowledgedSeverity !== null) {
    const again = escalation === null ? null : fromTheStart(escalation, turn.now);
    return put({ ...incident, acknowledgedSeverity: null, escalation: again }, turn);
  }
  const isWanted = incident.needsAnswer && incident.firing > incident.suppressed;
  if (escalation === null) {
    const policy = isWanted ? policyFor(incident, wishedPolicy(incident, turn), world.onCall.settings) : null;
    const first = policy?.steps[0];
    if (policy === null || first === undefined) return incident;
    return put({ ...incident, escalation: planOf(policy, firstAt(incident, first.delayMinutes, world)) }, turn);
  }
  const isAtItsEnd = escalation.step >= escalation.steps.length;
  if (!isWanted && escalation.nextAt !== null && escalation.forcedBy === null)
    return put({ ...incident, escalation: { ...escalation, nextAt: null } }, turn);
  if (isWanted && escalation.nextAt === null && !isAtItsEnd)
    return put({ ...incident, escalation: { ...escalation, nextAt: turn.now } }, turn);
  return incident;
}

function put(incident: Incident, turn: Turn): Incident {
  turn.putIncident(incident);
  return incident;
}

function wishedPolicy({ incidentId, leadAlertId }: Incident, turn: Turn): string | null {
  const alerts = turn.alertsIn(incidentId);
  const lead = alerts.find(({ alertId }) => alertId === leadAlertId);
  return lead?.wishes.policyId ?? alerts.find(({ wishes }) => wishes.policyId !== null)?.wishes.policyId ?? null;
}

/** Nobody is asked before people are told: what comes with it, or makes it pointless, may be on its way. */
function firstAt({ openedAt, isTold, severity }: Incident, delayMinutes: number, { alerting }: AlertWorld): Instant {
  const { critical, other } = alerting.grouping.waitSeconds;
  const wait = isTold ? 0 : severity === 'CRITICAL' ? critical : other;
  return instantOf(msOf(openedAt) + Math.max(delayMinutes * MINUTE, wait * 1000));
}

/** Runs what is due: one step, and those after it for as long as a step finds nobody. */
function run(incident: Incident, from: Escalation, turn: Turn, world: AlertWorld): IncidentNews[] {
  let escalation = from;
  let found: Found | null = null;
  const asked = askedLately(turn);
  while (isDue(escalation, turn.now)) {
    const step = escalation.steps[escalation.step];
    if (step === undefined) break;
    const meant = both(step.targets.map((target) => whoNow(target, step.grade, world.onCall, turn.now)));
    found = bearable(meant, incident.severity, asked, turn.now);
    noteStep(incident, escalation, found, turn);
    escalation = moved(escalation, found, turn.now, incident);
    if (found.reach.length > 0) break;
  }
  if (escalation === from) return [];
  const reach = found?.reach ?? [];
  for (const one of reach) if (one.kind === 'person') asked.add(one.personId, incident.severity, turn.now);
  const next = { ...incident, changedAt: turn.now, escalation };
  turn.putIncident(next);
  if (reach.length === 0) return [];
  return [{ event: escalationEvent(next, escalation, reach, turn, world), opening: null, reach }];
}

function isDue({ nextAt, step, steps }: Escalation, now: Instant): boolean {
  return nextAt !== null && nextAt <= now && step < steps.length;
}

/** The plan after a step: whom it reached, and when the next is due. A step that found nobody costs no time. */
function moved(escalation: Escalation, { reach, misses }: Found, now: Instant, { status, severity }: Incident): Escalation {
  const next = stepAfter(escalation);
  const { step, loop, nextAt, reached, missed = [], steps } = escalation;
  const ranAt = nextAt === null || msOf(now) - msOf(nextAt) > LATE_MS ? now : nextAt;
  const waitMs = reach.length === 0 && next?.loop === loop ? 0 : (next?.minutes ?? 0) * MINUTE;
  const why = escalation.forcedBy === null ? `step ${step + 1}` : `step ${step + 1}, asked for by ${escalation.forcedBy}`;
  return {
    ...escalation,
    step: next?.step ?? steps.length,
    loop: next?.loop ?? loop,
    nextAt: next === null || status === 'ACKNOWLEDGED' ? null : instantOf(msOf(ranAt) + waitMs),
    token: escalation.token + 1,
    forcedBy: null,
    missed: [...missed, ...misses.map((text) => ({ at: now, step, loop, text }))].slice(-MOST_MISSED),
    reached: [
      ...reached,
      ...reach.map((one) => {
        const personId = one.kind === 'person' ? one.personId : null;
        return { at: now, step, loop, to: one.to, why, personId, severity };
      }),
    ],
  };
}

function noteStep({ incidentId }: Incident, { step, steps, loop, repeat, forcedBy }: Escalation, found: Found, turn: Turn): void {
  const round = repeat > 0 ? `, round ${loop + 1} of ${repeat + 1}` : '';
  const place = `Step ${step + 1} of ${steps.length}${round}`;
  if (found.reach.length > 0)
    turn.note(
      incidentId,
      'escalated',
      `${place}: ${[`${found.reach.map(({ to }) => to).join(', ')} ${found.reach.length === 1 ? 'is' : 'are'} asked.`, ...found.misses].join(' ')}`,
      { by: forcedBy },
    );
  else turn.note(incidentId, 'nobody-on-call', `${place} reaches nobody. ${found.misses.join(' ')}`, { by: forcedBy });
}
