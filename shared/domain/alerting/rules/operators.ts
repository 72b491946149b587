import { unreachable } from '../../../lib/unreachable';
import type { Operator, Statistic } from './configuration';

/** Whether a value is on the wrong side of a threshold. */
export function breaches(value: number, operator: Operator, threshold: number): boolean {
  switch (operator) {
    case 'GREATER_THAN':
      return value > threshold;
    case 'GREATER_THAN_OR_EQUAL':
      return value >= threshold;
    case 'LESS_THAN':
      return value < threshold;
    case 'LESS_THAN_OR_EQUAL':
      return value <= threshold;
    case 'EQUAL':
      return value === threshold;
    case 'NOT_EQUAL':
      return value !== threshold;
    default:
      return unreachable(operator);
  }
}

export const operatorWords: Readonly<Record<Operator, string>> = {
  GREATER_THAN: 'more than',
  GREATER_THAN_OR_EQUAL: 'at least',
  LESS_THAN: 'less than',
  LESS_THAN_OR_EQUAL: 'at most',
  EQUAL: 'exactly',
  NOT_EQUAL: 'other than',
};

/** Which of two values is the worse one; the later where neither is. */
export function worseOf(one: number | null, other: number | null, operator: Operator): number | null {
  if (one === null || other === null) return one ?? other;
  switch (operator) {
    case 'GREATER_THAN':
    case 'GREATER_THAN_OR_EQUAL':
      return Math.max(one, other);
    case 'LESS_THAN':
    case 'LESS_THAN_OR_EQUAL':
      return Math.min(one, other);
    case 'EQUAL':
    case 'NOT_EQUAL':
      return other;
    default:
      return unreachable(operator);
  }
}

/** The statistic as stores of points know it. */
export const cellOfStatistic = {
  Average: 'avg',
  Minimum: 'min',
  Maximum: 'max',
  Sum: 'sum',
  SampleCount: 'count',
  Last: 'last',
  p50: 'p50',
  p90: 'p90',
  p99: 'p99',
} as const satisfies Record<Statistic, string>;

/** The statistic a metric has where a rule names none. */
export const statisticOfUsual = { avg: 'Average', min: 'Minimum', max: 'Maximum', sum: 'Sum' } as const satisfies Record<
  string,
  Statistic
>;

/**
 * Whether a breach of a period that still goes on can only stay one: then it is judged at once, and not at the period's end. What grows
 * with every value cannot fall below a threshold again.
 */
export function staysBreached(statistic: Statistic, operator: Operator): boolean {
  const isUp = operator === 'GREATER_THAN' || operator === 'GREATER_THAN_OR_EQUAL';
  const isDown = operator === 'LESS_THAN' || operator === 'LESS_THAN_OR_EQUAL';
  switch (statistic) {
    case 'Maximum':
    case 'Sum':
    case 'SampleCount':
      return isUp;
    case 'Minimum':
      return isDown;
    case 'Average':
    case 'Last':
    case 'p50':
    case 'p90':
    case 'p99':
      return false;
    default:
      return unreachable(statistic);
  }
}
