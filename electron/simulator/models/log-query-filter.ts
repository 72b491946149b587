import { textOf, type Values } from './log-query-row';

export type Test = (row: Values) => boolean;

/** Text in quotation marks and expressions, in which no word means anything. */
const QUOTED = String.raw`"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\/(?:[^/\\\n]|\\.)+\/[a-z]*`;

/** The conditions of `filter`: `like`, comparisons and `ispresent`, joined by `and` and `or`; null where something else is meant. */
export function readFilter(text: string): Test | null {
  const any = splitAt(text, 'or').map((each) => {
    const all = splitAt(each, 'and').map(readClause);
    return all.includes(null) ? null : (row: Values) => all.every((test) => test?.(row) === true);
  });
  return any.includes(null) ? null : (row) => any.some((test) => test?.(row) === true);
}

function splitAt(text: string, word: 'and' | 'or'): string[] {
  const parts = [''];
  for (const [piece] of text.matchAll(new RegExp(`${QUOTED}|\\s+${word}\\s+|[\\s\\S]`, 'gi'))) {
    if (piece.trim().toLowerCase() === word) parts.push('');
    else parts.push((parts.pop() ?? '') + piece);
  }
  return parts;
}

function readClause(clause: string): Test | null {
  const like = /^\s*([@\w.]+)\s+(not\s+)?(?:like|=~)\s+(?:\/(.+)\/(i?)|"(.*)"|'(.*)')\s*$/is.exec(clause);
  if (like !== null) {
    const [, field = '', negated, source, flags, double, single] = like;
    const matches = source === undefined ? plainText(double ?? single ?? '') : expression(source, flags);
    return matches === null ? null : (row) => matches(textOf(row[field])) === (negated === undefined);
  }
  const compare = /^\s*([@\w.]+)\s*(!=|>=|<=|=|>|<)\s*(?:"(.*)"|'(.*)'|(-?[\d.]+))\s*$/s.exec(clause);
  if (compare !== null) {
    const [, field = '', operator = '', double, single, bare = ''] = compare;
    return (row) => compares(operator, textOf(row[field]), double ?? single ?? bare);
  }
  const present = /^\s*ispresent\(([@\w.]+)\)\s*$/i.exec(clause)?.[1];
  return present === undefined ? null : (row) => row[present] !== undefined;
}

function plainText(part: string): (text: string) => boolean {
  return (text) => text.includes(part);
}

function expression(source: string, flags: string | undefined): ((text: string) => boolean) | null {
  try {
    // Insights writes case-insensitive as (?i) at the beginning.
    const pattern = new RegExp(source.replace(/^\(\?i\)/, ''), flags === 'i' || source.startsWith('(?i)') ? 'i' : '');
    return (text) => pattern.test(text);
  } catch {
    return null;
  }
}

function compares(operator: string, actual: string, wanted: string): boolean {
  switch (operator) {
    case '=':
      return actual === wanted;
    case '!=':
      return actual !== wanted;
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
