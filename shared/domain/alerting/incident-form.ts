import type { Severity } from '../notice';
import type { Instant } from '../primitives';
import type { Alert } from './alert';
import type { Incident } from './incident';
import type { Labels } from './labels';
import { countedIn, untold } from './tell/telling';

const rank: Readonly<Record<Severity, number>> = { INFO: 0, LOW: 1, MEDIUM: 2, HIGH: 3, CRITICAL: 4 };

/** Positive where `one` is graver. */
export function compareSeverity(one: Severity, other: Severity): number {
  return rank[one] - rank[other];
}

/** An incident of one alert, before it is counted in. */
export function newIncident(said: {
  readonly incidentId: string;
  readonly number: number;
  readonly groupKey: string;
  readonly lead: Alert;
  readonly now: Instant;
}): Incident {
  const { lead, now } = said;
  return {
    incidentId: said.incidentId,
    number: said.number,
    status: 'OPEN',
    title: lead.title,
    summary: lead.summary,
    nextStep: lead.nextStep,
    severity: lead.severity,
    severityWhy: lead.severityWhy,
    severityForcedBy: null,
    groupKey: said.groupKey,
    labels: lead.labels,
    isTold: lead.isTold,
    needsAnswer: false,
    openedAt: lead.startedAt,
    changedAt: now,
    acknowledgedAt: null,
    acknowledgedBy: null,
    note: null,
    resolvedAt: null,
    resolvedBecause: null,
    mergedInto: null,
    contextId: lead.contextId,
    executionId: lead.executionId,
    planId: null,
    planName: lead.labels.plan ?? null,
    alerts: 0,
    firing: 0,
    suppressed: 0,
    leadAlertId: lead.alertId,
    impact: null,
    causes: [],
    recurrence: null,
    telling: untold,
    escalation: null,
    roles: {},
    tickets: [],
    runbook: null,
    rehearsal: lead.rehearsal,
  };
}

/** The incident with one of its alerts as it is now in place of what it was; null is not in it. */
export function recounted(incident: Incident, before: Alert | null, after: Alert | null, now: Instant): Incident {
  const count = (of: (alert: Alert) => boolean) => Number(after !== null && of(after)) - Number(before !== null && of(before));
  return {
    ...incident,
    changedAt: now,
    alerts: incident.alerts + count(() => true),
    firing: incident.firing + count(isFiring),
    suppressed: incident.suppressed + count((alert) => isFiring(alert) && alert.suppression !== null),
    labels: after === null || before !== null ? incident.labels : shared(incident.labels, after.labels),
    isTold: incident.isTold && (after === null || after.isTold),
    telling: countedIn(incident.telling, before, after, now),
  };
}

/** Whether somebody is to answer an open incident: it is grave enough, and something of it fires that is not kept quiet. */
export function isToBeAnswered(
  { status, firing, suppressed }: Pick<Incident, 'status' | 'firing' | 'suppressed'>,
  severity: Severity,
  answerFrom: Severity,
): boolean {
  return status === 'OPEN' && firing > suppressed && compareSeverity(severity, answerFrom) >= 0;
}

export function isFiring({ status }: Alert): boolean {
  return status === 'FIRING';
}

function shared(one: Labels, other: Labels): Labels {
  const entries = Object.entries(one);
  const same = entries.filter(([name, value]) => other[name] === value);
  return same.length === entries.length ? one : Object.fromEntries(same);
}
