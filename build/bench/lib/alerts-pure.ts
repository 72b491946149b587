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
  take(
    events: readonly ConsoleEvent[],
    atMs: number,
  ): { readonly outcome: AlertOutcome; readonly tookMs: number; readonly cpuMs: number };
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
      const cpu = process.cpuUsage();
      const begun = performance.now();
      const outcome = decideAlerts({ ...world, now: instantOf(atMs), events });
      const tookMs = performance.now() - begun;
      const { user, system } = process.cpuUsage(cpu);
      for (const event of outcome.events) book.apply(event);
      return { outcome, tookMs, cpuMs: (user + system) / 1_000 };
    },
  };
}

export interface Speed {
  readonly perSecond: number;
  /** Per second of processor time, collection of garbage included: says the same on a busy machine. */
  readonly perCpuSecond: number;
}

/** Events through the decision alone: distinct alerts in groups, then the same ones said again. */
export function evaluationSpeed(alerts: number, groupSize: number): { readonly distinct: Speed; readonly repeated: Speed } {
  const alerting = pureAlerting();
  const rounds = Math.ceil(alerts / BATCH);
  const distinct = speedOf(rounds, (round) => {
    const atMs = START_MS + round * BATCH;
    return alerting.take(distinctAlerts(round * BATCH, (round + 1) * BATCH, groupSize, instantOf(atMs)), atMs);
  });
  const repeated = speedOf(rounds, (round) => {
    const atMs = START_MS + alerts + round * BATCH;
    return alerting.take(repeatedAlerts(BATCH, groupSize, instantOf(atMs), round + 1), atMs);
  });
  return { distinct, repeated };
}

function speedOf(rounds: number, take: (round: number) => { readonly tookMs: number; readonly cpuMs: number }): Speed {
  let ms = 0;
  let cpuMs = 0;
  for (let round = 0; round < rounds; round += 1) {
    const taken = take(round);
    ms += taken.tookMs;
    cpuMs += taken.cpuMs;
  }
  const events = rounds * BATCH * 1_000;
  return { perSecond: Math.round(events / ms), perCpuSecond: Math.round(events / cpuMs) };
}
