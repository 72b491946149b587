import { err, ok, type Result } from '../../lib/result';
import { isInBlock, readBlock } from './address';
import { isObject, isScalar, type Scalar } from './values';

/** One entry of a pattern's list: what a value must be. `present` and `absent` answer by presence alone (`exists`). */
export interface Condition {
  readonly test: (value: Scalar) => boolean;
  readonly present: boolean;
  readonly absent: boolean;
}

type Test = Condition['test'];
type Read<T> = Result<T, string>;

/** Numbers AWS compares lie within these bounds. */
const MOST = 1_000_000_000;

/** Reads a literal or one of the operators. The error says what is wrong, in words for whoever writes the pattern. */
export function readCondition(source: unknown): Read<Condition> {
  if (isScalar(source)) return byValue(ok((value) => value === source));
  if (!isObject(source)) return err('A condition is a text, a number, true, false, null or an operator in braces.');
  const [entry, ...others] = Object.entries(source);
  if (entry === undefined || others.length > 0) return err('An operator stands alone in its braces.');
  const [operator, operand] = entry;
  switch (operator) {
    case 'exists':
      if (typeof operand !== 'boolean') return err('exists takes true or false.');
      return ok({ test: () => operand, present: operand, absent: !operand });
    case 'anything-but':
      return byValue(anythingBut(operand));
    case 'numeric':
      return byValue(numeric(operand));
    case 'cidr':
      return byValue(cidr(operand));
    default:
      return byValue(textOperator(operator, operand));
  }
}

function byValue(test: Read<Test>): Read<Condition> {
  return test.ok ? ok({ test: test.value, present: false, absent: false }) : test;
}

function textOperator(operator: string, operand: unknown): Read<Test> {
  switch (operator) {
    case 'prefix':
      return affix(operator, operand, (text, part) => text.startsWith(part));
    case 'suffix':
      return affix(operator, operand, (text, part) => text.endsWith(part));
    case 'equals-ignore-case':
      return withText(operator, operand, (wanted) => {
        const lower = wanted.toLowerCase();
        return (text) => text.toLowerCase() === lower;
      });
    case 'wildcard':
      return wildcard(operand);
    default:
      return err(
        `There is no operator ${operator}. Known are prefix, suffix, equals-ignore-case, wildcard, anything-but, numeric, exists and cidr.`,
      );
  }
}

/** Prefix and suffix take a text, or `{"equals-ignore-case": text}`. */
function affix(operator: string, operand: unknown, matches: (text: string, part: string) => boolean): Read<Test> {
  if (!isObject(operand)) return withText(operator, operand, (part) => (text) => matches(text, part));
  if (Object.keys(operand).length !== 1) return err(`${operator} takes a text or {"equals-ignore-case": text}.`);
  return withText(operator, operand['equals-ignore-case'], (part) => {
    const lower = part.toLowerCase();
    return (text) => matches(text.toLowerCase(), lower);
  });
}

function withText(operator: string, operand: unknown, make: (operand: string) => (text: string) => boolean): Read<Test> {
  if (typeof operand !== 'string') return err(`${operator} takes a text.`);
  const test = make(operand);
  return ok((value) => typeof value === 'string' && test(value));
}

/** `*` stands for any text, `\*` for itself. Matched without regular expressions, which could be made to run for ever. */
function wildcard(operand: unknown): Read<Test> {
  if (typeof operand !== 'string') return err('wildcard takes a text.');
  const parts = partsOf(operand);
  if (parts.some((part, index) => part === '' && index > 0 && index < parts.length - 1))
    return err('wildcard does not take two asterisks in a row.');
  return ok((value) => typeof value === 'string' && matchesParts(value, parts));
}

/** The texts between the asterisks. */
function partsOf(pattern: string): readonly string[] {
  const parts = [''];
  for (let at = 0; at < pattern.length; at += 1) {
    const letter = pattern.charAt(at);
    if (letter === '*') parts.push('');
    else {
      if (letter === '\\' && at + 1 < pattern.length) at += 1;
      parts[parts.length - 1] += pattern.charAt(at);
    }
  }
  return parts;
}

function matchesParts(text: string, parts: readonly string[]): boolean {
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length;
}

/** A value, a list of values, or a text operator that must not hold. */
function anythingBut(operand: unknown): Read<Test> {
  if (isObject(operand)) {
    const [entry, ...others] = Object.entries(operand);
    if (entry === undefined || others.length > 0) return err('anything-but takes one operator.');
    const [operator, texts] = entry;
    const tests: Test[] = [];
    for (const text of Array.isArray(texts) ? texts : [texts]) {
      const test = textOperator(operator, text);
      if (!test.ok) return test;
      tests.push(test.value);
    }
    return tests.length === 0 ? err('anything-but takes at least one value.') : ok((value) => !tests.some((test) => test(value)));
  }
  const excluded: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
  if (excluded.length === 0) return err('anything-but takes at least one value.');
  const kinds = new Set(excluded.map((item) => typeof item));
  if (kinds.size > 1 || !(kinds.has('string') || kinds.has('number')))
    return err('anything-but takes texts or numbers, not both.');
  return ok((value) => !excluded.includes(value));
}

const comparisons: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

/** `["=", 5]` or a range, `[">", 0, "<=", 100]`. */
function numeric(operand: unknown): Read<Test> {
  const form = 'numeric takes a comparison such as ["<", 60], or two for a range such as [">=", 5, "<", 60].';
  if (!Array.isArray(operand) || (operand.length !== 2 && operand.length !== 4)) return err(form);
  const tests: ((value: number) => boolean)[] = [];
  for (let at = 0; at < operand.length; at += 2) {
    const sign: unknown = operand[at];
    const bound: unknown = operand[at + 1];
    const compare = typeof sign === 'string' ? comparisons[sign] : undefined;
    if (compare === undefined || typeof bound !== 'number') return err(form);
    if (Math.abs(bound) > MOST) return err('numeric compares numbers up to 1,000,000,000.');
    tests.push((value) => compare(value, bound));
  }
  return ok((value) => typeof value === 'number' && tests.every((test) => test(value)));
}

function cidr(operand: unknown): Read<Test> {
  if (typeof operand !== 'string' || readBlock(operand) === null) return err('cidr takes a block such as 10.0.0.0/24.');
  return ok((value) => typeof value === 'string' && isInBlock(value, operand));
}
