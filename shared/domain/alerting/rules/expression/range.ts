import { unreachable } from '../../../../lib/unreachable';
import type { BinaryOperator, Expression, FunctionName } from './parse';

/** Between which values something can lie, both ends included. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

export const anything: Range = { least: Number.NEGATIVE_INFINITY, most: Number.POSITIVE_INFINITY };
const truth: Range = { least: 0, most: 1 };

/** Between which values an expression can lie, from what its metrics can be. Never narrower than the truth. */
export function rangeOf(expression: Expression, ofMetric: (name: string) => Range): Range {
  switch (expression.type) {
    case 'number':
      return { least: expression.value, most: expression.value };
    case 'metric':
      return ofMetric(expression.name);
    case 'not':
      return truth;
    case 'negative': {
      const { least, most } = rangeOf(expression.of, ofMetric);
      return { least: -most, most: -least };
    }
    case 'binary':
      return ofBinary(expression.operator, rangeOf(expression.left, ofMetric), rangeOf(expression.right, ofMetric));
    case 'call':
      return ofCall(
        expression.name,
        expression.of.map((one) => rangeOf(one, ofMetric)),
      );
    default:
      return unreachable(expression);
  }
}

function ofBinary(operator: BinaryOperator, left: Range, right: Range): Range {
  switch (operator) {
    case '+':
      return { least: left.least + right.least, most: left.most + right.most };
    case '-':
      return { least: left.least - right.most, most: left.most - right.least };
    case '*':
      return hull(corners(left, right, (one, other) => (one === 0 || other === 0 ? 0 : one * other)));
    case '/':
      // Around zero a quotient is anything, but of two that are never negative neither is it.
      if (left.least >= 0 && right.least >= 0) return { least: 0, most: Number.POSITIVE_INFINITY };
      return right.least > 0 ? hull(corners(left, right, (one, other) => one / other)) : anything;
    case '%':
      return left.least >= 0 ? { least: 0, most: left.most } : anything;
    case '<':
    case '<=':
    case '>':
    case '>=':
    case '==':
    case '!=':
    case '&&':
    case '||':
      return truth;
    default:
      return unreachable(operator);
  }
}

function ofCall(name: FunctionName, given: readonly Range[]): Range {
  const leasts = given.map(({ least }) => least);
  const mosts = given.map(({ most }) => most);
  switch (name) {
    case 'abs': {
      const [{ least, most } = anything] = given;
      const far = Math.max(Math.abs(least), Math.abs(most));
      return { least: least <= 0 && most >= 0 ? 0 : Math.min(Math.abs(least), Math.abs(most)), most: far };
    }
    case 'min':
      return { least: Math.min(...leasts), most: Math.min(...mosts) };
    case 'max':
      return { least: Math.max(...leasts), most: Math.max(...mosts) };
    case 'avg':
    case 'fill':
      return { least: Math.min(...leasts), most: Math.max(...mosts) };
    case 'sum':
      return given.reduce((sum, one) => ofBinary('+', sum, one), { least: 0, most: 0 });
    default:
      return unreachable(name);
  }
}

function corners(left: Range, right: Range, of: (one: number, other: number) => number): number[] {
  return [left.least, left.most].flatMap((one) => [right.least, right.most].map((other) => of(one, other)));
}

/** What cannot be told (infinity by infinity) is anything. */
function hull(values: readonly number[]): Range {
  return values.some(Number.isNaN) ? anything : { least: Math.min(...values), most: Math.max(...values) };
}
