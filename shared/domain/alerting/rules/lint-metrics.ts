import { metricList } from '../../capacity/metric-list';
import type { CompiledRule, MetricQuery } from './compile';
import { queriesOf } from './compile';
import type { LintWorld, RuleAdvice } from './lint';

/** What is said about metrics a rule looks at: whether they exist, are collected, and have the labels it speaks of. */
export function metricAdvice(rule: CompiledRule, world: LintWorld): RuleAdvice[] {
  const { subject } = rule;
  const named: readonly (readonly [string, MetricQuery])[] =
    subject.type === 'metric'
      ? [['Conditions', subject.query]]
      : subject.type === 'expression'
        ? [...subject.queries].map(([name, query]) => [`Conditions.Metrics.${name}`, query] as const)
        : [];
  return [
    ...named.flatMap(([place, query]) => [
      ...existenceAdvice(place, query),
      ...sourceAdvice(place, query, world),
      ...labelAdvice(place, query, world),
    ]),
    ...byAdvice(rule, world),
    ...missingAdvice(rule),
    ...unusedAdvice(rule),
  ];
}

function existenceAdvice(place: string, { info, metricName }: MetricQuery): RuleAdvice[] {
  if (info !== null) return [];
  const lower = metricName.toLowerCase();
  const near = metricList.find(
    ({ name, from }) =>
      name.toLowerCase() === lower || from.toLowerCase().endsWith(` ${lower}`) || name.toLowerCase().includes(lower),
  );
  const hint = near === undefined ? 'the documented list has all of them' : `did you mean ${near.name}`;
  return [warning('never-fires', `${place}.MetricName`, `there is no metric ${metricName}, so this can never fire; ${hint}`)];
}

function sourceAdvice(place: string, { info }: MetricQuery, { isOn }: LintWorld): RuleAdvice[] {
  if (info === null || !info.from.startsWith('AWS/') || isOn('cloudwatch-metrics')) return [];
  const message = `${info.name} comes from CloudWatch, and collecting from there is switched off: this can never fire until it is switched on`;
  return [warning('switched-off', `${place}.MetricName`, message)];
}

/** Every series can be asked for by these. */
const everywhere = ['account', 'region'];

function labelAdvice(place: string, { info, labels }: MetricQuery, { labelsOf }: LintWorld): RuleAdvice[] {
  if (info === null) return [];
  const known = new Set([...info.labels, ...(info.from.startsWith('AWS/') ? everywhere : []), ...labelsOf(info.name)]);
  return Object.keys(labels)
    .filter((label) => !known.has(label))
    .map((label) => {
      const has = known.size === 0 ? 'it has none' : `it has ${[...known].join(', ')}`;
      return warning('never-fires', `${place}.Labels.${label}`, `no series of ${info.name} has the label ${label}; ${has}`);
    });
}

function byAdvice(rule: CompiledRule, { labelsOf }: LintWorld): RuleAdvice[] {
  const infos = queriesOf(rule.subject).flatMap(({ info }) => (info === null ? [] : [info]));
  if (rule.by === null || infos.length === 0) return [];
  const known = new Set(['context', ...everywhere, ...infos.flatMap(({ name, labels }) => [...labels, ...labelsOf(name)])]);
  return rule.by
    .filter((label) => !known.has(label))
    .map((label) => warning('no-effect', 'Conditions.By', `no series here has the label ${label}, so it tells none apart`));
}

/** What is counted is missing whenever it does not happen. */
function missingAdvice({ configuration, subject }: CompiledRule): RuleAdvice[] {
  const rare = queriesOf(subject).find(({ info }) => info !== null && info.kind !== 'gauge');
  if (configuration.Conditions.TreatMissingData !== 'breaching' || rare === undefined) return [];
  const message = `${rare.metricName} has no value while nothing happens, and that would count as breaching: this would always fire`;
  return [warning('always-fires', 'Conditions.TreatMissingData', message)];
}

function unusedAdvice({ configuration, subject }: CompiledRule): RuleAdvice[] {
  const { Threshold, Operator, Metrics } = configuration.Conditions;
  if (subject.type === 'state' && (Threshold !== undefined || Operator !== undefined))
    return [
      warning(
        'no-effect',
        Threshold === undefined ? 'Conditions.Operator' : 'Conditions.Threshold',
        'a state compares with its own Parameters; this is not looked at',
      ),
    ];
  if (subject.type !== 'expression') return [];
  return Object.keys(Metrics ?? {})
    .filter((name) => !subject.queries.has(name))
    .map((name) => warning('no-effect', `Conditions.Metrics.${name}`, 'the expression does not speak of it'));
}

function warning(code: RuleAdvice['code'], field: string, message: string): RuleAdvice {
  return { level: 'warning', code, field, message };
}
