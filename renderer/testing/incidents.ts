import type { Alert } from '../../shared/domain/alerting/alert';
import type { Incident } from '../../shared/domain/alerting/incident';
import { newIncident } from '../../shared/domain/alerting/incident-form';
import type { Severity } from '../../shared/domain/notice';
import { ExecutionId, type Instant, instantOf, PlanId } from '../../shared/domain/primitives';
import { contextId } from './world';

const E1 = ExecutionId.parse('7b1f6e0a-7f42-4a52-9c39-5e1f0f4e7a01');

export function after(at: string, seconds: number): Instant {
  return instantOf(Date.parse(at) + seconds * 1000);
}

/** An incident that has been open for `minutesAgo`, before what is said otherwise. */
export function anIncident(
  number: number,
  severity: Severity,
  title: string,
  { nowMs, minutesAgo, ...change }: { nowMs: number; minutesAgo: number } & Partial<Incident>,
): Incident {
  const openedAt = instantOf(nowMs - minutesAgo * 60_000);
  const lead: Alert = {
    alertId: `alert-${number}#1`,
    fingerprint: `alert-${number}`,
    opening: 1,
    origin: 'notice',
    name: 'server-launch-failed',
    title,
    summary: 'No free addresses in subnet-0123456789abcdef0.',
    nextStep: 'Free some addresses or change the launch subnet, then run the wave again.',
    labels: {
      plan: 'Payroll DR',
      wave: '2',
      kind: 'server-launch-failed',
      subnet: 'subnet-0123456789abcdef0',
      serverName: 'app-03',
    },
    saidSeverity: severity,
    severity,
    severityWhy: ['real recovery', 'production', 'tier 1', '3 of 12 servers', 'the objective is due by 2026-03-14 09:20 UTC'],
    status: 'FIRING',
    startedAt: openedAt,
    lastSeenAt: openedAt,
    resolvedAt: null,
    resolvedBecause: null,
    count: 1,
    turns: [openedAt],
    suppression: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
    note: null,
    value: null,
    threshold: null,
    contextId,
    executionId: E1,
    sourceServerId: null,
    noticeId: null,
    ruleId: null,
    incidentId: `inc-${number}`,
    isTold: true,
    wishes: { policyId: null, runbookId: null, quietMinutes: null, quietOnAcknowledgement: false },
    rehearsal: true,
  };
  const made = newIncident({ incidentId: `inc-${number}`, number, groupKey: `g-${number}`, lead, now: openedAt });
  return {
    ...made,
    planId: PlanId.parse('plan-payroll'),
    planName: 'Payroll DR',
    alerts: 3,
    firing: 3,
    needsAnswer: severity !== 'INFO' && severity !== 'LOW',
    ...change,
  };
}

/** One alert of an incident; every third is kept quiet, as many as the incident counts. */
export function anAlert(incident: Incident, index: number): Alert {
  const name = `app-${String(index + 3).padStart(2, '0')}`;
  const over = incident.status === 'RESOLVED';
  return {
    alertId: index === 0 ? incident.leadAlertId : `${incident.leadAlertId}-${index}`,
    fingerprint: `${incident.groupKey}-${index}`,
    opening: 1,
    origin: 'notice',
    name: 'server-launch-failed',
    title: index === 0 ? incident.title : `${name} failed to launch`,
    summary: incident.summary,
    nextStep: incident.nextStep,
    labels: { ...incident.labels, serverName: name },
    saidSeverity: 'HIGH',
    severity: index === 0 ? incident.severity : 'HIGH',
    severityWhy: incident.severityWhy,
    status: over ? 'RESOLVED' : 'FIRING',
    startedAt: after(incident.openedAt, index * 2),
    lastSeenAt: after(incident.openedAt, index * 2),
    resolvedAt: incident.resolvedAt,
    resolvedBecause: over ? 'The wave was run again.' : null,
    count: 1 + index * 2,
    turns: [incident.openedAt],
    suppression:
      index < incident.alerts - incident.suppressed
        ? null
        : { by: 'inhibition', id: 'execution-failed', reason: 'Payroll DR failed', until: null },
    acknowledgedAt: incident.acknowledgedAt,
    acknowledgedBy: incident.acknowledgedBy,
    note: incident.note,
    value: null,
    threshold: null,
    contextId: incident.contextId,
    executionId: incident.executionId,
    sourceServerId: null,
    noticeId: null,
    ruleId: null,
    incidentId: incident.incidentId,
    isTold: true,
    wishes: { policyId: null, runbookId: null, quietMinutes: null, quietOnAcknowledgement: false },
    rehearsal: incident.rehearsal,
  };
}
