import type { Statement } from './document';

export type Conditions = Readonly<Record<string, string | readonly string[]>>;

/** IAM wildcards: `*` any text, `?` one character. `ignore-case` for actions, whose case IAM ignores. */
export function matchesPattern(pattern: string, text: string, letters: 'exact' | 'ignore-case' = 'exact'): boolean {
  if (pattern === '*') return true;
  return letters === 'exact' ? globOf(pattern).test(text) : globOf(pattern.toLowerCase()).test(text.toLowerCase());
}

const globs = new Map<string, RegExp>();
function globOf(pattern: string): RegExp {
  const known = globs.get(pattern);
  if (known !== undefined) return known;
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const glob = new RegExp(`^${source}$`, 's');
  if (globs.size >= 1000) globs.clear();
  globs.set(pattern, glob);
  return glob;
}

/** Whether a statement is about this action and resource under these conditions, whatever its effect. */
export function statementApplies(statement: Statement, action: string, resource: string, conditions: Conditions): boolean {
  const { Action, NotAction, Resource, NotResource } = statement;
  const actionMatches = Action?.some((pattern) => matchesPattern(pattern, action, 'ignore-case')) ?? true;
  const excluded = NotAction?.some((pattern) => matchesPattern(pattern, action, 'ignore-case')) ?? false;
  const resourceMatches = Resource?.some((pattern) => matchesPattern(pattern, resource)) ?? true;
  const spared = NotResource?.some((pattern) => matchesPattern(pattern, resource)) ?? false;
  return actionMatches && !excluded && resourceMatches && !spared && conditionsHold(statement.Condition ?? {}, conditions);
}

function conditionsHold(required: NonNullable<Statement['Condition']>, actual: Conditions): boolean {
  return Object.entries(required).every(([operator, keys]) =>
    Object.entries(keys).every(([key, accepted]) => holds(operator, accepted, valuesOf(actual, key))),
  );
}

/** Condition keys ignore case, their values do not. */
function valuesOf(actual: Conditions, key: string): readonly string[] | null {
  const name = Object.keys(actual).find((candidate) => candidate.toLowerCase() === key.toLowerCase());
  const value = name === undefined ? undefined : actual[name];
  if (value === undefined) return null;
  return typeof value === 'string' ? [value] : value;
}

type Test = (accepted: string, value: string) => boolean;
const OPERATORS: Readonly<Record<string, Test>> = {
  StringEquals: (accepted, value) => accepted === value,
  StringEqualsIgnoreCase: (accepted, value) => accepted.toLowerCase() === value.toLowerCase(),
  StringLike: (accepted, value) => matchesPattern(accepted, value),
  ArnEquals: (accepted, value) => matchesPattern(accepted, value),
  ArnLike: (accepted, value) => matchesPattern(accepted, value),
  Bool: (accepted, value) => accepted.toLowerCase() === value.toLowerCase(),
};
const NEGATED: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
};

/** One operator over one key; `values` is null when the call has no such key. An operator we do not know never holds. */
function holds(operator: string, accepted: readonly string[], values: readonly string[] | null): boolean {
  const [, quantifier, name = '', ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  if (name === 'Null') return accepted.some((value) => (value === 'true') === (values === null));
  const negated = NEGATED[name];
  const test = OPERATORS[negated ?? name];
  if (test === undefined) return false;
  const one = (value: string) => accepted.some((text) => test(text, value)) === (negated === undefined);
  if (quantifier === 'ForAllValues') return (values ?? []).every(one);
  if (values === null) return ifExists !== undefined || (negated !== undefined && quantifier === undefined);
  return values.some(one);
}
