import { err, ok, type Result } from '../../../shared/lib/result';
import { isRecord, readJson } from './json';
import { type Condition, compileCondition, type Scalar } from './pattern-condition';
import { BadPattern } from './pattern-error';

/** Whether an event (or a message's attributes) is one a pattern asks for. */
export type Pattern = (event: unknown) => boolean;

/**
 * The pattern language that EventBridge rules and SNS filter policies share: every key must match, a list means any of its
 * conditions, an event's list matches when any element does, `$or` takes alternatives. The error is the reason.
 */
export function compilePattern(text: string): Result<Pattern, string> {
  const source = readJson(text);
  if (!isRecord(source)) return err('Filter is not an object');
  try {
    return ok(compileObject(source));
  } catch (problem) {
    if (problem instanceof BadPattern) return err(problem.message);
    throw problem;
  }
}

function compileObject(source: Readonly<Record<string, unknown>>): Pattern {
  const entries = Object.entries(source);
  if (entries.length === 0) throw new BadPattern('Empty objects are not allowed');
  const parts = entries.map(([key, value]) => (key === '$or' ? compileOr(value) : compileField(key, value)));
  return (event) => parts.every((part) => part(event));
}

function compileOr(alternatives: unknown): Pattern {
  if (!Array.isArray(alternatives) || alternatives.length < 2) throw new BadPattern('$or must have at least 2 patterns');
  const parts = alternatives.map((alternative) => {
    if (!isRecord(alternative)) throw new BadPattern('$or must be an array of objects');
    return compileObject(alternative);
  });
  return (event) => parts.some((part) => part(event));
}

function compileField(key: string, value: unknown): Pattern {
  if (isRecord(value)) {
    const nested = compileObject(value);
    return (event) => {
      const field = fieldOf(event, key);
      return Array.isArray(field) ? field.some(nested) : nested(field);
    };
  }
  if (!Array.isArray(value)) throw new BadPattern(`"${key}" must be an object or an array`);
  if (value.length === 0) throw new BadPattern('Empty arrays are not allowed');
  const conditions = value.map(compileCondition);
  return (event) => leafMatches(conditions, fieldOf(event, key));
}

function fieldOf(event: unknown, key: string): unknown {
  return isRecord(event) && Object.hasOwn(event, key) ? event[key] : undefined;
}

function leafMatches(conditions: readonly Condition[], value: unknown): boolean {
  return conditions.some((condition) => {
    if (value === undefined) return condition.onAbsent;
    if (Array.isArray(value)) return condition.onPresent || value.some((item) => isScalar(item) && condition.test(item));
    return isScalar(value) && (condition.onPresent || condition.test(value));
  });
}

function isScalar(value: unknown): value is Scalar {
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
