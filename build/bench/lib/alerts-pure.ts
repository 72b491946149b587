import { performance } from 'node:perf_hooks';
import { createBook, type LiveBook } from '../../../shared/domain/alerting/book';
import { type AlertInput, type AlertOutcome, decideAlerts } from '../../../shared/domain/alerting/decide-alerts';
import { nobodyOnCall } from '../../../shared/domain/alerting/on-call/world';
import { AlertingSettings } from '../../../shared/domain/alerting/settings';
import type { ConsoleEvent } from '../../../shared/domain/events';
import { instantOf } from '../../../shared/domain/primitives';
import { viewOf } from '../../../shared/domain/reconcile/view-of';
import { Settings } from '../../../shared/domain/settings';
import { emptyState } from '../../../shared/domain/state';
import { distinctAlerts, GROUPED, repeatedAlerts } from './alerts-load';

const BATCH = 1_000;
export const START_MS = Date.UTC(2026, 10, 23, 9);

/** Alerting without anything around it. */
export interface PureAlerting {
  readonly book: LiveBook;
  /** Decides about one commit and keeps what follows; answers how long the decision took, in ms. */
  take(events: readonly ConsoleEvent[], atMs: number): { readonly outcome: AlertOutcome; readonly tookMs: number };
}

export function pureAlerting(): PureAlerting {
  const book = createBook();
  const view = viewOf(emptyState, null, instantOf(START_MS));
  let made = 0;
  const world: Omit<AlertInput, 'now' | 'events'> = {
    view,
    state: emptyState,
    alerting: AlertingSettings.parse(GROUPED),
    settings: Settings.parse({}),
    onCall: nobodyOnCall,
    rehearsal: false,
    book,
    makeId() {
      made += 1;
      return `inc-${made}`;
    },
  };
  return {
    book,
    take(events, atMs) {
      const begun = performance.now();
      const outcome = decideAlerts({ ...world, now: instantOf(atMs), events });
      const tookMs = performance.now() - begun;
      for (const event of outcome.events) book.apply(event);
      return { outcome, tookMs };
    },
  };
}

/** Events a second through the decision alone: `distinct` alerts in groups, then the same ones said again. */
export function evaluationSpeed(alerts: number, groupSize: number): { readonly distinct: number; readonly repeated: number } {
  const alerting = pureAlerting();
  let ms = 0;
  for (let from = 0; from < alerts; from += BATCH) {
    const atMs = START_MS + from;
    ms += alerting.take(distinctAlerts(from, from + BATCH, groupSize, instantOf(atMs)), atMs).tookMs;
  }
  let againMs = 0;
  const rounds = Math.ceil(alerts / BATCH);
  for (let round = 1; round <= rounds; round += 1) {
    const atMs = START_MS + alerts + round * 1_000;
    againMs += alerting.take(repeatedAlerts(BATCH, groupSize, instantOf(atMs), round), atMs).tookMs;
  }
  return { distinct: (alerts * 1_000) / ms, repeated: (rounds * BATCH * 1_000) / againMs };
}
