import { err, ok, type Result } from '../../../shared/lib/result';
import { isRecord, readJson } from './json';

export type LogTest = (message: string) => boolean;

/**
 * A CloudWatch Logs filter pattern: words that must all occur, `?word` of which one must, `-word` which must not, phrases in
 * quotation marks, `%expression%`, and `{ $.field = "value" }` for JSON lines.
 */
export function compileLogFilter(pattern: string): Result<LogTest, 'invalid'> {
  const text = pattern.trim();
  if (text === '') return ok(() => true);
  if (text.startsWith('{')) return jsonTest(text);
  if (text.startsWith('[')) return err('invalid');
  const whole = /^%(.+)%$/s.exec(text)?.[1];
  if (whole !== undefined) return expressionTest(whole);
  return wordsTest(text);
}

function wordsTest(text: string): Result<LogTest, 'invalid'> {
  const terms = [...text.matchAll(/([?-]?)(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))/g)].map(([, sign = '', quoted, bare]) => ({
    sign,
    word: quoted?.replace(/\\(.)/g, '$1') ?? bare ?? '',
  }));
  const rest = text.replace(/[?-]?(?:"(?:[^"\\]|\\.)*"|[^\s"]+)/g, '').trim();
  if (rest !== '') return err('invalid');
  const words = (sign: string) => terms.filter((term) => term.sign === sign).map(({ word }) => word);
  const [all, some, none] = [words(''), words('?'), words('-')];
  return ok(
    (message) =>
      all.every((word) => message.includes(word)) &&
      (some.length === 0 || some.some((word) => message.includes(word))) &&
      !none.some((word) => message.includes(word)),
  );
}

function expressionTest(source: string): Result<LogTest, 'invalid'> {
  try {
    const expression = new RegExp(source);
    return ok((message) => expression.test(message));
  } catch {
    return err('invalid');
  }
}

const CLAUSE = /^\s*\$\.([\w.-]+)\s*(!?=|>=|<=|>|<)\s*(?:"([^"]*)"|([\w.*-]+))\s*$/;

function jsonTest(text: string): Result<LogTest, 'invalid'> {
  const inner = /^\{(.*)\}$/s.exec(text)?.[1];
  if (inner === undefined) return err('invalid');
  const clauses = inner.split('&&').map((part) => CLAUSE.exec(part));
  if (clauses.some((clause) => clause === null)) return err('invalid');
  return ok((message) => {
    const value = readJson(message);
    return isRecord(value) && clauses.every((clause) => clause !== null && holds(value, clause));
  });
}

function holds(value: unknown, [, path = '', operator, quoted, bare]: RegExpExecArray): boolean {
  const actual = fieldOf(value, path);
  const wanted = quoted ?? bare ?? '';
  const glob = new RegExp(`^${wanted.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`);
  switch (operator) {
    case '=':
      return actual !== undefined && glob.test(String(actual));
    case '!=':
      return actual !== undefined && !glob.test(String(actual));
    case '>':
      return Number(actual) > Number(wanted);
    case '<':
      return Number(actual) < Number(wanted);
    case '>=':
      return Number(actual) >= Number(wanted);
    default:
      return Number(actual) <= Number(wanted);
  }
}

/** `delivery.statusCode` of a parsed line. */
export function fieldOf(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((part, name) => (isRecord(part) ? part[name] : undefined), value);
}
