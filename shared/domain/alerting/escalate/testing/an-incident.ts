import type { ConsoleEvent } from '../../../events';
import type { Severity } from '../../../notice';
import { Instant, instantOf, msOf } from '../../../primitives';
import { viewOf } from '../../../reconcile/view-of';
import { Settings } from '../../../settings';
import { emptyState } from '../../../state';
import type { Alert } from '../../alert';
import { createBook, type LiveBook } from '../../book';
import { type AlertOutcome, decideAlerts } from '../../decide-alerts';
import type { Incident } from '../../incident';
import { newIncident, recounted } from '../../incident-form';
import { noOnCall, OnCallSettings } from '../../on-call/settings';
import { nobodyOnCall, type OnCallWorld } from '../../on-call/world';
import { AlertingSettings } from '../../settings';
import { noWishes } from '../../signal';

export const START = Instant.parse('2026-03-14T09:00:00.000Z');
export const minute = (count: number): Instant => instantOf(msOf(START) + count * 60_000);

export function anAlert(id: string, severity: Severity, rest: Partial<Alert> = {}): Alert {
  return {
    alertId: `${id}#1`,
    fingerprint: id,
    opening: 1,
    origin: 'custom',
    name: 'test',
    title: 'Subnet is full',
    summary: 'No free address.',
    nextStep: 'Free some addresses.',
    labels: { plan: 'Payroll' },
    saidSeverity: severity,
    severity,
    severityWhy: [],
    status: 'FIRING',
    startedAt: START,
    lastSeenAt: START,
    resolvedAt: null,
    resolvedBecause: null,
    count: 1,
    turns: [START],
    suppression: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
    note: null,
    value: null,
    threshold: null,
    contextId: null,
    executionId: null,
    sourceServerId: null,
    noticeId: null,
    ruleId: null,
    incidentId: `inc-${id}`,
    isTold: true,
    wishes: noWishes,
    rehearsal: false,
    ...rest,
  };
}

export const aWorld = (settings: object, rest: Partial<OnCallWorld> = {}): OnCallWorld => ({
  ...nobodyOnCall,
  settings: OnCallSettings.parse({ ...noOnCall, ...settings }),
  ...rest,
});

/** Incidents in a book, with time that only the test moves. `at` decides what follows at a moment, records it and answers it. */
export function alertingOf(onCall: OnCallWorld) {
  const book: LiveBook = createBook();
  const settings = AlertingSettings.parse({ severity: { byImpact: false } });
  const texts: string[] = [];
  let world = onCall;

  function at(now: Instant, events: readonly ConsoleEvent[] = []): AlertOutcome {
    const outcome = decideAlerts({
      now,
      events,
      book,
      view: viewOf(emptyState, null, now),
      state: emptyState,
      alerting: settings,
      settings: Settings.parse({}),
      onCall: world,
      rehearsal: false,
      makeId: () => 'inc-x',
    });
    for (const event of [...events, ...outcome.events]) {
      book.apply(event);
      if (event.type === 'incident.changed') texts.push(...event.entries.map(({ kind, text }) => `${kind}: ${text}`));
    }
    return outcome;
  }

  function incident(id: string): Incident {
    const found = book.incident(`inc-${id}`);
    if (found === undefined) throw new Error(`no incident ${id}`);
    return found;
  }

  return {
    book,
    at,
    incident,
    /** Lines of all timelines so far. */
    texts,
    become(next: OnCallWorld) {
      world = next;
    },
    opens(id: string, severity: Severity, rest: Partial<Alert> = {}, now = START): AlertOutcome {
      const alert = anAlert(id, severity, rest);
      const created = newIncident({
        incidentId: alert.incidentId,
        number: book.lastNumber() + 1,
        groupKey: id,
        lead: alert,
        now,
      });
      const changed = { at: now, type: 'incident.changed' as const, entries: [], actor: null };
      return at(now, [
        { at: now, type: 'alerts.changed', alerts: [alert] },
        { ...changed, incident: recounted(created, null, alert, now) },
      ]);
    },
    /** Somebody changes the incident itself, as a command does. */
    change(id: string, now: Instant, rest: Partial<Incident>): AlertOutcome {
      const changed = { ...incident(id), ...rest, changedAt: now };
      return at(now, [{ at: now, type: 'incident.changed', incident: changed, entries: [], actor: 'test' }]);
    },
  };
}

export const acknowledged = (now: Instant, by = 'ada'): Partial<Incident> => ({
  status: 'ACKNOWLEDGED',
  acknowledgedAt: now,
  acknowledgedBy: by,
  needsAnswer: false,
});
