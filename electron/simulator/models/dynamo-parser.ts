import type { Comparison, Expression, Operand, Path } from './dynamo-expression';
import { BadExpression, requireFree, type Substitutes, type Token, tokenize } from './dynamo-tokens';

/** Reads a condition: `FilterExpression`, `KeyConditionExpression`, `ConditionExpression`. Throws `BadExpression`. */
export function parseCondition(kind: string, text: string, given: Substitutes): Expression {
  const reader = readTokens(kind, tokenize(kind, text), given);
  const expression = reader.either();
  reader.requireEnd();
  return expression;
}

/** Reads a `ProjectionExpression`. Throws `BadExpression`. */
export function parseProjection(text: string, given: Substitutes): readonly Path[] {
  const reader = readTokens('ProjectionExpression', tokenize('ProjectionExpression', text), given);
  const paths = [reader.path()];
  while (reader.take(',')) paths.push(reader.path());
  reader.requireEnd();
  return paths;
}

function readTokens(kind: string, tokens: readonly Token[], given: Substitutes) {
  let at = 0;
  const peek = () => tokens[at];
  const syntaxError = () => new BadExpression(`Invalid ${kind}: Syntax error; token: "${peek()?.text ?? '<EOF>'}"`);

  /** Takes a symbol or, in any case, a keyword. */
  function take(text: string): boolean {
    const token = peek();
    if (token === undefined || token.kind === 'alias' || token.kind === 'value') return false;
    if (token.text.toUpperCase() !== text.toUpperCase()) return false;
    at += 1;
    return true;
  }

  function need(text: string): void {
    if (!take(text)) throw syntaxError();
  }

  function segment(): string {
    const token = peek();
    at += 1;
    if (token?.kind === 'alias') return given.name(kind, token.text);
    if (token?.kind !== 'name') {
      at -= 1;
      throw syntaxError();
    }
    requireFree(kind, token.text);
    return token.text;
  }

  function path(): Path {
    const steps: (string | number)[] = [segment()];
    for (;;) {
      if (take('.')) steps.push(segment());
      else if (take('[')) {
        const index = peek();
        if (index?.kind !== 'number') throw syntaxError();
        at += 1;
        steps.push(Number(index.text));
        need(']');
      } else return steps;
    }
  }

  function isCall(): boolean {
    return peek()?.kind === 'name' && tokens[at + 1]?.text === '(';
  }

  function operand(): Operand {
    const token = peek();
    if (token?.kind === 'value') {
      at += 1;
      return { kind: 'value', value: given.value(kind, token.text) };
    }
    if (!isCall()) return { kind: 'path', path: path() };
    if (!take('size')) throw new BadExpression(`Invalid ${kind}: Invalid function name; function: ${token?.text}`);
    need('(');
    const measured = path();
    need(')');
    return { kind: 'size', path: measured };
  }

  function call(name: string): Expression {
    need('(');
    const subject = path();
    if (name === 'attribute_exists' || name === 'attribute_not_exists') {
      need(')');
      return { kind: 'exists', path: subject, exists: name === 'attribute_exists' };
    }
    need(',');
    const argument = operand();
    need(')');
    if (name === 'begins_with' || name === 'contains' || name === 'attribute_type')
      return { kind: name, path: subject, argument };
    throw new BadExpression(`Invalid ${kind}: Invalid function name; function: ${name}`);
  }

  function comparison(): Expression {
    const token = peek();
    if (token !== undefined && isCall() && token.text !== 'size') {
      at += 1;
      return call(token.text);
    }
    const left = operand();
    if (take('BETWEEN')) {
      const low = operand();
      need('AND');
      return { kind: 'between', operand: left, low, high: operand() };
    }
    if (take('IN')) {
      need('(');
      const list = [operand()];
      while (take(',')) list.push(operand());
      need(')');
      return { kind: 'in', operand: left, list };
    }
    const operator = peek()?.text ?? '';
    if (!isComparison(operator)) throw syntaxError();
    at += 1;
    return { kind: 'compare', operator, left, right: operand() };
  }

  function negation(): Expression {
    if (take('NOT')) return { kind: 'not', part: negation() };
    if (!take('(')) return comparison();
    const inner = either();
    need(')');
    return inner;
  }

  function chain(keyword: 'AND' | 'OR', kindOf: 'and' | 'or', next: () => Expression): Expression {
    const first = next();
    const parts = [first];
    while (take(keyword)) parts.push(next());
    return parts.length === 1 ? first : { kind: kindOf, parts };
  }

  function either(): Expression {
    return chain('OR', 'or', () => chain('AND', 'and', negation));
  }

  return {
    either,
    path,
    take,
    requireEnd: () => {
      if (peek() !== undefined) throw syntaxError();
    },
  };
}

const COMPARISONS: readonly string[] = ['=', '<>', '<', '<=', '>', '>='] satisfies readonly Comparison[];

function isComparison(text: string): text is Comparison {
  return COMPARISONS.includes(text);
}
