import { unreachable } from '../../../lib/unreachable';
import type { CompiledRule, MetricQuery } from './compile';
import type { Operator } from './configuration';
import { anything, type Range, rangeOf } from './expression/range';
import type { RuleAdvice } from './lint';
import { breaches } from './operators';

/** Whether a threshold lies where values can be on both sides of it, for the rule and for each of its overrides. */
export function rangeAdvice(rule: CompiledRule): RuleAdvice[] {
  const { configuration, subject, judgement } = rule;
  if (subject.type === 'state' || subject.type === 'event') return [];
  const range =
    subject.type === 'metric'
      ? rangeOfMetric(subject.query)
      : rangeOf(subject.expression, (name) => {
          const query = subject.queries.get(name);
          return query === undefined ? anything : rangeOfMetric(query);
        });
  const isWhole = subject.type === 'metric' && isCounted(subject.query);
  const own = thresholdAdvice('Conditions.Threshold', judgement.threshold, judgement.operator, range, isWhole);
  const overrides = (configuration.Overrides ?? []).flatMap(({ Threshold }, index) =>
    Threshold === undefined
      ? []
      : thresholdAdvice(`Overrides[${index}].Threshold`, Threshold, judgement.operator, range, isWhole),
  );
  // Where missing data counts as breaching, it fires without any value.
  const found = [...own, ...overrides].filter(({ code }) => code !== 'never-fires' || judgement.missing !== 'breaching');
  return [...found, ...clearAdvice(rule, range)];
}

/** Nothing the console measures is ever negative. */
function rangeOfMetric({ info }: MetricQuery): Range {
  return info === null ? anything : { least: 0, most: Number.POSITIVE_INFINITY };
}

/** Sums, extremes and counts of what is counted in whole numbers are whole. */
function isCounted({ info, statistic }: MetricQuery): boolean {
  if (statistic === 'SampleCount') return true;
  const keepsWhole = statistic === 'Sum' || statistic === 'Maximum' || statistic === 'Minimum' || statistic === 'Last';
  return info !== null && (info.unit === 'Count' || info.unit === 'Bytes') && keepsWhole && info.name !== 'EventsPerSecond';
}

function thresholdAdvice(field: string, threshold: number, operator: Operator, range: Range, isWhole: boolean): RuleAdvice[] {
  const between = Number.isFinite(range.most) ? `lie between ${range.least} and ${range.most}` : `are never below ${range.least}`;
  const fires = reachOf(operator, threshold, range);
  if (fires === 'never')
    return [{ level: 'warning', code: 'never-fires', field, message: `the values ${between}: this can never fire` }];
  if (fires === 'always')
    return [{ level: 'warning', code: 'always-fires', field, message: `the values ${between}: this would always fire` }];
  if (!isWhole || Number.isInteger(threshold)) return [];
  if (operator === 'EQUAL')
    return [{ level: 'warning', code: 'never-fires', field, message: 'the values are whole numbers: this can never fire' }];
  if (operator === 'NOT_EQUAL')
    return [{ level: 'warning', code: 'always-fires', field, message: 'the values are whole numbers: this would always fire' }];
  return [];
}

function reachOf(operator: Operator, threshold: number, { least, most }: Range): 'never' | 'always' | 'sometimes' {
  switch (operator) {
    case 'GREATER_THAN':
    case 'GREATER_THAN_OR_EQUAL':
    case 'LESS_THAN':
    case 'LESS_THAN_OR_EQUAL': {
      const ends = [breaches(least, operator, threshold), breaches(most, operator, threshold)];
      if (ends.every((one) => one)) return 'always';
      return ends.every((one) => !one) ? 'never' : 'sometimes';
    }
    case 'EQUAL':
    case 'NOT_EQUAL': {
      const isOutside = threshold < least || threshold > most;
      if (!isOutside) return least === most ? (operator === 'EQUAL' ? 'always' : 'never') : 'sometimes';
      return operator === 'EQUAL' ? 'never' : 'always';
    }
    default:
      return unreachable(operator);
  }
}

/** The clear threshold lies on the good side, and within reach. */
function clearAdvice({ judgement }: CompiledRule, range: Range): RuleAdvice[] {
  const { clearThreshold, threshold, operator } = judgement;
  if (clearThreshold === null) return [];
  const field = 'Conditions.ClearThreshold';
  if (operator === 'EQUAL' || operator === 'NOT_EQUAL')
    return [
      { level: 'warning', code: 'no-effect', field, message: `with ${operator} a second threshold makes no sense; leave it out` },
    ];
  if (breaches(clearThreshold, operator, threshold))
    return [
      {
        level: 'warning',
        code: 'no-effect',
        field,
        message: `it lies on the same side as what fires: an alert would end while the value is still beyond ${threshold}`,
      },
    ];
  if (reachOf(operator, clearThreshold, range) === 'always')
    return [
      { level: 'warning', code: 'never-clears', field, message: 'no value lies on its good side: an alert would never end' },
    ];
  return [];
}
