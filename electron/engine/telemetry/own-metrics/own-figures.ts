import type { OwnMetric } from '../../../../shared/contract/telemetry';
import { freshnessOf } from '../../../../shared/domain/health';
import type { ContextId } from '../../../../shared/domain/primitives';
import type { Execution, View } from '../../../../shared/domain/view';

/** What is counted from one publication to the next. */
export interface Totals {
  readonly launched: number;
  readonly failed: number;
  /** Of the whole console: events are not counted by context. */
  readonly events: number;
  readonly calls: number;
  readonly atMs: number;
}

/** Statuses published whatever their count, so that an alarm on them has data; others only where there are any. */
const always: readonly Execution['status'][] = ['RUNNING', 'PAUSED', 'COMPLETED', 'FAILED'];
const dayMs = 86_400_000;

/** Launch results in the view now. */
export function launchesIn(view: View, contextId: ContextId): Pick<Totals, 'launched' | 'failed'> {
  let [launched, failed] = [0, 0];
  for (const { executionId, phase } of Object.values(view.participants)) {
    if (view.executions[executionId]?.contextId !== contextId) continue;
    if (phase === 'LAUNCHED') launched += 1;
    if (phase === 'FAILED') failed += 1;
  }
  return { launched, failed };
}

/**
 * The figures of one context. Executions are counted as they are, those that ended for a day after; launches, events and calls since
 * `before`, and not at all at the first time. What nobody knows is left out rather than published as 0.
 */
export function ownFigures(view: View, contextId: ContextId, now: Totals, before: Totals | null): OwnMetric[] {
  const context = { Context: contextId };
  const lag = lagP95(view, contextId);
  const silence = longestSilence(view, contextId, now.atMs);
  return [
    ...executionFigures(view, contextId, now.atMs),
    ...(before === null ? [] : changes(now, before, context)),
    ...(lag === null ? [] : [{ name: 'ReplicationLagP95', unit: 'Seconds' as const, dimensions: context, value: lag }]),
    ...(silence === null
      ? []
      : [{ name: 'LongestSourceSilence', unit: 'Seconds' as const, dimensions: context, value: silence }]),
    ...notificationFigures(view, context),
  ];
}

/** Messages to people, of the whole console: what waits, and what has failed and nobody has sent again. */
function notificationFigures(view: View, dimensions: OwnMetric['dimensions']): OwnMetric[] {
  const notifying = view.engine.engine?.notifying;
  if (notifying === undefined) return [];
  return [
    { name: 'NotificationsQueued', unit: 'Count', dimensions, value: notifying.queued },
    { name: 'NotificationsFailed', unit: 'Count', dimensions, value: notifying.failed },
  ];
}

function executionFigures(view: View, contextId: ContextId, nowMs: number): OwnMetric[] {
  const counts = new Map<string, number>(always.map((status) => [status, 0]));
  for (const one of Object.values(view.executions)) {
    const isOld = one.endedAt !== null && nowMs - Date.parse(one.endedAt) > dayMs;
    if (one.contextId === contextId && !isOld) counts.set(one.status, (counts.get(one.status) ?? 0) + 1);
  }
  return [...counts].map(([status, value]) => ({
    name: 'Executions',
    unit: 'Count',
    dimensions: { Context: contextId, Status: status },
    value,
  }));
}

function changes(now: Totals, before: Totals, dimensions: OwnMetric['dimensions']): OwnMetric[] {
  const seconds = Math.max(1, (now.atMs - before.atMs) / 1000);
  // Executions that are forgotten take their servers with them; that is no launch undone.
  const grown = (key: 'launched' | 'failed' | 'calls' | 'events'): number => Math.max(0, now[key] - before[key]);
  return [
    { name: 'ServersLaunched', unit: 'Count', dimensions, value: grown('launched') },
    { name: 'ServersFailed', unit: 'Count', dimensions, value: grown('failed') },
    { name: 'CallsMade', unit: 'Count', dimensions, value: grown('calls') },
    { name: 'EventsPerSecond', unit: 'Count/Second', dimensions, value: grown('events') / seconds },
  ];
}

/** Servers without a measured lag are not in continuous replication; they do not count here, since no number would be right. */
function lagP95(view: View, contextId: ContextId): number | null {
  const lags = Object.values(view.servers)
    .flatMap(({ contextId: owner, lagSeconds }) => (owner === contextId && lagSeconds !== null ? [lagSeconds] : []))
    .sort((one, other) => one - other);
  return lags[Math.max(0, Math.ceil(lags.length * 0.95) - 1)] ?? null;
}

/** Seconds since the source that has been silent longest answered; sources that rest do not count. */
function longestSilence(view: View, contextId: ContextId, nowMs: number): number | null {
  const silences = Object.values(view.sources).flatMap((health) => {
    if (health.contextId !== contextId || health.state === 'off' || health.lastSuccessAt === null) return [];
    const isLive = freshnessOf(health, nowMs) === 'live';
    return [isLive ? 0 : (nowMs - Date.parse(health.lastSuccessAt)) / 1000];
  });
  return silences.length === 0 ? null : Math.max(0, ...silences);
}
