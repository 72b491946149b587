import type { ConsoleEvent } from '../events';
import type { Instant } from '../primitives';
import type { Alert } from './alert';
import type { AlertBook } from './book';
import { createLinks } from './correlate/links';
import type { EntryKind, Incident, IncidentEntry } from './incident';
import { recounted } from './incident-form';

/** Alerts and incidents as they become in one commit: the book, what the commit itself says, and what follows from it. */
export interface Turn {
  readonly now: Instant;
  readonly book: AlertBook;
  alertOf(fingerprint: string): Alert | undefined;
  alertsIn(incidentId: string): readonly Alert[];
  incident(incidentId: string): Incident | undefined;
  openIncidentOf(groupKey: string): Incident | undefined;
  /** Id of the incident in which an alert with this key of `correlate/links` was, at most `withinMs` from `at`. */
  linkedTo(key: string, at: Instant, withinMs: number): string | undefined;
  /** Keeps the counts of its incident right; an alert that moved is taken from the other. */
  putAlert(alert: Alert): void;
  putIncident(incident: Incident): void;
  note(incidentId: string, kind: EntryKind, text: string, more?: { by?: string | null; alertId?: string | null }): void;
  nextNumber(): number;
  /** Incidents of which anything changed in this turn, in the order in which they did. */
  touched(): readonly Incident[];
  /** What is to be recorded: what the commit itself said already is not said again unless it changed since. */
  events(): ConsoleEvent[];
}

/** More would not pass through the journal's bounds on one event. */
const ALERTS_AN_EVENT = 1_000;

export function createTurn(book: AlertBook, said: readonly ConsoleEvent[], now: Instant): Turn {
  const alerts = new Map<string, Alert>();
  const incidents = new Map<string, Incident>();
  const groups = new Map<string, string>();
  const entries = new Map<string, IncidentEntry[]>();
  /** New alerts of an incident, by alert id: beside those of the book. */
  const joined = new Map<string, Map<string, Alert>>();
  const changedAlerts = new Set<string>();
  const changedIncidents = new Set<string>();
  const touched = new Set<string>();
  const links = createLinks({ find: book.linkedTo });
  let lastNumber = book.lastNumber();

  for (const event of said) {
    if (event.type === 'alerts.changed') for (const alert of event.alerts) keepAlert(alert);
    if (event.type === 'incident.changed') keepIncident(event.incident);
  }

  function keepAlert(alert: Alert): void {
    alerts.set(alert.fingerprint, alert);
    const group = joined.get(alert.incidentId) ?? new Map<string, Alert>();
    group.set(alert.alertId, alert);
    joined.set(alert.incidentId, group);
    links.note(alert);
    touched.add(alert.incidentId);
  }

  function keepIncident(incident: Incident): void {
    incidents.set(incident.incidentId, incident);
    groups.set(incident.groupKey, incident.incidentId);
    lastNumber = Math.max(lastNumber, incident.number);
    touched.add(incident.incidentId);
  }

  const incidentOf = (incidentId: string) => incidents.get(incidentId) ?? book.incident(incidentId);
  const alertOf = (fingerprint: string) => alerts.get(fingerprint) ?? book.alertOf(fingerprint);

  function isOpen(incident: Incident | undefined): incident is Incident {
    return incident?.status === 'OPEN' || incident?.status === 'ACKNOWLEDGED';
  }

  return {
    now,
    book,
    alertOf,
    alertsIn(incidentId) {
      const own = joined.get(incidentId);
      const held = book.alertsIn(incidentId).filter(({ alertId, fingerprint }) => {
        const newer = alerts.get(fingerprint);
        return own?.has(alertId) !== true && (newer === undefined || newer.alertId !== alertId);
      });
      return own === undefined ? held : [...held, ...own.values()];
    },
    incident: incidentOf,
    openIncidentOf(groupKey) {
      const mine = groups.get(groupKey);
      if (mine !== undefined && isOpen(incidents.get(mine))) return incidents.get(mine);
      const held = book.openIncidentOf(groupKey);
      const newer = held === undefined ? undefined : incidentOf(held.incidentId);
      return isOpen(newer) ? newer : undefined;
    },
    linkedTo: links.find,
    putAlert(alert) {
      const before = alertOf(alert.fingerprint);
      const same = before?.alertId === alert.alertId ? before : undefined;
      if (same !== undefined && same.incidentId !== alert.incidentId) {
        joined.get(same.incidentId)?.delete(same.alertId);
        const left = incidentOf(same.incidentId);
        if (left !== undefined) this.putIncident(recounted(left, same, null, now));
      }
      keepAlert(alert);
      changedAlerts.add(alert.fingerprint);
      const incident = incidentOf(alert.incidentId);
      const held = same?.incidentId === alert.incidentId ? same : null;
      if (incident !== undefined) this.putIncident(recounted(incident, held, alert, now));
    },
    putIncident(incident) {
      keepIncident(incident);
      changedIncidents.add(incident.incidentId);
    },
    note(incidentId, kind, text, { by = null, alertId = null } = {}) {
      const list = entries.get(incidentId) ?? [];
      list.push({ at: now, kind, text, by, alertId });
      entries.set(incidentId, list);
      changedIncidents.add(incidentId);
    },
    nextNumber() {
      lastNumber += 1;
      return lastNumber;
    },
    touched: () => [...touched].flatMap((incidentId) => incidentOf(incidentId) ?? []),
    events() {
      const all = [...changedAlerts].flatMap((fingerprint) => alerts.get(fingerprint) ?? []);
      const events: ConsoleEvent[] = [];
      for (let from = 0; from < all.length; from += ALERTS_AN_EVENT)
        events.push({ at: now, type: 'alerts.changed', alerts: all.slice(from, from + ALERTS_AN_EVENT) });
      for (const incidentId of changedIncidents) {
        const incident = incidentOf(incidentId);
        if (incident === undefined) continue;
        events.push({ at: now, type: 'incident.changed', incident, entries: entries.get(incidentId) ?? [], actor: null });
      }
      return events;
    },
  };
}
