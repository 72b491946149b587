import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Opening, sparkOf, summaryOf, tryOnSeries } from '../../../../shared/domain/alerting/rules/backtest';
import { type CompiledRule, evaluationRange, queriesOf } from '../../../../shared/domain/alerting/rules/compile';
import type { Backtest } from '../../../../shared/domain/alerting/rules/report';
import { fingerprintOfSeries, labelsOfSeries } from '../../../../shared/domain/alerting/rules/rule-labels';
import { subjectText } from '../../../../shared/domain/alerting/rules/rule-words';
import { type Effective, effectiveFor } from '../../../../shared/domain/alerting/rules/scope';
import type { PeriodSeries } from '../../../../shared/domain/alerting/rules/series';
import { ContextId, instantOf } from '../../../../shared/domain/primitives';
import type { DomainView } from '../../../../shared/domain/reconcile/domain-view';
import type { PointStore } from '../../telemetry/point-store';
import { MOST_SERIES, measure } from './measure';

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** One opening with how grave it would have been. */
export type TriedOpening = Opening & Pick<Effective, 'severity'>;

/** One series of a trial, drawn. */
export interface TriedSeries {
  readonly series: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly openings: readonly TriedOpening[];
  readonly alarmSeconds: number;
  readonly unknownSeconds: number;
  readonly threshold: number;
  readonly points: Backtest['series'][number]['points'];
}

const MOST_OPENINGS = 500;
const MOST_DRAWN = 12;
/** Judgements in one trial: some seconds of work, in pieces of milliseconds. */
const MOST_JUDGEMENTS = 2_000_000;
/** Periods that one question to the store of points may span. */
const MOST_PERIODS = 4_000;
/** Values that may be held at once: some hundred megabytes. */
const MOST_VALUES = 2_000_000;
const TURN_MS = 8;

/** What was tried, as it is answered; `recordedMs` is when the oldest of what it looks at was recorded, null where nothing was. */
export function reportOf(
  rule: CompiledRule,
  tried: readonly TriedSeries[],
  span: Span,
  total: number,
  cut: string | null,
  recordedMs: number | null,
): Backtest {
  const openings = tried.flatMap((one) => one.openings).sort((one, other) => one.fromMs - other.fromMs);
  const noisiest = [...tried].sort((a, b) => b.openings.length - a.openings.length || b.alarmSeconds - a.alarmSeconds);
  return {
    from: instantOf(span.fromMs),
    to: instantOf(span.toMs),
    recordedFrom: recordedMs === null || recordedMs > span.toMs ? null : instantOf(Math.max(span.fromMs, recordedMs)),
    cut: cut ?? (openings.length > MOST_OPENINGS ? `The first ${MOST_OPENINGS} of ${openings.length} alerts are listed.` : null),
    summary: summaryOf(openings, span),
    openings: openings.slice(0, MOST_OPENINGS).map(({ fromMs, toMs, ...rest }) => ({
      ...rest,
      labels: { ...rest.labels },
      from: instantOf(fromMs),
      to: toMs === null ? null : instantOf(toMs),
    })),
    series: noisiest.slice(0, MOST_DRAWN).map(({ openings: own, labels, ...rest }) => ({
      ...rest,
      labels: { ...labels },
      alerts: own.length,
    })),
    seriesTotal: total,
    stepSeconds: rule.periodMs / 1000,
    unit: rule.subject.type === 'metric' ? (rule.subject.query.info?.unit ?? 'Count') : 'Count',
  };
}

/** A rule on metrics, tried on what was recorded of them. */
export async function tryMeasured(
  rule: CompiledRule,
  asked: Span,
  {
    points,
    view,
    monoMs,
  }: { readonly points: Pick<PointStore, 'query'>; readonly view: DomainView; readonly monoMs: () => number },
): Promise<Backtest> {
  const longestMs = MOST_PERIODS * 12 * rule.periodMs;
  const latest = { fromMs: Math.max(asked.fromMs, asked.toMs - longestMs), toMs: asked.toMs };
  const held = await valuesIn(rule, latest, points);
  const share = Math.min(1, MOST_VALUES / Math.max(1, held));
  const fromMs = latest.toMs - Math.floor((latest.toMs - latest.fromMs) * share);
  const span = { fromMs, toMs: asked.toMs };
  let cut: string | null = null;
  if (share < 1)
    cut = `There are ${held} values in this time; the newest ${Math.round((latest.toMs - fromMs) / 3_600_000)} hours of it were tried.`;
  else if (fromMs > asked.fromMs)
    cut = `With a period of ${rule.periodMs / 1000} s, ${Math.round(longestMs / 86_400_000)} days are tried at most.`;
  const { series, left, stepMs } = await gathered(rule, span, points);
  if (stepMs > rule.periodMs)
    cut ??= `Of some of this time only values of ${stepMs / 1000} s are kept: periods without one count as missing.`;
  const tried: TriedSeries[] = [];
  let judgements = 0;
  let turnMs = monoMs();
  for (const [index, one] of series.entries()) {
    if (judgements > MOST_JUDGEMENTS) {
      cut ??= `It would look at ${series.length + left} series; ${index} of them were tried.`;
      break;
    }
    const made = trySeries(rule, one, span, view);
    if (made !== null) tried.push(made.tried);
    judgements += made?.steps ?? 0;
    if (monoMs() - turnMs < TURN_MS) continue;
    await nextTurn();
    turnMs = monoMs();
  }
  const { inScope, recordedMs } = scopeOf(rule, series, view);
  // Of series that were left out, nobody looked whether they are of its scope.
  return reportOf(rule, tried, span, inScope + (rule.configuration.Scope === undefined ? left : 0), cut, recordedMs);
}

/** How many series a rule holds for, and when the first of their values was measured. */
function scopeOf(
  rule: CompiledRule,
  series: readonly PeriodSeries[],
  view: DomainView,
): { readonly inScope: number; readonly recordedMs: number | null } {
  let inScope = 0;
  let recordedMs: number | null = null;
  for (const one of series) {
    if (effectiveFor(rule, labelsOfSeries(one, view)) === null) continue;
    inScope += 1;
    for (const atMs of one.values.keys()) recordedMs = Math.min(recordedMs ?? atMs, atMs);
  }
  return { inScope, recordedMs };
}

/** How many values are kept of what a rule looks at in a span. */
async function valuesIn(rule: CompiledRule, { fromMs, toMs }: Span, points: Pick<PointStore, 'query'>): Promise<number> {
  const asked = queriesOf(rule.subject).map(async ({ info, labels }) => {
    if (info === null) return 0;
    const { context, ...wanted } = labels;
    const contextId = ContextId.safeParse(context).data ?? null;
    const how = { stepMs: Math.max(1, toMs - fromMs), aggregation: 'count' as const, by: [], lastsBecome: 'sum' as const };
    const counted = await points.query({ name: info.name, contextId, labels: wanted, fromMs, toMs, ...how });
    return counted.reduce((sum, one) => sum + one.points.reduce((all, { value }) => all + value, 0), 0);
  });
  return (await Promise.all(asked)).reduce((sum, one) => sum + one, 0);
}

/** All values of the span, and of the evaluation range before it; asked for in pieces, since one answer has only so many steps. */
async function gathered(rule: CompiledRule, { fromMs, toMs }: Span, points: Pick<PointStore, 'query'>) {
  const { periodMs } = rule;
  const begin = Math.floor(fromMs / periodMs) * periodMs - evaluationRange(rule) * periodMs;
  const all = new Map<string, { readonly one: PeriodSeries; readonly values: Map<number, number> }>();
  let left = 0;
  let stepMs = periodMs;
  for (let from = begin; from < toMs; from += MOST_PERIODS * periodMs) {
    const part = await measure(rule, { fromMs: from, toMs: Math.min(toMs, from + MOST_PERIODS * periodMs - 1) }, points);
    left = Math.max(left, part.total - MOST_SERIES);
    stepMs = Math.max(stepMs, part.stepMs);
    for (const one of part.series) {
      const key = fingerprintOfSeries(rule.id, one);
      const held = all.get(key) ?? { one, values: new Map<number, number>() };
      for (const [atMs, value] of one.values) held.values.set(atMs, value);
      all.set(key, held);
    }
  }
  const series = [...all.values()].map(({ one, values }) => ({ ...one, values }));
  return { series, left, stepMs };
}

function trySeries(
  rule: CompiledRule,
  one: PeriodSeries,
  span: Span,
  view: DomainView,
): { readonly tried: TriedSeries; readonly steps: number } | null {
  const labels = labelsOfSeries(one, view);
  const effective = effectiveFor(rule, labels);
  if (effective === null) return null;
  const series = subjectText(labels) || 'all';
  // A series ends with what it was measured of: what comes after its last value is no alert that goes on.
  const lastMs = Math.max(...one.values.keys(), span.fromMs) + rule.periodMs;
  const ended = one.labels.execution === undefined ? span.toMs : Math.min(span.toMs, lastMs + rule.periodMs);
  const trial = tryOnSeries(rule, one, effective, { series, labels }, { fromMs: span.fromMs, toMs: ended });
  const openings = trial.openings.map((opening) => ({
    ...opening,
    toMs: opening.toMs ?? (ended < span.toMs ? ended : null),
    severity: effective.severity,
  }));
  const tried = {
    series,
    labels,
    openings,
    alarmSeconds: openings.reduce((sum, { fromMs, toMs }) => sum + ((toMs ?? span.toMs) - fromMs) / 1000, 0),
    unknownSeconds: trial.unknownMs / 1000,
    threshold: effective.judgement.threshold,
    points: sparkOf(rule, one, openings, series, span).points.map(({ atMs, value, alarm }) => ({
      at: instantOf(atMs),
      value,
      alarm,
    })),
  };
  return { tried, steps: trial.steps };
}
