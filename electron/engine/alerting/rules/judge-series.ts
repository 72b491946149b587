import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Labels } from '../../../../shared/domain/alerting/labels';
import type { CompiledRule } from '../../../../shared/domain/alerting/rules/compile';
import type { RuleState, Verdict } from '../../../../shared/domain/alerting/rules/evaluate';
import { type RuleStateChanged, ruleEvent } from '../../../../shared/domain/alerting/rules/rule-event';
import { fingerprintOfSeries, goneBecause, labelsOfSeries } from '../../../../shared/domain/alerting/rules/rule-labels';
import { titleOf, verdictText } from '../../../../shared/domain/alerting/rules/rule-words';
import { type Effective, effectiveFor } from '../../../../shared/domain/alerting/rules/scope';
import { judgeSeries, type PeriodSeries } from '../../../../shared/domain/alerting/rules/series';
import { type Instant, msOf } from '../../../../shared/domain/primitives';
import type { DomainView } from '../../../../shared/domain/reconcile/domain-view';
import type { RuleBook } from './rule-book';

interface Scene {
  readonly view: DomainView;
  readonly now: Instant;
  /** Until then what is missing may be missing because nobody looked: it decides nothing. */
  readonly holdsMissing: boolean;
}

const nothing: Pick<PeriodSeries, 'values'> = { values: new Map() };
const AT_ONCE = 200;

/**
 * What changed of a rule's series. Those that were known and are no longer measured are judged too; what is gone for good (its
 * execution has ended) is over, and what merely was not measured is not.
 */
export async function judgeAll(
  rule: CompiledRule,
  series: readonly PeriodSeries[],
  scene: Scene,
  book: RuleBook,
): Promise<RuleStateChanged[]> {
  const events: RuleStateChanged[] = [];
  const seen = new Set<string>();
  const take = (fingerprint: string, labels: Labels, values: Pick<PeriodSeries, 'values'>) => {
    seen.add(fingerprint);
    const event = judgeOne(rule, fingerprint, labels, values, scene, book);
    if (event !== null) events.push(event);
  };
  let count = 0;
  for (const one of series) {
    take(fingerprintOfSeries(rule.id, one), labelsOfRule(rule, one, scene.view), one);
    count += 1;
    if (count % AT_ONCE === 0) await nextTurn();
  }
  for (const { fingerprint, labels } of book.of(rule.id)) if (!seen.has(fingerprint)) take(fingerprint, labels, nothing);
  return events;
}

/** Labels of a series' alert, the metric it is about among them. */
export function labelsOfRule({ subject }: CompiledRule, series: PeriodSeries, view: DomainView): Labels {
  const labels = labelsOfSeries(series, view);
  return subject.type === 'metric' ? { ...labels, metric: subject.query.metricName } : labels;
}

function judgeOne(
  rule: CompiledRule,
  fingerprint: string,
  labels: Labels,
  values: Pick<PeriodSeries, 'values'>,
  { view, now, holdsMissing }: Scene,
  book: RuleBook,
): RuleStateChanged | null {
  const held = book.find(fingerprint);
  const recorded = held?.recorded ?? 'OK';
  const effective = effectiveFor(rule, labels);
  const gone = effective === null ? 'The rule does not concern it any more.' : goneBecause(labels, view);
  if (effective === null || gone !== null) {
    book.forget(fingerprint);
    if (recorded === 'OK') return null;
    return turned(rule, effective, { fingerprint, labels, from: recorded, to: 'OK', at: now, summary: gone ?? '', value: null });
  }
  // An alert that stands for want of data is judged as one that stands.
  const before: RuleState = recorded === 'OK' ? (held?.live ?? 'OK') : 'ALARM';
  const verdict = judgeSeries(rule, values, effective.judgement, before, msOf(now));
  if (holdsMissing && verdict.filled > 0) return null;
  const seenAtMs = values.values.size === 0 ? (held?.seenAtMs ?? msOf(now)) : msOf(now);
  const isKept = recorded !== 'OK' && verdict.state === recorded;
  book.note({ ruleId: rule.id, fingerprint, labels, live: verdict.state, seenAtMs });
  if (isKept || !isNews(recorded, verdict.state)) return null;
  const summary = verdictText(rule, effective.judgement, verdict, labels);
  const value = figureOf(verdict);
  return turned(rule, effective, { fingerprint, labels, from: recorded, to: verdict.state, at: now, summary, value });
}

/** That nothing is known of what was good is shown, and is nobody's alert. */
function isNews(recorded: RuleState, state: RuleState): boolean {
  return recorded !== state && !(recorded === 'OK' && state === 'INSUFFICIENT_DATA');
}

function figureOf({ state, worst, newest }: Verdict): number | null {
  return state === 'ALARM' ? worst : newest;
}

interface Turn {
  readonly fingerprint: string;
  readonly labels: Labels;
  readonly from: RuleState;
  readonly to: RuleState;
  readonly at: Instant;
  readonly summary: string;
  readonly value: number | null;
}

function turned(rule: CompiledRule, effective: Effective | null, turn: Turn): RuleStateChanged {
  return ruleEvent(rule, {
    ...turn,
    severity: effective?.severity ?? rule.severity,
    threshold: effective?.judgement.threshold ?? rule.judgement.threshold,
    title: titleOf(rule.configuration.Name, turn.labels),
    nextStep: null,
  });
}
