import { unreachable } from '../../../../lib/unreachable';
import type { BinaryOperator, Expression, FunctionName } from './parse';

/** The value of a metric by its name in the expression; null where none was measured. */
export type ValueOf = (name: string) => number | null;

/**
 * The value of an expression for one period; null where it rests on something that was not measured, or on a division by zero. Logic
 * needs less: what is false whatever the missing side is, is false.
 */
export function calculate(expression: Expression, valued: ValueOf): number | null {
  switch (expression.type) {
    case 'number':
      return expression.value;
    case 'metric':
      return valued(expression.name);
    case 'not':
      return mapped(calculate(expression.of, valued), (value) => Number(value === 0));
    case 'negative':
      return mapped(calculate(expression.of, valued), (value) => -value);
    case 'binary':
      return binary(expression.operator, calculate(expression.left, valued), calculate(expression.right, valued));
    case 'call':
      return called(
        expression.name,
        expression.of.map((one) => calculate(one, valued)),
      );
    default:
      return unreachable(expression);
  }
}

function mapped(value: number | null, map: (value: number) => number): number | null {
  return value === null ? null : map(value);
}

function binary(operator: BinaryOperator, left: number | null, right: number | null): number | null {
  if (operator === '&&') {
    if (left === 0 || right === 0) return 0;
    return left === null || right === null ? null : 1;
  }
  if (operator === '||') {
    if ((left !== null && left !== 0) || (right !== null && right !== 0)) return 1;
    return left === null || right === null ? null : 0;
  }
  return left === null || right === null ? null : finite(arithmetic(operator, left, right));
}

function arithmetic(operator: Exclude<BinaryOperator, '&&' | '||'>, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
    case '<':
      return Number(left < right);
    case '<=':
      return Number(left <= right);
    case '>':
      return Number(left > right);
    case '>=':
      return Number(left >= right);
    case '==':
      return Number(left === right);
    case '!=':
      return Number(left !== right);
    default:
      return unreachable(operator);
  }
}

function called(name: FunctionName, given: readonly (number | null)[]): number | null {
  if (name === 'fill') return given[0] ?? given[1] ?? null;
  const values = given.flatMap((one) => (one === null ? [] : [one]));
  if (values.length < given.length) return null;
  const sum = values.reduce((total, value) => total + value, 0);
  switch (name) {
    case 'abs':
      return Math.abs(sum);
    case 'min':
      return Math.min(...values);
    case 'max':
      return Math.max(...values);
    case 'avg':
      return sum / values.length;
    case 'sum':
      return sum;
    default:
      return unreachable(name);
  }
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
