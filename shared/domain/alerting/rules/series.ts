import { unreachable } from '../../../lib/unreachable';
import { labelsKey } from '../../metrics/labels';
import type { CompiledRule, RuleSubject } from './compile';
import { evaluationRange } from './compile';
import { evaluate, type Judgement, type RuleState, type Verdict } from './evaluate';
import { calculate } from './expression/calculate';
import { breaches, staysBreached } from './operators';

/** Values of one series, one a period, by the moment (epoch milliseconds) at which the period begins. */
export interface PeriodSeries {
  readonly contextId: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly values: ReadonlyMap<number, number>;
}

/** Series of the metric by name in the expression; of a rule on one metric, by any name. */
export type Measured = ReadonlyMap<string, readonly PeriodSeries[]>;

/** One spelling for each series. */
export function seriesKey({ contextId, labels }: Pick<PeriodSeries, 'contextId' | 'labels'>): string {
  return `${contextId}|${labelsKey(labels)}`;
}

/** The series a rule judges. Of an expression: one for each set of labels that any of its metrics has, its value period by period. */
export function judgedSeries(subject: RuleSubject, measured: Measured): readonly PeriodSeries[] {
  switch (subject.type) {
    case 'metric':
      return [...measured.values()].flat();
    case 'expression': {
      const groups = new Map<string, { readonly of: PeriodSeries; readonly parts: Map<string, ReadonlyMap<number, number>> }>();
      for (const [name, all] of measured)
        for (const one of all) {
          const key = seriesKey(one);
          const group = groups.get(key) ?? { of: one, parts: new Map() };
          group.parts.set(name, one.values);
          groups.set(key, group);
        }
      return [...groups.values()].map(({ of, parts }) => {
        const moments = new Set([...parts.values()].flatMap((values) => [...values.keys()]));
        const values = new Map<number, number>();
        for (const atMs of moments) {
          const value = calculate(subject.expression, (name) => parts.get(name)?.get(atMs) ?? null);
          if (value !== null) values.set(atMs, value);
        }
        return { contextId: of.contextId, labels: of.labels, values };
      });
    }
    case 'event':
    case 'state':
      return [];
    default:
      return unreachable(subject);
  }
}

/** When the newest whole period ended. */
export function lastEndMs(periodMs: number, nowMs: number): number {
  return Math.floor(nowMs / periodMs) * periodMs;
}

/**
 * The values of the evaluation range as of a moment, oldest first. Only whole periods count, but for the one that goes on: where it
 * breaches already and can only go on doing so, nobody waits for its end.
 */
export function windowAt(
  rule: Pick<CompiledRule, 'subject' | 'periodMs' | 'judgement'>,
  { values }: Pick<PeriodSeries, 'values'>,
  judgement: Judgement,
  nowMs: number,
): (number | null)[] {
  const { periodMs, subject } = rule;
  const endMs = lastEndMs(periodMs, nowMs);
  const range = evaluationRange(rule);
  const window = Array.from({ length: range }, (_, index) => values.get(endMs - (range - index) * periodMs) ?? null);
  const begun = values.get(endMs);
  const isCertain =
    subject.type === 'metric' &&
    begun !== undefined &&
    staysBreached(subject.query.statistic, judgement.operator) &&
    breaches(begun, judgement.operator, judgement.threshold);
  return isCertain ? [...window.slice(1), begun] : window;
}

/** How a series stands now. */
export function judgeSeries(
  rule: Pick<CompiledRule, 'subject' | 'periodMs' | 'judgement'>,
  series: Pick<PeriodSeries, 'values'>,
  judgement: Judgement,
  before: RuleState,
  nowMs: number,
): Verdict {
  return evaluate(judgement, windowAt(rule, series, judgement, nowMs), before);
}
