import { unreachable } from '../../../shared/lib/unreachable';
import type { AttributeValue, Item } from '../world';
import type { Comparison, Expression, Operand, Path } from './dynamo-expression';
import { compareValues, equalValues, typeOf } from './dynamo-value';

/** Whether an item meets a condition. An attribute that is not there meets none but `<>` and `attribute_not_exists`. */
export function meets(expression: Expression, item: Item): boolean {
  switch (expression.kind) {
    case 'and':
      return expression.parts.every((part) => meets(part, item));
    case 'or':
      return expression.parts.some((part) => meets(part, item));
    case 'not':
      return !meets(expression.part, item);
    case 'exists':
      return (valueAt(item, expression.path) !== undefined) === expression.exists;
    case 'compare':
      return compare(expression.operator, operandValue(expression.left, item), operandValue(expression.right, item));
    case 'between': {
      const value = operandValue(expression.operand, item);
      return (
        compare('>=', value, operandValue(expression.low, item)) && compare('<=', value, operandValue(expression.high, item))
      );
    }
    case 'in': {
      const value = operandValue(expression.operand, item);
      return expression.list.some((candidate) => compare('=', value, operandValue(candidate, item)));
    }
    case 'begins_with': {
      const [value, prefix] = [valueAt(item, expression.path), operandValue(expression.argument, item)];
      return value !== undefined && prefix !== undefined && 'S' in value && 'S' in prefix && value.S.startsWith(prefix.S);
    }
    case 'contains':
      return contains(valueAt(item, expression.path), operandValue(expression.argument, item));
    case 'attribute_type': {
      const [value, type] = [valueAt(item, expression.path), operandValue(expression.argument, item)];
      return value !== undefined && type !== undefined && 'S' in type && typeOf(value) === type.S;
    }
    default:
      return unreachable(expression);
  }
}

function compare(operator: Comparison, a: AttributeValue | undefined, b: AttributeValue | undefined): boolean {
  if (a === undefined || b === undefined) return operator === '<>';
  if (operator === '=') return equalValues(a, b);
  if (operator === '<>') return !equalValues(a, b);
  const order = compareValues(a, b);
  if (order === null) return false;
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    default:
      return unreachable(operator);
  }
}

function contains(value: AttributeValue | undefined, part: AttributeValue | undefined): boolean {
  if (value === undefined || part === undefined) return false;
  if ('S' in value) return 'S' in part && value.S.includes(part.S);
  if ('SS' in value) return 'S' in part && value.SS.includes(part.S);
  if ('NS' in value) return 'N' in part && value.NS.some((number) => Number(number) === Number(part.N));
  return 'L' in value && value.L.some((item) => equalValues(item, part));
}

function operandValue(operand: Operand, item: Item): AttributeValue | undefined {
  switch (operand.kind) {
    case 'value':
      return operand.value;
    case 'path':
      return valueAt(item, operand.path);
    case 'size': {
      const value = valueAt(item, operand.path);
      return value === undefined ? undefined : { N: String(sizeOf(value)) };
    }
    default:
      return unreachable(operand);
  }
}

function sizeOf(value: AttributeValue): number {
  if ('S' in value) return value.S.length;
  if ('L' in value) return value.L.length;
  if ('M' in value) return Object.keys(value.M).length;
  if ('SS' in value) return value.SS.length;
  if ('NS' in value) return value.NS.length;
  return 'B' in value ? Buffer.byteLength(value.B, 'base64') : 1;
}

function valueAt(item: Item, path: Path): AttributeValue | undefined {
  return path.reduce<AttributeValue | undefined>(step, { M: item });
}

function step(value: AttributeValue | undefined, key: string | number): AttributeValue | undefined {
  if (value === undefined) return undefined;
  if (typeof key === 'number') return 'L' in value ? value.L[key] : undefined;
  return 'M' in value && Object.hasOwn(value.M, key) ? value.M[key] : undefined;
}

/** The parts of an item that paths name. List elements keep their order and close up. */
export function project(item: Item, paths: readonly Path[]): Item {
  const projected = projectValue({ M: item }, paths);
  return projected !== undefined && 'M' in projected ? projected.M : {};
}

function projectValue(value: AttributeValue, paths: readonly Path[]): AttributeValue | undefined {
  if (paths.some((path) => path.length === 0)) return value;
  const heads = [...new Set(paths.map(([head]) => head))];
  const children = heads.flatMap((head): (readonly [string | number, AttributeValue])[] => {
    if (head === undefined) return [];
    const child = step(value, head);
    const rest = paths.filter(([first]) => first === head).map(([, ...tail]) => tail);
    const projected = child === undefined ? undefined : projectValue(child, rest);
    return projected === undefined ? [] : [[head, projected]];
  });
  if (children.length === 0) return undefined;
  if ('L' in value) return { L: children.sort(([a], [b]) => Number(a) - Number(b)).map(([, child]) => child) };
  return { M: Object.fromEntries(children) };
}
