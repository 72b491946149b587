import jsep from 'jsep';
import { z } from 'zod';
import { err, ok, type Result } from '../../../../lib/result';

export const binaryOperators = ['+', '-', '*', '/', '%', '<', '<=', '>', '>=', '==', '!=', '&&', '||'] as const;
export type BinaryOperator = (typeof binaryOperators)[number];

/** Functions an expression may call, with how many arguments each takes. */
export const functions = {
  abs: { least: 1, most: 1 },
  min: { least: 1, most: 20 },
  max: { least: 1, most: 20 },
  avg: { least: 1, most: 20 },
  sum: { least: 1, most: 20 },
  /** The first where it was measured, else the second. */
  fill: { least: 2, most: 2 },
} as const;
export type FunctionName = keyof typeof functions;

/** Arithmetic over named metrics. Comparisons answer 1 or 0. */
export type Expression =
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'metric'; readonly name: string }
  | { readonly type: 'not' | 'negative'; readonly of: Expression }
  | { readonly type: 'binary'; readonly operator: BinaryOperator; readonly left: Expression; readonly right: Expression }
  | { readonly type: 'call'; readonly name: FunctionName; readonly of: readonly Expression[] };

/** What the parser answers for each form we take. Everything else it knows (members, texts, lists, assignments) is refused. */
const Literal = z.object({ type: z.literal('Literal'), value: z.union([z.number(), z.boolean()]) });
const Identifier = z.object({ type: z.literal('Identifier'), name: z.string() });
const Unary = z.object({ type: z.literal('UnaryExpression'), operator: z.string(), argument: z.unknown() });
const Binary = z.object({ type: z.literal('BinaryExpression'), operator: z.string(), left: z.unknown(), right: z.unknown() });
const Call = z.object({ type: z.literal('CallExpression'), callee: z.unknown(), arguments: z.array(z.unknown()) });
const Node = z.discriminatedUnion('type', [Literal, Identifier, Unary, Binary, Call]);

/** Nesting deeper than this is somebody's mistake, and costs a stack. */
const DEEPEST = 50;
/** The parser calls itself for each bracket. */
const LONGEST = 500;

/** Reads `m1 / m2 * 100`; the error says what is wrong, in words for whoever writes the rule. */
export function parseExpression(text: string): Result<Expression, string> {
  if (text.length > LONGEST) return err(`An expression has at most ${LONGEST} characters.`);
  let node: unknown;
  try {
    node = jsep(text);
  } catch (thrown) {
    return err(`This cannot be read: ${thrown instanceof Error ? thrown.message : 'no expression'}.`);
  }
  return read(node, 0);
}

/** Names of the metrics an expression speaks of. */
export function metricsIn(expression: Expression): ReadonlySet<string> {
  switch (expression.type) {
    case 'number':
      return new Set();
    case 'metric':
      return new Set([expression.name]);
    case 'not':
    case 'negative':
      return metricsIn(expression.of);
    case 'binary':
      return new Set([...metricsIn(expression.left), ...metricsIn(expression.right)]);
    case 'call':
      return new Set(expression.of.flatMap((one) => [...metricsIn(one)]));
  }
}

function read(node: unknown, depth: number): Result<Expression, string> {
  if (depth > DEEPEST) return err('This is nested too deeply.');
  const parsed = Node.safeParse(node);
  if (!parsed.success) return err('An expression holds numbers, names of metrics, + - * / %, comparisons, &&, || and functions.');
  const { data } = parsed;
  switch (data.type) {
    case 'Literal':
      return ok({ type: 'number', value: Number(data.value) });
    case 'Identifier':
      return ok({ type: 'metric', name: data.name });
    case 'UnaryExpression':
      return readUnary(data, depth);
    case 'BinaryExpression':
      return readBinary(data, depth);
    case 'CallExpression':
      return readCall(data, depth);
  }
}

function readUnary({ operator, argument }: z.infer<typeof Unary>, depth: number): Result<Expression, string> {
  const of = read(argument, depth + 1);
  if (!of.ok || operator === '+') return of;
  if (operator === '-') return ok({ type: 'negative', of: of.value });
  return operator === '!' ? ok({ type: 'not', of: of.value }) : err(`There is no operator ${operator}.`);
}

function readBinary({ operator, left, right }: z.infer<typeof Binary>, depth: number): Result<Expression, string> {
  const known = binaryOperators.find((one) => one === operator);
  if (known === undefined) return err(`There is no operator ${operator}. Known are ${binaryOperators.join(' ')}.`);
  const first = read(left, depth + 1);
  if (!first.ok) return first;
  const second = read(right, depth + 1);
  return second.ok ? ok({ type: 'binary', operator: known, left: first.value, right: second.value }) : second;
}

function readCall({ callee, arguments: given }: z.infer<typeof Call>, depth: number): Result<Expression, string> {
  const named = Identifier.safeParse(callee);
  const name = named.success ? named.data.name : '';
  if (!isFunction(name))
    return err(`There is no function ${name || 'of that kind'}. Known are ${Object.keys(functions).join(', ')}.`);
  const { least, most } = functions[name];
  if (given.length < least || given.length > most)
    return err(`${name} takes ${least === most ? least : `${least} to ${most}`} values, not ${given.length}.`);
  const of: Expression[] = [];
  for (const one of given) {
    const value = read(one, depth + 1);
    if (!value.ok) return value;
    of.push(value.value);
  }
  return ok({ type: 'call', name, of });
}

function isFunction(name: string): name is FunctionName {
  return Object.hasOwn(functions, name);
}
