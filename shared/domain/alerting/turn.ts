import type { ConsoleEvent } from '../events';
import type { Instant } from '../primitives';
import { type Alert, isFormer } from './alert';
import type { AlertBook } from './book';
import { createLinks } from './correlate/links';
import type { EntryKind, Incident, IncidentEntry } from './incident';
import { recounted } from './incident-form';
import type { CompiledAlerting, CompiledInhibition } from './quiet/compiled';
import { createInhibitionIndex } from './quiet/inhibition-index';
import type { Silence } from './silence';
import { isTellable } from './tell/telling';

/** Alerts and incidents as they become in one commit: the book, what the commit itself says, and what follows from it. */
export interface Turn {
  readonly now: Instant;
  readonly book: AlertBook;
  alertOf(fingerprint: string): Alert | undefined;
  alertById(alertId: string): Alert | undefined;
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
  /** As they are with what this commit says of them. */
  silences(): Iterable<Silence>;
  silenceById(silenceId: string): Silence | undefined;
  putSilence(silence: Silence): void;
  /** Alerts that take part in an inhibition as its source or target, and have these values of `equal`; resolved ones too. */
  inhibiting(side: 'sources' | 'targets', of: CompiledAlerting, inhibition: CompiledInhibition, key: string): Alert[];
  /** Full duplicates of this turn that are not in what is to be recorded, by fingerprint. */
  readonly dropped: Map<string, number>;
  /** Incidents of which anything changed in this turn, in the order in which they did. */
  touched(): readonly Incident[];
  /** What is to be recorded: what the commit itself said already is not said again unless it changed since. */
  events(): ConsoleEvent[];
}

/** More would not pass through the journal's bounds on one event. */
const ALERTS_AN_EVENT = 1_000;

export function createTurn(book: AlertBook, said: readonly ConsoleEvent[], now: Instant): Turn {
  const alerts = new Map<string, Alert>();
  /** Every opening that this turn changed. */
  const byId = new Map<string, Alert>();
  const incidents = new Map<string, Incident>();
  const groups = new Map<string, string>();
  const entries = new Map<string, IncidentEntry[]>();
  /** New alerts of an incident, by alert id: beside those of the book. */
  const joined = new Map<string, Map<string, Alert>>();
  /** What `alertsIn` answered, until one of them changes: an incident of many alerts is asked for several times in a turn. */
  const listed = new Map<string, readonly Alert[]>();
  let allSilences: Map<string, Silence> | null = null;
  const changedSilences = new Set<string>();
  /** By alert id: one turn may end an opening and begin the next. */
  const changedAlerts = new Set<string>();
  const changedIncidents = new Set<string>();
  const touched = new Set<string>();
  const inhibitions = createInhibitionIndex(() => alerts.values());
  const links = createLinks({ find: book.linkedTo });
  let lastNumber = book.lastNumber();

  function keepAlert(alert: Alert): void {
    byId.set(alert.alertId, alert);
    if (!isFormer(alert, alertOf(alert.fingerprint))) {
      alerts.set(alert.fingerprint, alert);
      inhibitions.put(alert);
    }
    const group = joined.get(alert.incidentId) ?? new Map<string, Alert>();
    group.set(alert.alertId, alert);
    joined.set(alert.incidentId, group);
    listed.delete(alert.incidentId);
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
  const alertById = (alertId: string) => byId.get(alertId) ?? book.alertById(alertId);

  for (const event of said) {
    if (event.type === 'alerts.changed') for (const alert of event.alerts) keepAlert(alert);
    if (event.type === 'incident.changed') keepIncident(event.incident);
  }

  /** Most turns ask for none. */
  function silences(): Map<string, Silence> {
    if (allSilences === null) {
      allSilences = new Map([...book.silences()].map((silence) => [silence.silenceId, silence]));
      for (const event of said) if (event.type === 'silence.changed') allSilences.set(event.silence.silenceId, event.silence);
    }
    return allSilences;
  }

  /** Knows how often its incident had been told when it became something to tell. */
  function stamped(alert: Alert, before: Alert | undefined): Alert {
    const isSame = before?.incidentId === alert.incidentId;
    if (!isTellable(alert) || (isSame && isTellable(before))) return alert;
    return { ...alert, tellableSince: incidentOf(alert.incidentId)?.telling.version ?? 0 };
  }

  function isOpen(incident: Incident | undefined): incident is Incident {
    return incident?.status === 'OPEN' || incident?.status === 'ACKNOWLEDGED';
  }

  return {
    now,
    book,
    alertOf,
    alertById,
    alertsIn(incidentId) {
      const known = listed.get(incidentId);
      if (known !== undefined) return known;
      const own = joined.get(incidentId);
      const held = book.alertsIn(incidentId).filter(({ alertId }) => !byId.has(alertId));
      const all = own === undefined ? held : held.concat([...own.values()]);
      listed.set(incidentId, all);
      return all;
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
    putAlert(put) {
      const same = alertById(put.alertId);
      const alert = stamped(put, same);
      if (same !== undefined && same.incidentId !== alert.incidentId) {
        joined.get(same.incidentId)?.delete(same.alertId);
        listed.delete(same.incidentId);
        const left = incidentOf(same.incidentId);
        if (left !== undefined) this.putIncident(recounted(left, same, null, now));
      }
      keepAlert(alert);
      changedAlerts.add(alert.alertId);
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
    silences: () => silences().values(),
    silenceById: (silenceId) => silences().get(silenceId),
    putSilence(silence) {
      silences().set(silence.silenceId, silence);
      changedSilences.add(silence.silenceId);
    },
    inhibiting(side, of, inhibition, key) {
      const own = [...inhibitions[side](of, inhibition, key)];
      const held = [...book.inhibitions[side](of, inhibition, key)].filter((fingerprint) => !alerts.has(fingerprint));
      return [...own, ...held].flatMap((fingerprint) => alertOf(fingerprint) ?? []);
    },
    dropped: new Map(),
    nextNumber() {
      lastNumber += 1;
      return lastNumber;
    },
    touched: () => [...touched].flatMap((incidentId) => incidentOf(incidentId) ?? []),
    events() {
      const all = [...changedAlerts].flatMap((alertId) => byId.get(alertId) ?? []);
      const events: ConsoleEvent[] = [];
      for (let from = 0; from < all.length; from += ALERTS_AN_EVENT)
        events.push({ at: now, type: 'alerts.changed', alerts: all.slice(from, from + ALERTS_AN_EVENT) });
      for (const incidentId of changedIncidents) {
        const incident = incidentOf(incidentId);
        if (incident === undefined) continue;
        events.push({ at: now, type: 'incident.changed', incident, entries: entries.get(incidentId) ?? [], actor: null });
      }
      for (const silenceId of changedSilences) {
        const silence = silences().get(silenceId);
        if (silence !== undefined) events.push({ at: now, type: 'silence.changed', silence, actor: silence.author });
      }
      return events;
    },
  };
}
