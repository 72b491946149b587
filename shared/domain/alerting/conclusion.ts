import { isEqual } from '../../lib/equal';
import { type Instant, PlanId } from '../primitives';
import type { Alert } from './alert';
import { causesOf } from './causes/causes-of';
import { impactOf, isSameImpact } from './impact/impact-of';
import type { Cause, Incident } from './incident';
import { compareSeverity, isFiring, isToBeAnswered } from './incident-form';
import { recurrenceOf } from './recurrence';
import { unansweredAt, weighed } from './severity/incident-severity';
import type { Turn } from './turn';
import type { AlertWorld } from './world';

/** A cause that is at least so probable speaks for its incident. */
const SPEAKS = 0.6;

/** Brings an incident in line with its alerts: which stands for it, what is behind it, what it costs, how grave it is, whether it is over. */
export function concluded(incidentId: string, turn: Turn, world: AlertWorld): void {
  const incident = turn.incident(incidentId);
  if (incident === undefined || incident.status === 'RESOLVED' || incident.status === 'MERGED') return;
  const alerts = turn.alertsIn(incidentId);
  if (incident.firing === 0 && alerts.length > 0) {
    ended(incident, alerts, turn);
    return;
  }
  const firing = alerts.filter(isFiring);
  const gravest = gravestOf(firing);
  if (gravest === null) return;
  const next = understood(incident, { lead: leadOf(incident, gravest, alerts, turn), gravest, alerts }, turn, world);
  if (isSame(incident, next)) return;
  turn.putIncident(next);
  if (incident.alerts > 0) noted(incident, next, turn);
}

function ended(incident: Incident, alerts: readonly Alert[], turn: Turn): void {
  const { incidentId } = incident;
  const last = alerts.reduce((newest, one) => ((one.resolvedAt ?? '') > (newest.resolvedAt ?? '') ? one : newest));
  turn.putIncident({
    ...incident,
    status: 'RESOLVED',
    needsAnswer: false,
    reviewAt: null,
    resolvedAt: turn.now,
    resolvedBecause: last.resolvedBecause,
  });
  turn.note(incidentId, 'resolved', last.resolvedBecause ?? 'Nothing of it fires any more.');
}

/**
 * What stands for an incident keeps doing so while it is open, also once it is over itself: people know the incident by that name. Only
 * what is graver and fires takes its place, or its own next opening.
 */
function leadOf({ incidentId, leadAlertId }: Incident, gravest: Alert, alerts: readonly Alert[], { book }: Turn): Alert {
  // New, or what stood for it was split off.
  if (book.incident(incidentId)?.leadAlertId !== leadAlertId) return gravest;
  const held = alerts.find(({ alertId }) => alertId === leadAlertId);
  if (held === undefined || compareSeverity(gravest.severity, held.severity) > 0) return gravest;
  if (isFiring(held)) return held;
  return alerts.find((one) => one.fingerprint === held.fingerprint && isFiring(one)) ?? held;
}

/** The gravest; of those, the first. */
function gravestOf(alerts: readonly Alert[]): Alert | null {
  return alerts.reduce<Alert | null>((best, one) => (best === null || isBefore(one, best) ? one : best), null);
}

function isBefore(one: Alert, other: Alert): boolean {
  const graver = compareSeverity(one.severity, other.severity);
  return graver !== 0 ? graver > 0 : one.startedAt < other.startedAt;
}

interface Members {
  /** The alert that names it. */
  readonly lead: Alert;
  /** Of those that fire. */
  readonly gravest: Alert;
  readonly alerts: readonly Alert[];
}

function understood(incident: Incident, { lead, gravest, alerts }: Members, turn: Turn, world: AlertWorld): Incident {
  const causes = causesOf(alerts, world);
  const [leading] = causes;
  const assessed = impactOf(alerts, world);
  // What only grew older is not news.
  const impact = isSameImpact(incident.impact, assessed.impact) ? incident.impact : assessed.impact;
  const judged = weighed({ incident, lead: gravest, impact: assessed.impact, world, book: turn.book });
  const isForced = incident.severityForcedBy !== null;
  const severity = isForced ? incident.severity : judged.severity;
  return {
    ...incident,
    ...placeOf(incident, lead, world),
    leadAlertId: lead.alertId,
    title: lead.title,
    summary: summaryOf(lead, leading),
    nextStep: leading !== undefined && leading.score >= SPEAKS ? leading.nextStep : (isFiring(lead) ? lead : gravest).nextStep,
    severity,
    severityWhy: isForced ? incident.severityWhy : [...judged.why],
    needsAnswer: isToBeAnswered(incident, severity, world.alerting.answerFrom),
    impact,
    causes,
    recurrence: recurrenceOf(incident, leading, world.history),
    reviewAt: earliestAfter(world.now, [assessed.reviewAt, unansweredAt(incident, gravest.severity, world)]),
  };
}

/** What is known of the plan now, and was not when the incident opened. */
function placeOf(
  incident: Incident,
  lead: Alert,
  { view }: AlertWorld,
): Pick<Incident, 'executionId' | 'planId' | 'planName' | 'contextId'> {
  const executionId = incident.executionId ?? lead.executionId;
  const execution = executionId === null ? undefined : view.executions[executionId];
  const labelled = lead.labels.planId === undefined ? null : (PlanId.safeParse(lead.labels.planId).data ?? null);
  return {
    executionId,
    contextId: incident.contextId ?? lead.contextId,
    planId: incident.planId ?? execution?.planId ?? labelled,
    planName: incident.planName ?? execution?.planName ?? lead.labels.plan ?? null,
  };
}

function summaryOf({ title, summary }: Alert, leading: Cause | undefined): string {
  if (leading === undefined || leading.score < SPEAKS || leading.title === title || summary.includes(leading.title))
    return summary;
  return `${summary} Probable cause: ${leading.title}.`.trim();
}

function earliestAfter(now: Instant, moments: readonly (Instant | null)[]): Instant | null {
  return moments.reduce((first, at) => (at !== null && at > now && (first === null || at < first) ? at : first), null);
}

const judgedParts = [
  'executionId',
  'contextId',
  'planId',
  'planName',
  'leadAlertId',
  'title',
  'summary',
  'nextStep',
  'severity',
  'severityWhy',
  'needsAnswer',
  'impact',
  'causes',
  'recurrence',
] as const satisfies readonly (keyof Incident)[];

/** What stands in `severityWhy` alone is news only with something else. */
function isSame(one: Incident, other: Incident): boolean {
  if ((one.reviewAt ?? null) !== other.reviewAt) return false;
  return judgedParts.every((part) => part === 'severityWhy' || isEqual(one[part], other[part]));
}

/** What changed of what people were told, for the timeline. */
function noted(before: Incident, after: Incident, turn: Turn): void {
  const { incidentId, severity, severityWhy, causes, recurrence } = after;
  if (severity !== before.severity) {
    const because = severityWhy.length === 0 ? '' : ` because: ${severityWhy.join(', ')}`;
    turn.note(incidentId, 'severity', `${severity} instead of ${before.severity}${because}.`);
  }
  const [leading] = causes;
  const [former] = before.causes;
  const isOther = leading?.causeId !== former?.causeId || leading?.subject?.id !== former?.subject?.id;
  // What only says the title once more is no cause.
  if (leading !== undefined && isOther && leading.score >= SPEAKS && leading.title !== after.title) {
    const again = recurrence === null ? '' : ` ${recurrence.text}`;
    turn.note(incidentId, 'cause', `Probable cause: ${leading.title} (${Math.round(leading.score * 100)} %).${again}`);
  }
  const plans = after.impact?.plans.map(({ planName }) => planName) ?? [];
  if (plans.length > (before.impact?.plans.length ?? 0) && before.impact !== null)
    turn.note(incidentId, 'impact', `It takes ${plans.join(', ')} now.`);
  if (after.impact?.isRtoAtRisk === true && before.impact?.isRtoAtRisk === false)
    turn.note(incidentId, 'impact', 'The recovery time objective is at risk.');
}
