import { err, ok, type Result } from '../../../lib/result';
import { type MetricInfo, metricList } from '../../capacity/metric-list';
import { compilePattern, type Pattern } from '../../event-pattern/pattern';
import type { Labels } from '../../metrics/labels';
import type { Severity } from '../../notice';
import type { AlertConfiguration, Conditions, Statistic } from './configuration';
import type { Judgement } from './evaluate';
import { type Expression, metricsIn, parseExpression } from './expression/parse';
import { statisticOfUsual } from './operators';
import { type BoundState, bindState } from './states/registry';

/** Something about a rule that can never work, with its field in the model's own spelling, as a path within the rule. */
export interface RuleProblem {
  readonly field: string;
  readonly message: string;
}

/** One metric a rule looks at. `info` is null where the documented list has no such metric: nothing is ever measured of it. */
export interface MetricQuery {
  readonly metricName: string;
  readonly info: MetricInfo | null;
  readonly labels: Labels;
  readonly statistic: Statistic;
}

/** What a rule watches. */
export type RuleSubject =
  | { readonly type: 'metric'; readonly query: MetricQuery }
  | { readonly type: 'expression'; readonly queries: ReadonlyMap<string, MetricQuery>; readonly expression: Expression }
  | { readonly type: 'event'; readonly pattern: Pattern; readonly clear: Pattern | null }
  | { readonly type: 'state'; readonly bound: BoundState };

/** A rule ready to be judged by: what it leaves out has its default. */
export interface CompiledRule {
  readonly configuration: AlertConfiguration;
  readonly id: string;
  readonly enabled: boolean;
  readonly severity: Severity;
  readonly subject: RuleSubject;
  /** Metrics and expressions: M of N. Events: how many within N periods. */
  readonly judgement: Judgement;
  readonly periodMs: number;
  /** Labels of which each combination has an alert of its own; null for each series. */
  readonly by: readonly string[] | null;
}

const USUAL_PERIOD_SECONDS = 60;
/** Of events: how long an alert stands after the last of them. */
const USUAL_EVENT_PERIOD_SECONDS = 300;
export const usualSeverity: Severity = 'MEDIUM';

/** Reads a rule of the right form; answers every problem found. */
export function compileRule(configuration: AlertConfiguration): Result<CompiledRule, readonly RuleProblem[]> {
  const { Conditions: conditions } = configuration;
  const subject = subjectOf(conditions);
  const problems = [...(subject.ok ? [] : subject.error), ...formProblems(conditions)];
  if (!subject.ok || problems.length > 0) return err(problems);
  const isEvent = subject.value.type === 'event';
  const evaluationPeriods = conditions.EvaluationPeriods ?? 1;
  return ok({
    configuration,
    id: configuration.AlertId,
    enabled: configuration.Enabled ?? true,
    severity: configuration.Severity ?? usualSeverity,
    subject: subject.value,
    judgement: {
      operator: conditions.Operator ?? (isEvent ? 'GREATER_THAN_OR_EQUAL' : 'GREATER_THAN'),
      threshold: conditions.Threshold ?? (isEvent ? 1 : 0),
      clearThreshold: conditions.ClearThreshold ?? null,
      evaluationPeriods,
      datapointsToAlarm: conditions.DatapointsToAlarm ?? evaluationPeriods,
      missing: conditions.TreatMissingData ?? usualMissing(subject.value),
    },
    periodMs: (conditions.Period ?? (isEvent ? USUAL_EVENT_PERIOD_SECONDS : USUAL_PERIOD_SECONDS)) * 1_000,
    by: conditions.By ?? null,
  });
}

/** What is counted is not measured while it does not happen: then there is none of it. Anything else that is missing is missing. */
function usualMissing(subject: RuleSubject): Judgement['missing'] {
  const queries = queriesOf(subject);
  return queries.length > 0 && queries.every(({ info }) => info?.kind === 'count') ? 'notBreaching' : 'missing';
}

const kinds = ['MetricName', 'Expression', 'EventPattern', 'State'] as const;

function subjectOf(conditions: Conditions): Result<RuleSubject, readonly RuleProblem[]> {
  const { MetricName, Expression: text, EventPattern, ClearPattern, State } = conditions;
  const given = kinds.filter((kind) => conditions[kind] !== undefined);
  if (given.length !== 1) {
    const found = given.length === 0 ? 'it names none' : `it names ${given.join(' and ')}`;
    return refused('Conditions.MetricName', `a rule watches a metric, an expression, events or a state, one of these: ${found}`);
  }
  if (MetricName !== undefined)
    return ok({ type: 'metric', query: queryOf(MetricName, conditions.Labels, conditions.Statistic) });
  if (text !== undefined) return expressionOf(text, conditions);
  if (EventPattern !== undefined) return patternsOf(EventPattern, ClearPattern);
  const bound = bindState(State?.Name ?? '', State?.Parameters ?? {});
  return bound.ok ? ok({ type: 'state', bound: bound.value }) : err([bound.error]);
}

function queryOf(metricName: string, labels: Labels | undefined, statistic: Statistic | undefined): MetricQuery {
  const info = metricList.find(({ name }) => name === metricName) ?? null;
  return { metricName, info, labels: labels ?? {}, statistic: statistic ?? statisticOfUsual[info?.usual ?? 'max'] };
}

function expressionOf(text: string, { Metrics }: Conditions): Result<RuleSubject, readonly RuleProblem[]> {
  const parsed = parseExpression(text);
  if (!parsed.ok) return refused('Conditions.Expression', parsed.error);
  const known = new Map(Object.entries(Metrics ?? {}));
  const spoken = [...metricsIn(parsed.value)];
  const missing = spoken.filter((name) => !known.has(name));
  if (missing.length > 0) return refused('Conditions.Expression', `Metrics has no ${missing.join(', ')}`);
  if (spoken.length === 0) return refused('Conditions.Expression', 'it speaks of no metric, and would never change');
  const queries = new Map(
    spoken.flatMap((name) => {
      const one = known.get(name);
      return one === undefined ? [] : [[name, queryOf(one.MetricName, one.Labels, one.Statistic)] as const];
    }),
  );
  return ok({ type: 'expression', queries, expression: parsed.value });
}

function patternsOf(pattern: unknown, clear: unknown): Result<RuleSubject, readonly RuleProblem[]> {
  const opens = compilePattern(pattern);
  if (!opens.ok) return err(opens.error.map(({ path, message }) => placed('Conditions.EventPattern', path, message)));
  if (clear === undefined) return ok({ type: 'event', pattern: opens.value, clear: null });
  const closes = compilePattern(clear);
  if (!closes.ok) return err(closes.error.map(({ path, message }) => placed('Conditions.ClearPattern', path, message)));
  return ok({ type: 'event', pattern: opens.value, clear: closes.value });
}

/** What contradicts itself, whatever is watched. */
function formProblems(conditions: Conditions): RuleProblem[] {
  const { EvaluationPeriods = 1, DatapointsToAlarm, Threshold, Operator, MetricName, EventPattern } = conditions;
  const problems: RuleProblem[] = [];
  const add = (name: string, message: string) => problems.push({ field: `Conditions.${name}`, message });
  if (DatapointsToAlarm !== undefined && DatapointsToAlarm > EvaluationPeriods)
    add('DatapointsToAlarm', `${DatapointsToAlarm} of ${EvaluationPeriods} periods can never breach: this rule could never fire`);
  if (MetricName !== undefined && Threshold === undefined) add('Threshold', 'give the value beyond which the rule fires');
  if (MetricName !== undefined && Operator === undefined) add('Operator', 'say on which side of the threshold the rule fires');
  if (EventPattern !== undefined && Operator !== undefined && !Operator.startsWith('GREATER_THAN'))
    add('Operator', 'events are counted upwards: GREATER_THAN or GREATER_THAN_OR_EQUAL');
  return problems;
}

function refused(field: string, message: string): Result<never, readonly RuleProblem[]> {
  return err([{ field, message }]);
}

function placed(base: string, path: string, message: string): RuleProblem {
  return { field: path === '' ? base : `${base}.${path}`, message };
}

/**
 * Periods that are looked at: N and two more, so that one late value does not leave a hole. What comes late or is told only when it
 * changes needs more of them.
 */
export function evaluationRange(rule: Pick<CompiledRule, 'judgement' | 'periodMs' | 'subject'>): number {
  const lateMs = Math.max(0, ...queriesOf(rule.subject).map(latenessMs));
  return rule.judgement.evaluationPeriods + 2 + Math.ceil(lateMs / rule.periodMs);
}

/** Every metric that is looked at. */
export function queriesOf(subject: RuleSubject): readonly MetricQuery[] {
  switch (subject.type) {
    case 'metric':
      return [subject.query];
    case 'expression':
      return [...subject.queries.values()];
    case 'event':
    case 'state':
      return [];
  }
}

const MINUTE_MS = 60_000;

/** CloudWatch answers some minutes late; a replica that stays as far behind as it was is told once an hour at the least. */
function latenessMs({ info }: MetricQuery): number {
  if (info === null) return 0;
  if (info.from !== 'the console') return 10 * MINUTE_MS;
  return info.name === 'ServerLag' || info.name === 'ServerBacklog' ? 65 * MINUTE_MS : 0;
}
