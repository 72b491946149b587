import type { Labels } from '../labels';
import type { CompiledRule } from './compile';
import { evaluationRange } from './compile';
import { evaluate, type RuleState } from './evaluate';
import { breaches, worseOf } from './operators';
import type { Effective } from './scope';
import type { PeriodSeries } from './series';

/** One alert a rule would have raised. Moments are epoch milliseconds; `toMs` is null where it still stood at the end. */
export interface Opening {
  readonly series: string;
  readonly labels: Labels;
  readonly fromMs: number;
  readonly toMs: number | null;
  /** The worst value while it stood; null where it stood for what was missing. */
  readonly peak: number | null;
}

/** What became of one series. */
export interface SeriesTrial {
  readonly openings: readonly Opening[];
  readonly alarmMs: number;
  readonly unknownMs: number;
  /** Judgements that were made. */
  readonly steps: number;
}

/** Moments (ends of periods) at which a rule is judged between two instants. */
export function trialMoments({ periodMs }: Pick<CompiledRule, 'periodMs'>, fromMs: number, toMs: number): number[] {
  const first = Math.ceil(fromMs / periodMs);
  const count = Math.max(0, Math.floor(toMs / periodMs) - first + 1);
  return Array.from({ length: count }, (_, index) => (first + index) * periodMs);
}

/**
 * What a rule would have made of one series between two instants: judged at the end of each period, as it is judged live, beginning
 * with nothing known. The values must reach back by the evaluation range.
 */
export function tryOnSeries(
  rule: CompiledRule,
  series: Pick<PeriodSeries, 'values'>,
  { judgement }: Effective,
  about: { readonly series: string; readonly labels: Labels },
  range: { readonly fromMs: number; readonly toMs: number },
): SeriesTrial {
  const { periodMs } = rule;
  if (!mayFire(judgement, series)) return { openings: [], alarmMs: 0, unknownMs: 0, steps: 0 };
  const length = evaluationRange(rule);
  const openings: Opening[] = [];
  let open: { fromMs: number; peak: number | null } | null = null;
  let state: RuleState = 'OK';
  let unknownMs = 0;
  let alarmMs = 0;
  let steps = 0;
  for (const atMs of trialMoments(rule, range.fromMs, range.toMs)) {
    const window = Array.from({ length }, (_, index) => series.values.get(atMs - (length - index) * periodMs) ?? null);
    const verdict = evaluate(judgement, window, state);
    steps += 1;
    if (verdict.state === 'INSUFFICIENT_DATA') unknownMs += periodMs;
    const stands = verdict.state === 'ALARM' || (verdict.state === 'INSUFFICIENT_DATA' && open !== null);
    // Nothing measured ends no alert.
    if (stands) {
      alarmMs += periodMs;
      open ??= { fromMs: atMs, peak: null };
      open.peak = worseOf(open.peak, verdict.newest, judgement.operator);
    } else if (open !== null) {
      openings.push({ ...about, ...open, toMs: atMs });
      open = null;
    }
    state = verdict.state;
  }
  if (open !== null) openings.push({ ...about, ...open, toMs: null });
  return { openings, alarmMs: Math.min(alarmMs, range.toMs - range.fromMs), unknownMs, steps };
}

/** Most series never come near their threshold: a look at their values says so. */
function mayFire({ missing, operator, threshold }: Effective['judgement'], { values }: Pick<PeriodSeries, 'values'>): boolean {
  if (missing === 'breaching') return true;
  for (const value of values.values()) if (breaches(value, operator, threshold)) return true;
  return false;
}

/** A few points of a series for a small chart: the worst value of each stretch, and whether an alert stood in it. */
export interface Spark {
  readonly series: string;
  readonly points: readonly { readonly atMs: number; readonly value: number | null; readonly alarm: boolean }[];
}

export function sparkOf(
  rule: CompiledRule,
  { values }: Pick<PeriodSeries, 'values'>,
  openings: readonly Opening[],
  about: string,
  range: { readonly fromMs: number; readonly toMs: number },
  most = 120,
): Spark {
  const stretchMs = Math.max(rule.periodMs, Math.ceil((range.toMs - range.fromMs) / most / rule.periodMs) * rule.periodMs);
  const worst = new Map<number, number | null>();
  for (const [atMs, value] of values) {
    const index = Math.floor((atMs - range.fromMs) / stretchMs);
    worst.set(index, worseOf(worst.get(index) ?? null, value, rule.judgement.operator));
  }
  const count = Math.ceil((range.toMs - range.fromMs) / stretchMs);
  const points = Array.from({ length: count }, (_, index) => {
    const atMs = range.fromMs + index * stretchMs;
    const alarm = openings.some((one) => one.fromMs < atMs + stretchMs && (one.toMs ?? range.toMs) > atMs);
    return { atMs, value: worst.get(index) ?? null, alarm };
  });
  return { series: about, points };
}

/** How much noise it would have been. */
export interface TrialSummary {
  readonly alerts: number;
  readonly alertsPerDay: number;
  readonly longestSeconds: number;
  readonly meanSeconds: number;
  /** Of every series together. */
  readonly alarmSeconds: number;
  /** Of the time, the share in which at least one alert stood. */
  readonly alarmShare: number;
  readonly stillOpen: number;
}

export function summaryOf(
  openings: readonly Opening[],
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): TrialSummary {
  const seconds = openings.map((one) => ((one.toMs ?? toMs) - one.fromMs) / 1000);
  const total = seconds.reduce((sum, one) => sum + one, 0);
  const days = Math.max((toMs - fromMs) / 86_400_000, 1 / 24);
  return {
    alerts: openings.length,
    alertsPerDay: openings.length / days,
    longestSeconds: seconds.reduce((most, one) => Math.max(most, one), 0),
    meanSeconds: openings.length === 0 ? 0 : total / openings.length,
    alarmSeconds: total,
    alarmShare: toMs > fromMs ? Math.min(1, coveredMs(openings, toMs) / (toMs - fromMs)) : 0,
    stillOpen: openings.filter((one) => one.toMs === null).length,
  };
}

/** Time in which at least one stood. */
function coveredMs(openings: readonly Opening[], endMs: number): number {
  const sorted = [...openings].sort((one, other) => one.fromMs - other.fromMs);
  let covered = 0;
  let reachedMs = Number.NEGATIVE_INFINITY;
  for (const { fromMs, toMs } of sorted) {
    const end = toMs ?? endMs;
    covered += Math.max(0, end - Math.max(fromMs, reachedMs));
    reachedMs = Math.max(reachedMs, end);
  }
  return covered;
}
