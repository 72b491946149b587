import { createBook } from '../../../shared/domain/alerting/book';
import { type AlertOutcome, decideAlerts } from '../../../shared/domain/alerting/decide-alerts';
import { nobodyOnCall, type OnCallWorld } from '../../../shared/domain/alerting/on-call/world';
import type { ConsoleEvent } from '../../../shared/domain/events';
import { instantOf, msOf } from '../../../shared/domain/primitives';
import type { EngineView } from '../../../shared/domain/view';
import type { Core, EngineOptions } from '../engine-api';
import { createAlarm } from '../outbox/alarm';
import type { Ports } from '../ports';
import type { ToTell } from '../state/commit';
import type { AlertTables } from './alert-tables';
import type { Alerting } from './alerting-api';
import type { AlertingSettingsStore } from './alerting-settings';

interface AlertingParts {
  readonly ports: Ports;
  readonly options: Pick<EngineOptions, 'rehearsal'>;
  readonly tables: AlertTables;
  readonly settings: AlertingSettingsStore;
  readonly core: Pick<Core, 'settings'>;
  /** Who can be asked now. */
  readonly onCall?: () => OnCallWorld;
  /** Commits what follows from time alone. */
  readonly tick: () => void;
  /** How many there are in all, after every change. */
  readonly onCounted: (counted: NonNullable<EngineView['alerting']>) => void;
}

/** Everything about alerts and incidents, running. */
export interface RunningAlerting extends Alerting {
  /** What follows from a commit; to be recorded with it. */
  decide(toTell: ToTell): AlertOutcome;
  /** To be called with everything that was committed, from the first commit on. */
  recorded(events: readonly ConsoleEvent[]): void;
  stop(): void;
}

/** What ended longer ago is looked up in the tables; what flaps, or comes again, does so sooner. */
const KEPT_MS = 6 * 3_600_000;
const FORGET_EVERY_MS = 600_000;
const LEAST_WAIT_MS = 50;
const none: ReadonlyMap<string, number> = new Map();

/** Reads what is open from the tables, and wakes when something is due. */
export function openAlerting(parts: AlertingParts): RunningAlerting {
  const { ports, options, tables, settings, core, onCall = () => nobodyOnCall, tick, onCounted } = parts;
  const { clock } = ports;
  const book = createBook();
  restore();
  let forgottenAtMs = clock.nowMs();
  const alarm = createAlarm(clock, tick);
  let changes = 0;
  let isStopped = false;
  /** What the commit that is being made did not record of duplicates; counted once it is made. */
  let dropped: ReadonlyMap<string, number> = none;
  setAlarm();
  if (book.size().alerts > 0) count();

  function count(): void {
    const { incidents: open, needAnswer, firing, suppressed } = book.size();
    onCounted({ open, needAnswer, firing, suppressed, changes });
  }

  function restore(): void {
    const at = clock.now();
    const since = instantOf(clock.nowMs() - KEPT_MS);
    book.apply({ at, type: 'alerts.changed', alerts: tables.kept(since) });
    const statuses = ['OPEN', 'ACKNOWLEDGED'] as const;
    const newest = tables.incidents({ ...everything, statuses: [...statuses, 'RESOLVED', 'MERGED'], limit: 1 });
    const open = tables.incidents({ ...everything, statuses, limit: 1_000_000 });
    const lately = tables.incidents({ ...everything, statuses: ['RESOLVED', 'MERGED'], from: since, limit: 10_000 });
    for (const incident of [...newest, ...lately, ...open])
      book.apply({ at, type: 'incident.changed', incident, entries: [], actor: null });
    for (const silence of tables.silences({ endAfter: since, endUpTo: null, before: null, limit: null }))
      book.apply({ at, type: 'silence.changed', silence, actor: silence.author });
    for (const correction of tables.corrections()) book.apply(correction);
  }

  function setAlarm(): void {
    // What is recorded of the stop itself wakes nobody.
    if (isStopped) return;
    const next = book.nextDueAt();
    // What cannot be recorded now stays due: then it is tried again, and not without pause.
    alarm.setAt(next === null ? null : Math.max(msOf(next), clock.nowMs() + LEAST_WAIT_MS));
  }

  return {
    book,
    tables,
    settings,
    decide({ events, state, view, now }) {
      const outcome = decideAlerts({
        events,
        state,
        view,
        now,
        book,
        alerting: settings.current(),
        settings: core.settings(),
        onCall: onCall(),
        rehearsal: options.rehearsal !== null,
        history: tables.earlier,
        makeId: () => ports.ids.next('inc'),
      });
      dropped = outcome.dropped;
      return outcome;
    },
    recorded(events) {
      book.count(dropped);
      dropped = none;
      for (const event of events) book.apply(event);
      if (events.some(isOfAlerting)) {
        changes += 1;
        count();
      }
      const nowMs = clock.nowMs();
      if (Math.abs(nowMs - forgottenAtMs) > FORGET_EVERY_MS) {
        forgottenAtMs = nowMs;
        book.forget(instantOf(nowMs - KEPT_MS));
      }
      setAlarm();
    },
    stop() {
      isStopped = true;
      alarm.stop();
    },
  };
}

const everything = { from: null, to: null, execution: null, beforeNumber: null };

function isOfAlerting({ type }: ConsoleEvent): boolean {
  return type === 'alerts.changed' || type === 'incident.changed' || type === 'silence.changed';
}
