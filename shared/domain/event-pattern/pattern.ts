import { err, ok, type Result } from '../../lib/result';
import { type Condition, readCondition } from './condition';
import { isObject, isScalar, type Problem } from './values';

/** A pattern ready to be tried. */
export interface Pattern {
  matches(event: unknown): boolean;
  /** Names at its top level that `event` does not satisfy; empty where it matches. */
  missed(event: unknown): readonly string[];
}

type Part = (event: unknown) => boolean;

/** Nesting deeper than this is somebody's mistake, and costs a stack. */
const DEEPEST = 40;

/**
 * The language of EventBridge rules, which SNS filter policies share: every name must match, a list means any of its conditions, an
 * event's list matches when any of its elements does, `$or` takes alternatives. Answers every problem found, not only the first.
 */
export function compilePattern(source: unknown): Result<Pattern, readonly Problem[]> {
  const problems: Problem[] = [];
  if (!isObject(source)) return err([{ path: '', message: 'A pattern is a JSON object.' }]);
  const parts = partsOf(source, '', 0, problems);
  if (problems.length > 0) return err(problems);
  return ok({
    matches: (event) => parts.every(({ part }) => part(event)),
    missed: (event) => parts.filter(({ part }) => !part(event)).map(({ name }) => name),
  });
}

interface Named {
  readonly name: string;
  readonly part: Part;
}

const never: Part = () => false;

function partsOf(source: Readonly<Record<string, unknown>>, path: string, depth: number, problems: Problem[]): Named[] {
  const entries = Object.entries(source);
  if (entries.length === 0) problems.push({ path, message: 'An empty object matches nothing; leave it out.' });
  if (depth > DEEPEST) {
    problems.push({ path, message: 'This is nested too deeply.' });
    return [];
  }
  return entries.map(([name, value]) => {
    const at = path === '' ? name : `${path}.${name}`;
    return { name, part: name === '$or' ? either(value, at, depth, problems) : field(name, value, at, depth, problems) };
  });
}

function either(alternatives: unknown, path: string, depth: number, problems: Problem[]): Part {
  if (!Array.isArray(alternatives) || alternatives.length < 2 || !alternatives.every(isObject)) {
    problems.push({ path, message: '$or takes a list of at least two objects.' });
    return never;
  }
  const choices = alternatives.map((one, index) => partsOf(one, `${path}[${index}]`, depth + 1, problems));
  return (event) => choices.some((parts) => parts.every(({ part }) => part(event)));
}

function field(name: string, value: unknown, path: string, depth: number, problems: Problem[]): Part {
  if (isObject(value)) {
    const parts = partsOf(value, path, depth + 1, problems);
    const nested: Part = (event) => parts.every(({ part }) => part(event));
    return (event) => {
      const held = heldAt(event, name);
      return Array.isArray(held) ? held.some(nested) : nested(held);
    };
  }
  if (!Array.isArray(value) || value.length === 0) {
    problems.push({ path, message: 'A name takes a list of conditions, such as ["fail"], or an object.' });
    return never;
  }
  const conditions: Condition[] = [];
  for (const [index, each] of value.entries()) {
    const read = readCondition(each);
    if (read.ok) conditions.push(read.value);
    else problems.push({ path: `${path}[${index}]`, message: read.error });
  }
  return (event) => holds(conditions, heldAt(event, name));
}

function heldAt(event: unknown, name: string): unknown {
  return isObject(event) && Object.hasOwn(event, name) ? event[name] : undefined;
}

function holds(conditions: readonly Condition[], value: unknown): boolean {
  return conditions.some(({ test, present, absent }) => {
    if (value === undefined) return absent;
    if (Array.isArray(value)) return present || value.some((item) => isScalar(item) && test(item));
    return isScalar(value) && (present || test(value));
  });
}
