import { isRecord } from './json';
import { BadPattern } from './pattern-error';

export type Scalar = string | number | boolean | null;

/** One condition of a leaf. `onPresent` and `onAbsent` decide by presence alone (`exists`). */
export interface Condition {
  readonly test: (value: Scalar) => boolean;
  readonly onPresent: boolean;
  readonly onAbsent: boolean;
}

type Test = Condition['test'];

/** A literal, or an object with one of the match types below. Throws `BadPattern`. */
export function compileCondition(source: unknown): Condition {
  if (source === null || typeof source === 'string' || typeof source === 'number' || typeof source === 'boolean') {
    return byValue((value) => value === source);
  }
  if (!isRecord(source)) throw new BadPattern('Match value must be String, number, true, false, or null');
  const [entry, ...others] = Object.entries(source);
  if (entry === undefined || others.length > 0) throw new BadPattern('Only one key allowed in match expression');
  const [type, operand] = entry;
  switch (type) {
    case 'exists':
      if (typeof operand !== 'boolean') throw new BadPattern('exists match pattern must be either true or false');
      return { test: () => operand, onPresent: operand, onAbsent: !operand };
    case 'anything-but':
      return byValue(anythingBut(operand));
    case 'numeric':
      return byValue(numeric(operand));
    default:
      return byValue(textTest(type, operand));
  }
}

function byValue(test: Test): Condition {
  return { test, onPresent: false, onAbsent: false };
}

function textTest(type: string, operand: unknown): Test {
  switch (type) {
    case 'prefix':
      return cased(type, operand, (text, part) => text.startsWith(part));
    case 'suffix':
      return cased(type, operand, (text, part) => text.endsWith(part));
    case 'equals-ignore-case': {
      const wanted = requireText(type, operand).toLowerCase();
      return onText((text) => text.toLowerCase() === wanted);
    }
    case 'wildcard': {
      const glob = wildcard(requireText(type, operand));
      return onText((text) => glob.test(text));
    }
    default:
      throw new BadPattern(`Unrecognized match type ${type}`);
  }
}

/** Prefix and suffix take a text, or `{"equals-ignore-case": text}`. */
function cased(type: string, operand: unknown, matches: (text: string, part: string) => boolean): Test {
  if (!isRecord(operand)) {
    const part = requireText(type, operand);
    return onText((text) => matches(text, part));
  }
  const part = requireText(type, operand['equals-ignore-case']).toLowerCase();
  return onText((text) => matches(text.toLowerCase(), part));
}

function onText(test: (text: string) => boolean): Test {
  return (value) => typeof value === 'string' && test(value);
}

function requireText(type: string, operand: unknown): string {
  if (typeof operand !== 'string') throw new BadPattern(`${type} match pattern must be a string`);
  return operand;
}

/** `*` stands for any text; a backslash takes the next character literally. */
function wildcard(pattern: string): RegExp {
  const source = pattern.replace(/\\(.)|(\*)|([.+?^${}()|[\]])/g, (_all, literal, star, special) => {
    if (star !== undefined) return '.*';
    return `\\${literal ?? special}`;
  });
  return new RegExp(`^${source}$`, 's');
}

/** A value, a list of values, or one text match type whose operand is a text or a list of texts. */
function anythingBut(operand: unknown): Test {
  if (isRecord(operand)) {
    const [[type, texts] = ['', null], ...others] = Object.entries(operand);
    if (others.length > 0) throw new BadPattern('Only one key allowed in match expression');
    const tests = listOf(texts).map((text) => textTest(type, text));
    return (value) => tests.every((test) => !test(value));
  }
  const excluded = listOf(operand);
  if (excluded.length === 0) throw new BadPattern('Empty arrays are not allowed');
  if (!excluded.every((item) => typeof item === 'string' || typeof item === 'number')) {
    throw new BadPattern('Inside anything but list, either all values are number or string, mixed type is not supported');
  }
  return (value) => !excluded.some((item) => item === value);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

const COMPARISONS: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

/** `["=", 5]`, `[">", 0, "<=", 100]` */
function numeric(operand: unknown): Test {
  if (!Array.isArray(operand) || (operand.length !== 2 && operand.length !== 4)) {
    throw new BadPattern('Value of numeric must be an array of one or two comparisons');
  }
  const tests = Array.from({ length: operand.length / 2 }, (_, index) => {
    const [operator, bound]: unknown[] = operand.slice(index * 2, index * 2 + 2);
    const compare = typeof operator === 'string' ? COMPARISONS[operator] : undefined;
    if (compare === undefined || typeof bound !== 'number')
      throw new BadPattern(`Unrecognized numeric range operator: ${String(operator)}`);
    return (value: number) => compare(value, bound);
  });
  return (value) => typeof value === 'number' && tests.every((test) => test(value));
}
