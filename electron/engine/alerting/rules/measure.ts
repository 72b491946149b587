import { setImmediate as nextTurn } from 'node:timers/promises';
import { type CompiledRule, evaluationRange, type MetricQuery } from '../../../../shared/domain/alerting/rules/compile';
import { cellOfStatistic } from '../../../../shared/domain/alerting/rules/operators';
import { judgedSeries, lastEndMs, type PeriodSeries } from '../../../../shared/domain/alerting/rules/series';
import { lastsBecome } from '../../../../shared/domain/capacity/metric-list';
import { ContextId, msOf } from '../../../../shared/domain/primitives';
import type { DomainView } from '../../../../shared/domain/reconcile/domain-view';
import type { PointStore } from '../../telemetry/point-store';

/** Series of one rule that are judged; more are cut off, and it is said. */
export const MOST_SERIES = 5_000;
/** Series that are turned from points to periods at once: about a millisecond. */
const AT_ONCE = 250;

export interface MeasuredSeries {
  readonly series: readonly PeriodSeries[];
  /** How many there are in all. */
  readonly total: number;
  /** What one value stands for: longer than the rule's period where nothing finer is kept any more. */
  readonly stepMs: number;
}

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The span a rule is judged by now. */
export function spanNow(rule: CompiledRule, nowMs: number): Span {
  return { fromMs: lastEndMs(rule.periodMs, nowMs) - evaluationRange(rule) * rule.periodMs, toMs: nowMs };
}

/** What was measured of everything a rule looks at, period by period. */
export async function measure(rule: CompiledRule, span: Span, points: Pick<PointStore, 'query'>): Promise<MeasuredSeries> {
  const { subject } = rule;
  const named: readonly (readonly [string, MetricQuery])[] =
    subject.type === 'metric' ? [['', subject.query]] : subject.type === 'expression' ? [...subject.queries] : [];
  const measured = new Map<string, PeriodSeries[]>();
  let stepMs = rule.periodMs;
  let total = 0;
  for (const [name, query] of named) {
    const found = await ask(rule, query, span, points);
    total = Math.max(total, found.length);
    const all: PeriodSeries[] = [];
    for (const [index, { contextId, labels, points: held, stepMs: step }] of found.slice(0, MOST_SERIES).entries()) {
      stepMs = Math.max(stepMs, step);
      all.push({ contextId, labels, values: new Map(held.map(({ atMs, value }) => [atMs, value])) });
      if (index % AT_ONCE === AT_ONCE - 1) await nextTurn();
    }
    measured.set(name, all);
  }
  return { series: judgedSeries(subject, measured), total, stepMs };
}

async function ask(
  { periodMs, by }: CompiledRule,
  { info, labels: wanted, statistic }: MetricQuery,
  span: Span,
  points: Pick<PointStore, 'query'>,
) {
  if (info === null) return [];
  const { context, ...labels } = wanted;
  return points.query({
    name: info.name,
    contextId: ContextId.safeParse(context).data ?? null,
    labels,
    ...span,
    stepMs: periodMs,
    aggregation: cellOfStatistic[statistic],
    by,
    lastsBecome: lastsBecome(info.unit),
  });
}

/** How far back a rule looks once for series that may be missing already. */
const LEARNT_MS = 24 * 3_600_000;

/** Series that were measured within a day, each with the moment of its newest value: where missing is bad, somebody must know of them. */
export async function learnSeries(
  rule: CompiledRule,
  nowMs: number,
  points: Pick<PointStore, 'query'>,
): Promise<readonly PeriodSeries[]> {
  const coarse = { ...rule, periodMs: Math.max(rule.periodMs, LEARNT_MS / 24) };
  return (await measure(coarse, { fromMs: nowMs - LEARNT_MS, toMs: nowMs }, points)).series;
}

const going: ReadonlySet<string> = new Set(['PENDING', 'RUNNING', 'PAUSED', 'CANCELLING']);

/** Durations of executions that go on, as of this moment: nobody waits for the next sample, nor for the end. */
export function withRunning(
  rule: CompiledRule,
  series: readonly PeriodSeries[],
  view: DomainView,
  nowMs: number,
): readonly PeriodSeries[] {
  const { subject, periodMs } = rule;
  if (subject.type !== 'metric' || subject.query.info?.name !== 'ExecutionDuration') return series;
  const endMs = lastEndMs(periodMs, nowMs);
  return series.map((one) => {
    const execution = view.executions[one.labels.execution ?? ''];
    if (execution === undefined || execution.startedAt === null || !going.has(execution.status)) return one;
    return { ...one, values: new Map([...one.values, [endMs, Math.max(0, (nowMs - msOf(execution.startedAt)) / 1000)]]) };
  });
}
