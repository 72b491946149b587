import type { Engine } from '../../electron/engine/engine-api';
import type { Alert } from '../../shared/domain/alerting/alert';
import type { CauseId } from '../../shared/domain/alerting/causes/cause-ids';
import type { Incident } from '../../shared/domain/alerting/incident';
import type { ConsoleEvent } from '../../shared/domain/events';
import type { Severity } from '../../shared/domain/notice';
import type { Receiver } from './receiver';

/** An incident as a console left it, with what the label is compared with. */
export interface Found {
  readonly incidentId: string;
  readonly title: string;
  readonly severity: Severity;
  /** Every label of every alert that was ever in it. */
  readonly labels: readonly (readonly [name: string, value: string])[];
  /** Ranked, the most probable first. */
  readonly causes: readonly CauseId[];
  /** How often people were told of it. */
  readonly told: number;
  readonly isResolved: boolean;
  /** Nobody was told because something else spoke for all of its alerts. */
  readonly isSuppressed: boolean;
}

export interface Outcome {
  /** Those that ask for an answer: MEDIUM or graver. */
  readonly incidents: readonly Found[];
  /** Below that: shown, and nobody is woken. */
  readonly quiet: readonly Found[];
  /** Messages that arrived at who hears of incidents alone, and at who hears everything. */
  readonly messages: { readonly incidents: number; readonly everything: number };
  /** What was found unusual, and how much of it became an alert, whatever came of that. */
  readonly findings: { readonly found: number; readonly alerted: number };
}

const MOST_EVENTS = 100_000;
const rank: Readonly<Record<Severity, number>> = { INFO: 0, LOW: 1, MEDIUM: 2, HIGH: 3, CRITICAL: 4 };

/** What the console recorded of alerts and incidents, read from its journal, and what arrived at the receiver. */
export function outcomeOf(engine: Engine, heard: Receiver['heard']): Outcome {
  const events = engine.inside.history.events({ subjects: [], contextId: null, before: null, limit: MOST_EVENTS });
  const recorded = events.map(({ event }) => event).reverse();
  const found = incidentsOf(recorded);
  const told = (to: string) => heard.filter((one) => one.to === to).length;
  return {
    incidents: found.filter(({ severity, isSuppressed }) => rank[severity] >= rank.MEDIUM && !isSuppressed),
    quiet: found.filter(({ severity, isSuppressed }) => rank[severity] < rank.MEDIUM || isSuppressed),
    messages: { incidents: told('incidents'), everything: told('everything') },
    findings: findingsOf(recorded),
  };
}

function findingsOf(events: readonly ConsoleEvent[]): Outcome['findings'] {
  const found = new Set<string>();
  const alerted = new Set<string>();
  for (const event of events)
    if (event.type === 'findings.changed')
      for (const { findingId, policy } of event.findings) {
        found.add(findingId);
        if (policy.alerts) alerted.add(findingId);
      }
  return { found: found.size, alerted: alerted.size };
}

/** Incidents as they stand after all `events`, oldest first; those that were merged are part of another. */
export function incidentsOf(events: readonly ConsoleEvent[]): readonly Found[] {
  const incidents = new Map<string, Incident>();
  const alerts = new Map<string, Alert[]>();
  for (const event of events) {
    if (event.type === 'incident.changed') incidents.set(event.incident.incidentId, event.incident);
    if (event.type === 'alerts.changed')
      for (const alert of event.alerts) alerts.set(alert.incidentId, [...(alerts.get(alert.incidentId) ?? []), alert]);
  }
  return [...incidents.values()]
    .filter(({ status }) => status !== 'MERGED')
    .map((incident) => foundOf(incident, alerts.get(incident.incidentId) ?? []));
}

function foundOf(incident: Incident, alerts: readonly Alert[]): Found {
  const last = new Map(alerts.map((alert) => [alert.alertId, alert]));
  return {
    incidentId: incident.incidentId,
    title: incident.title,
    severity: incident.severity,
    labels: alerts.flatMap(({ labels }) => Object.entries(labels)),
    causes: incident.causes.map(({ causeId }) => causeId),
    told: incident.telling.version,
    isResolved: incident.status === 'RESOLVED',
    isSuppressed: incident.telling.version === 0 && [...last.values()].every(({ suppression }) => suppression !== null),
  };
}
