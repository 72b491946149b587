import { createHeap } from '../../lib/heap';
import type { ConsoleEvent, EventOf } from '../events';
import { type Instant, msOf } from '../primitives';
import { type Alert, isFormer } from './alert';
import { createLinks } from './correlate/links';
import { dueOf } from './due';
import type { Incident } from './incident';
import { isFiring } from './incident-form';
import { createInhibitionIndex, type InhibitionIndex } from './quiet/inhibition-index';
import type { Silence } from './silence';

/** What the pipeline looks at: the newest opening of each fingerprint, open incidents and those that ended lately, silences, corrections. */
export interface AlertBook {
  /** The newest opening, firing or resolved lately. */
  alertOf(fingerprint: string): Alert | undefined;
  alertById(alertId: string): Alert | undefined;
  alertsIn(incidentId: string): readonly Alert[];
  incident(incidentId: string): Incident | undefined;
  /** The open one whose alerts have this key. */
  openIncidentOf(groupKey: string): Incident | undefined;
  /** Id of the incident in which an alert with this key of `correlate/links` was, at most `withinMs` from `at`. */
  linkedTo(key: string, at: Instant, withinMs: number): string | undefined;
  /** Open and acknowledged ones. */
  openIncidents(): Iterable<Incident>;
  incidents(): Iterable<Incident>;
  silences(): Iterable<Silence>;
  /** By what they take part in: newest openings. */
  readonly inhibitions: Pick<InhibitionIndex, 'sources' | 'targets'>;
  /** Full duplicates of the alert that fires by this fingerprint and are not yet in its count. */
  uncounted(fingerprint: string): number;
  corrections(): readonly EventOf<'severity.corrected'>[];
  /** The highest number an incident ever had. */
  lastNumber(): number;
  /** Open incidents whose time has come, earliest first. Takes none away: they are due until they are changed. */
  due(now: Instant): readonly Incident[];
  nextDueAt(): Instant | null;
  size(): BookSize;
}

export interface BookSize {
  readonly alerts: number;
  readonly firing: number;
  readonly suppressed: number;
  /** Open ones, and how many of them nobody has answered. */
  readonly incidents: number;
  readonly needAnswer: number;
}

/** The book in memory. `apply` follows what was recorded; nothing else changes it. */
export interface LiveBook extends AlertBook {
  apply(event: ConsoleEvent): void;
  /** Full duplicates that were not recorded (`AlertOutcome.dropped`), by fingerprint. */
  count(dropped: ReadonlyMap<string, number>): void;
  /** Drops alerts that were resolved before `before`, and incidents that ended before it and have no alert left. */
  forget(before: Instant): void;
}

const MOST_CORRECTIONS = 1_000;

export function createBook(): LiveBook {
  const alerts = new Map<string, Alert>();
  /** Every opening that is remembered, former ones of incidents that still are among them. */
  const byId = new Map<string, Alert>();
  const members = new Map<string, Map<string, Alert>>();
  const incidents = new Map<string, Incident>();
  const open = new Map<string, Incident>();
  const byGroup = new Map<string, string>();
  const silences = new Map<string, Silence>();
  const corrections: EventOf<'severity.corrected'>[] = [];
  const timers = createHeap<{ readonly at: Instant; readonly incidentId: string }>((one, other) => one.at < other.at);
  const inhibitions = createInhibitionIndex(() => alerts.values());
  const uncounted = new Map<string, number>();
  const links = createLinks();
  /** When `due` was asked last, and whether there may still be something to set right: what it costs to know, no part of the book. */
  let askedAt: Instant | null = null;
  let wentBack = false;
  let lastNumber = 0;
  let firing = 0;
  let suppressed = 0;
  let needAnswer = 0;

  function putAlert(alert: Alert): void {
    const { alertId, fingerprint, incidentId } = alert;
    const before = byId.get(alertId);
    firing += Number(isFiring(alert)) - Number(before !== undefined && isFiring(before));
    suppressed += Number(isQuiet(alert)) - Number(before !== undefined && isQuiet(before));
    if (before !== undefined && before.incidentId !== incidentId) members.get(before.incidentId)?.delete(alertId);
    byId.set(alertId, alert);
    const newest = alerts.get(fingerprint);
    if (!isFormer(alert, newest)) {
      if (newest?.alertId !== alertId || newest.count !== alert.count) uncounted.delete(fingerprint);
      alerts.set(fingerprint, alert);
      inhibitions.put(alert);
    }
    const group = members.get(incidentId);
    if (group === undefined) members.set(incidentId, new Map([[alertId, alert]]));
    else group.set(alertId, alert);
    links.note(alert);
  }

  function putIncident(incident: Incident): void {
    const { incidentId, groupKey, number } = incident;
    lastNumber = Math.max(lastNumber, number);
    needAnswer += Number(incident.needsAnswer) - Number(incidents.get(incidentId)?.needsAnswer ?? false);
    incidents.set(incidentId, incident);
    if (incident.status === 'OPEN' || incident.status === 'ACKNOWLEDGED') {
      open.set(incidentId, incident);
      byGroup.set(groupKey, incidentId);
    } else {
      open.delete(incidentId);
      if (byGroup.get(groupKey) === incidentId) byGroup.delete(groupKey);
    }
    const at = dueOf(incident);
    if (at !== null) timers.push({ at, incidentId });
  }

  /** Entries of the past stay in the heap until they come up: an incident is due only if it still says so. */
  function dropStale(): void {
    for (let top = timers.peek(); top !== null; top = timers.peek()) {
      const incident = incidents.get(top.incidentId);
      if (incident !== undefined && dueOf(incident) === top.at) return;
      timers.pop();
    }
  }

  /** Open incidents that changed after `now`: the clock went back since, and their moments with it. Looked for only then. */
  function fromTheFuture(now: Instant): Incident[] {
    if (askedAt !== null && askedAt <= now && !wentBack) {
      askedAt = now;
      return [];
    }
    askedAt = now;
    const found = [...open.values()].filter(({ changedAt }) => changedAt > now);
    wentBack = found.length > 0;
    return found;
  }

  return {
    alertOf: (fingerprint) => alerts.get(fingerprint),
    alertById: (alertId) => byId.get(alertId),
    alertsIn: (incidentId) => [...(members.get(incidentId)?.values() ?? [])],
    incident: (incidentId) => incidents.get(incidentId),
    openIncidentOf(groupKey) {
      const incidentId = byGroup.get(groupKey);
      return incidentId === undefined ? undefined : open.get(incidentId);
    },
    linkedTo: links.find,
    openIncidents: () => open.values(),
    incidents: () => incidents.values(),
    silences: () => silences.values(),
    inhibitions,
    uncounted: (fingerprint) => uncounted.get(fingerprint) ?? 0,
    count(dropped) {
      for (const [fingerprint, times] of dropped) uncounted.set(fingerprint, (uncounted.get(fingerprint) ?? 0) + times);
    },
    corrections: () => corrections,
    lastNumber: () => lastNumber,
    due(now) {
      dropStale();
      const due = fromTheFuture(now);
      const seen = new Set(due.map(({ incidentId }) => incidentId));
      for (let top = timers.peek(); top !== null && top.at <= now; top = timers.peek()) {
        timers.pop();
        const incident = incidents.get(top.incidentId);
        if (incident === undefined || dueOf(incident) !== top.at || seen.has(top.incidentId)) continue;
        seen.add(top.incidentId);
        due.push(incident);
      }
      // They stay due until what was done about them is recorded.
      for (const { incidentId } of due) {
        const at = dueOf(incidents.get(incidentId) ?? null);
        if (at !== null) timers.push({ at, incidentId });
      }
      return due;
    },
    nextDueAt() {
      dropStale();
      return timers.peek()?.at ?? null;
    },
    size: () => ({ alerts: alerts.size, firing, suppressed, incidents: open.size, needAnswer }),
    apply(event) {
      switch (event.type) {
        case 'alerts.changed':
          for (const alert of event.alerts) putAlert(alert);
          return;
        case 'incident.changed':
          putIncident(event.incident);
          return;
        case 'silence.changed':
          silences.set(event.silence.silenceId, event.silence);
          return;
        case 'severity.corrected':
          corrections.push(event);
          if (corrections.length > MOST_CORRECTIONS) corrections.shift();
          return;
        default:
          return;
      }
    },
    forget(before) {
      links.forget(before, (incidentId) => open.has(incidentId));
      inhibitions.reset();
      for (const [fingerprint, alert] of alerts) {
        if (alert.status !== 'RESOLVED' || alert.lastSeenAt >= before || open.has(alert.incidentId)) continue;
        alerts.delete(fingerprint);
        uncounted.delete(fingerprint);
        byId.delete(alert.alertId);
        members.get(alert.incidentId)?.delete(alert.alertId);
      }
      for (const [incidentId, incident] of incidents) {
        if (open.has(incidentId) || incident.changedAt >= before) continue;
        incidents.delete(incidentId);
        for (const alertId of members.get(incidentId)?.keys() ?? []) byId.delete(alertId);
        members.delete(incidentId);
      }
      for (const [silenceId, { endsAt }] of silences) if (msOf(endsAt) < msOf(before)) silences.delete(silenceId);
    },
  };
}

function isQuiet(alert: Alert): boolean {
  return isFiring(alert) && alert.suppression !== null;
}
