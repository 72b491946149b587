import type { AttributeValue } from '../world';

/** A document path: names and list indexes. */
export type Path = readonly (string | number)[];

export type Operand =
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'value'; readonly value: AttributeValue }
  | { readonly kind: 'size'; readonly path: Path };

export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>=';

export type Expression =
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly left: Operand; readonly right: Operand }
  | { readonly kind: 'between'; readonly operand: Operand; readonly low: Operand; readonly high: Operand }
  | { readonly kind: 'in'; readonly operand: Operand; readonly list: readonly Operand[] }
  | { readonly kind: 'exists'; readonly path: Path; readonly exists: boolean }
  | { readonly kind: 'begins_with' | 'contains' | 'attribute_type'; readonly path: Path; readonly argument: Operand }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Expression[] }
  | { readonly kind: 'not'; readonly part: Expression };

/** Top-level attributes an expression looks at. */
export function attributesOf(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case 'compare':
      return operandAttributes([expression.left, expression.right]);
    case 'between':
      return operandAttributes([expression.operand, expression.low, expression.high]);
    case 'in':
      return operandAttributes([expression.operand, ...expression.list]);
    case 'and':
    case 'or':
      return expression.parts.flatMap(attributesOf);
    case 'not':
      return attributesOf(expression.part);
    default:
      return [String(expression.path[0])];
  }
}

function operandAttributes(operands: readonly Operand[]): readonly string[] {
  return operands.flatMap((operand) => (operand.kind === 'value' ? [] : [String(operand.path[0])]));
}
