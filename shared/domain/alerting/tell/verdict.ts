import { type Instant, instantOf, msOf } from '../../primitives';
import type { Incident } from '../incident';
import { compareSeverity } from '../incident-form';
import { compiledOf } from '../quiet/compiled';
import type { Turn } from '../turn';
import type { AlertWorld } from '../world';
import type { TellReason } from './telling';

/** Why an incident is told now, or when it is looked at again; both null where there is nothing to wait for. */
export interface Verdict {
  readonly reason: TellReason | null;
  readonly dueAt: Instant | null;
}

const nothing: Verdict = { reason: null, dueAt: null };
const now = (reason: TellReason): Verdict => ({ reason, dueAt: null });

/** Whether there is something to tell of an incident, by what people have heard of it already (anchors 1.1). */
export function verdictOf(incident: Incident, turn: Turn, world: AlertWorld): Verdict {
  const { telling, status } = incident;
  // What was told of it ends here; the other goes on.
  if (status === 'MERGED') return telling.first === null || telling.reason === 'resolved' ? nothing : now('resolved');
  if (status === 'RESOLVED') return ended(incident, world);
  if (status === 'ACKNOWLEDGED' && !telling.isAcknowledged && telling.first !== null) return now('acknowledged');
  if (incident.firing === incident.suppressed) return nothing;
  if (!wasHeard(incident)) return begun(incident, turn, world);
  if (telling.severity !== null && compareSeverity(incident.severity, telling.severity) > 0) return now('graver');
  if (telling.released > 0) return now('released');
  return changed(incident, turn, world);
}

/** Whoever is to hear of it has heard of it. */
function wasHeard({ telling: { first }, isTold }: Incident): boolean {
  return first !== null && (isTold || !first.isTold);
}

function ended({ telling, severity }: Incident, { alerting }: AlertWorld): Verdict {
  if (telling.first !== null) return telling.reason === 'resolved' ? nothing : now('resolved');
  const { tellMissed } = alerting.grouping;
  const isWanted = tellMissed === 'all' || (tellMissed === 'grave' && compareSeverity(severity, 'HIGH') >= 0);
  return isWanted && telling.missed > 0 && telling.reason !== 'resolved' ? now('resolved') : nothing;
}

function begun(incident: Incident, turn: Turn, world: AlertWorld): Verdict {
  const { telling } = incident;
  if (telling.released > 0) return now('first');
  // What somebody took before anybody was told needs no telling.
  if (telling.since === null) return nothing;
  return dueOr('first', after(telling.since, waitOf(incident, turn, world), world.now), world.now);
}

/** How long more of it may come first, seconds; and what explains it, where something may. */
function waitOf(incident: Incident, turn: Turn, { alerting }: AlertWorld): number {
  const { critical, other } = alerting.grouping.waitSeconds;
  const wait = incident.isTold ? 0 : incident.severity === 'CRITICAL' ? critical : other;
  const { inhibitions } = compiledOf(alerting);
  if (inhibitions.length === 0) return wait;
  const lead = turn.alertById(incident.leadAlertId);
  if (lead === undefined) return wait;
  return inhibitions.reduce(
    (longest, { inhibition, isTarget }) => (isTarget(lead) ? Math.max(longest, inhibition.waitSeconds) : longest),
    wait,
  );
}

function changed(incident: Incident, turn: Turn, world: AlertWorld): Verdict {
  const { telling } = incident;
  const { intervalMinutes, repeatMinutes, tellSomeResolved } = world.alerting.grouping;
  if (telling.toldAt === null) return nothing;
  if (telling.fresh > 0) return dueOr('new-alerts', after(telling.toldAt, intervalMinutes * 60, world.now), world.now);
  if (tellSomeResolved && telling.left > 0)
    return dueOr('some-resolved', after(telling.toldAt, intervalMinutes * 60, world.now), world.now);
  if (repeatMinutes === 0 || !isUnanswered(incident, turn)) return nothing;
  return dueOr('repeat', after(telling.toldAt, repeatMinutes * 60, world.now), world.now);
}

/** Nobody has taken it; or somebody did, and its rule wants to be heard all the same. */
function isUnanswered({ status, needsAnswer, leadAlertId }: Incident, turn: Turn): boolean {
  if (status === 'OPEN') return needsAnswer;
  return turn.alertById(leadAlertId)?.wishes.quietOnAcknowledgement === false;
}

function dueOr(reason: TellReason, dueAt: Instant, at: Instant): Verdict {
  return dueAt <= at ? now(reason) : { reason: null, dueAt };
}

/** Where the clock went back meanwhile, it counts from now. */
function after(since: Instant, seconds: number, at: Instant): Instant {
  return instantOf(Math.min(msOf(since), msOf(at)) + seconds * 1000);
}
