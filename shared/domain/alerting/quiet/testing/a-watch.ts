import type { ConsoleEvent, EventOf } from '../../../events';
import type { Severity } from '../../../notice';
import { decide } from '../../../notifications/decide';
import { NotificationSettings } from '../../../notifications/defaults';
import { Instant, instantOf, msOf } from '../../../primitives';
import { viewOf } from '../../../reconcile/view-of';
import { Settings } from '../../../settings';
import { emptyState } from '../../../state';
import type { Alert } from '../../alert';
import { createBook, type LiveBook } from '../../book';
import { type AlertOutcome, decideAlerts, type IncidentNews } from '../../decide-alerts';
import type { Incident } from '../../incident';
import type { Matcher } from '../../labels';
import { nobodyOnCall } from '../../on-call/world';
import { AlertingSettings } from '../../settings';
import type { Silence } from '../../silence';

export const START = Instant.parse('2026-03-14T09:00:00.000Z');
export const seconds = (count: number): number => count * 1000;
export const minutes = (count: number): number => count * 60_000;

/** By default nothing waits, so that tests say what they wait for. */
export const plain = { severity: { byImpact: false }, grouping: { waitSeconds: { critical: 0, other: 0 } } };

export interface Fired {
  readonly severity?: Severity;
  readonly labels?: Readonly<Record<string, string>>;
  readonly title?: string;
  readonly quietMinutes?: number | null;
}

export interface TimedNews extends IncidentNews {
  readonly at: Instant;
}

const everybody = NotificationSettings.parse({
  Notifications: [
    { NotificationId: 'all', Name: 'All', Enabled: true, EventFilters: {}, Channels: [{ Type: 'DESKTOP', Configuration: {} }] },
  ],
});

/** Alerting over a journal in memory, with time that only the test moves: what is due on the way happens when it is due. */
export function aWatch(settings: object = plain) {
  let alerting = AlertingSettings.parse(settings);
  let book: LiveBook = createBook();
  let nowMs = msOf(START);
  let made = 0;
  const journal: ConsoleEvent[] = [];
  const news: TimedNews[] = [];
  const raised: EventOf<'notification.raised'>[] = [];

  const now = () => instantOf(nowMs);

  function commit(events: readonly ConsoleEvent[] = []): AlertOutcome {
    const commit = { now: now(), events, view: viewOf(emptyState, null, now()), state: emptyState, rehearsal: false };
    const outcome = decideAlerts({
      ...commit,
      book,
      alerting,
      settings: Settings.parse({}),
      onCall: nobodyOnCall,
      makeId: () => nextId('inc'),
    });
    const told = decide({
      ...commit,
      before: emptyState,
      settings: everybody,
      makeId: () => nextId('dlv'),
      news: outcome.news,
      quiet: outcome.quietFor,
    });
    book.count(outcome.dropped);
    for (const event of [...events, ...outcome.events]) {
      book.apply(event);
      journal.push(event);
    }
    news.push(...outcome.news.map((one) => ({ ...one, at: now() })));
    raised.push(...told);
    return outcome;
  }

  function nextId(prefix: string): string {
    made += 1;
    return `${prefix}-${made}`;
  }

  function rule(
    name: string,
    to: 'ALARM' | 'OK',
    { severity = 'HIGH', labels = {}, title, quietMinutes = null }: Fired,
  ): ConsoleEvent {
    return {
      at: now(),
      type: 'rule.state-changed',
      ruleId: name,
      ruleName: name,
      fingerprint: `rule:${name}`,
      labels: { ...labels },
      from: 'OK',
      to,
      severity,
      title: title ?? `${name} is high`,
      summary: '',
      nextStep: '',
      value: null,
      threshold: null,
      policyId: null,
      runbookId: null,
      quietMinutes,
      quietOnAcknowledgement: true,
    };
  }

  function script(key: string, resolved: boolean, { severity = 'HIGH', labels = {}, title }: Fired): ConsoleEvent {
    return {
      at: now(),
      type: 'custom.received',
      customId: nextId('custom'),
      contextId: null,
      executionId: null,
      source: 'script',
      name: 'check',
      severity,
      title: title ?? `${key} failed`,
      summary: '',
      data: { alertKey: key, resolved, labels: { ...labels } },
      actor: 'ci',
    };
  }

  const silenceEvent = (silence: Silence): ConsoleEvent => ({
    at: now(),
    type: 'silence.changed',
    silence,
    actor: silence.author,
  });

  return {
    now,
    journal,
    news,
    raised,
    commit,
    rule,
    script,
    book: () => book,
    alerting: () => alerting,
    reasons: () => news.map(({ event }) => event.incident?.reason ?? event.type),
    fires: (name: string, fired: Fired = {}) => commit([rule(name, 'ALARM', fired)]),
    ends: (name: string, fired: Fired = {}) => commit([rule(name, 'OK', fired)]),
    says: (key: string, fired: Fired = {}) => commit([script(key, false, fired)]),
    unsays: (key: string, fired: Fired = {}) => commit([script(key, true, fired)]),
    alert(fingerprint: string): Alert {
      const found = book.alertOf(fingerprint);
      if (found === undefined) throw new Error(`no alert ${fingerprint}`);
      return found;
    },
    incidentOf(fingerprint: string): Incident {
      const found = book.incident(this.alert(fingerprint).incidentId);
      if (found === undefined) throw new Error(`no incident of ${fingerprint}`);
      return found;
    },
    texts: () => journal.flatMap((event) => (event.type === 'incident.changed' ? event.entries.map(({ text }) => text) : [])),
    /** Lets time pass; what is due on the way happens at its own moment. */
    passes(ms: number): void {
      const until = nowMs + ms;
      let idle = 0;
      for (let next = book.nextDueAt(); next !== null && msOf(next) <= until; next = book.nextDueAt()) {
        idle = msOf(next) > nowMs ? 0 : idle + 1;
        if (idle > 10) throw new Error(`what is due since ${next} stays due: ${JSON.stringify(book.due(now()))}`);
        nowMs = Math.max(nowMs, msOf(next));
        commit();
      }
      nowMs = until;
      commit();
    },
    /** The clock is set; nothing happened meanwhile. */
    jumps(ms: number): void {
      nowMs += ms;
      commit();
    },
    silences(matchers: readonly Matcher[], forMs: number, startsInMs = 0): Silence {
      const silence: Silence = {
        silenceId: nextId('sil'),
        matchers: [...matchers],
        startsAt: instantOf(nowMs + startsInMs),
        endsAt: instantOf(nowMs + startsInMs + forMs),
        author: 'dana',
        reason: 'Patching.',
        madeAt: now(),
        endedBy: null,
      };
      commit([silenceEvent(silence)]);
      return silence;
    },
    unsilences(silence: Silence): void {
      commit([silenceEvent({ ...silence, endsAt: now(), endedBy: 'dana' })]);
    },
    takes(incidentId: string, by = 'dana'): void {
      const incident = book.incident(incidentId);
      if (incident?.status !== 'OPEN') return;
      const taken = {
        ...incident,
        status: 'ACKNOWLEDGED' as const,
        acknowledgedAt: now(),
        acknowledgedBy: by,
        needsAnswer: false,
      };
      commit([{ at: now(), type: 'incident.changed', incident: { ...taken, changedAt: now() }, entries: [], actor: by }]);
    },
    givesBack(incidentId: string, by = 'dana'): void {
      const incident = book.incident(incidentId);
      if (incident?.status !== 'ACKNOWLEDGED') return;
      const open = { ...incident, status: 'OPEN' as const, acknowledgedAt: null, acknowledgedBy: null, changedAt: now() };
      commit([{ at: now(), type: 'incident.changed', incident: open, entries: [], actor: by }]);
    },
    becomes(next: object): void {
      const before = alerting;
      alerting = AlertingSettings.parse(next);
      commit([{ at: now(), type: 'alerting.changed', before, after: alerting, actor: 'dana' }]);
    },
    /** The console ends and begins: all it knows is what was recorded. */
    restarts(): void {
      book = createBook();
      for (const event of journal) book.apply(event);
      commit();
    },
  };
}
export type Watch = ReturnType<typeof aWatch>;
