import { err, ok, type Result } from '../../../shared/lib/result';
import { unreachable } from '../../../shared/lib/unreachable';
import { readJson } from './json';
import { fieldOf } from './log-filter';
import type { LogEvent } from './logs';

/** A row of a Logs Insights answer: field name → text. */
export type Row = Readonly<Record<string, string>>;
type Values = Readonly<Record<string, unknown>>;
type Test = (row: Values) => boolean;

type Command =
  | { readonly kind: 'fields'; readonly names: readonly string[] }
  | { readonly kind: 'filter'; readonly test: Test }
  | { readonly kind: 'sort'; readonly field: string; readonly order: 'asc' | 'desc' }
  | { readonly kind: 'limit'; readonly count: number }
  | { readonly kind: 'stats'; readonly figures: readonly Figure[]; readonly by: readonly string[] };

interface Figure {
  readonly fn: string;
  readonly field: string;
  readonly name: string;
}

export interface LogQuery {
  run(events: readonly (LogEvent & { readonly group: string })[]): { readonly rows: readonly Row[]; readonly matched: number };
}

const DEFAULT_LIMIT = 10_000;

/** Logs Insights, in part: `fields`, `display`, `filter` (like, =, !=, and, or), `sort`, `limit`, `stats … by bin(5m)`. */
export function compileLogQuery(text: string): Result<LogQuery, string> {
  const commands: Command[] = [];
  for (const part of splitPipes(text)) {
    const command = readCommand(part);
    if (command === null) return err(`unexpected symbol found ${part.split(/\s/)[0]} at line 1`);
    commands.push(command);
  }
  return ok({ run: (events) => runQuery(commands, events) });
}

/** Bars inside quotation marks or an expression do not separate commands. */
function splitPipes(text: string): string[] {
  const parts = text.match(/(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\/(?:[^/\\\n]|\\.)+\/[a-z]*|[^|])+/g) ?? [];
  return parts.map((part) => part.replace(/#.*$/gm, '').trim()).filter((part) => part !== '');
}

function readCommand(part: string): Command | null {
  const [, word = '', rest = ''] = /^(\w+)\s+([\s\S]*)$/.exec(part) ?? [];
  switch (word.toLowerCase()) {
    case 'fields':
    case 'display':
      return { kind: 'fields', names: listOf(rest) };
    case 'filter': {
      const test = readFilter(rest);
      return test === null ? null : { kind: 'filter', test };
    }
    case 'sort': {
      const [, field, order = 'asc'] = /^([@\w.()]+)(?:\s+(asc|desc))?$/i.exec(rest.trim()) ?? [];
      return field === undefined ? null : { kind: 'sort', field, order: order.toLowerCase() === 'desc' ? 'desc' : 'asc' };
    }
    case 'limit':
    case 'head':
      return /^\d+$/.test(rest.trim()) ? { kind: 'limit', count: Number(rest) } : null;
    case 'stats':
      return readStats(rest);
    default:
      return null;
  }
}

function listOf(text: string): string[] {
  return text.split(/,(?![^(]*\))/).map((name) => name.trim());
}

function readFilter(text: string): Test | null {
  const any = text.split(/\s+or\s+/i).map((each) => {
    const all = each.split(/\s+and\s+/i).map(readClause);
    return all.includes(null) ? null : (row: Values) => all.every((test) => test?.(row) === true);
  });
  return any.includes(null) ? null : (row) => any.some((test) => test?.(row) === true);
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

function readStats(text: string): Command | null {
  const [list = '', groups] = text.split(/\s+by\s+/i);
  const figures = listOf(list).map((part): Figure | null => {
    const [, fn, field, name] = /^(count|sum|avg|min|max)\(\s*(\*|[@\w.]*)\s*\)(?:\s+as\s+(\w+))?$/i.exec(part) ?? [];
    return fn === undefined ? null : { fn: fn.toLowerCase(), field: field ?? '*', name: name ?? part.replace(/\s+as.*$/i, '') };
  });
  const known = figures.filter((figure) => figure !== null);
  if (known.length !== figures.length) return null;
  return { kind: 'stats', figures: known, by: groups === undefined ? [] : listOf(groups) };
}

function runQuery(commands: readonly Command[], events: readonly (LogEvent & { readonly group: string })[]) {
  let rows: Values[] = events.map(valuesOf);
  let shown: readonly string[] = ['@timestamp', '@message'];
  let limit = DEFAULT_LIMIT;
  let matched = 0;
  // Without a sort of its own, the newest come first.
  if (!commands.some(({ kind }) => kind === 'sort' || kind === 'stats')) rows.reverse();
  for (const command of commands) {
    switch (command.kind) {
      case 'fields':
        shown = command.names;
        break;
      case 'filter':
        rows = rows.filter(command.test);
        break;
      case 'stats':
        matched = rows.length;
        rows = groupRows(rows, command.figures, command.by);
        shown = [...command.by, ...command.figures.map(({ name }) => name)];
        break;
      case 'sort':
        rows = sorted(rows, command.field, command.order);
        break;
      case 'limit':
        limit = command.count;
        break;
      default:
        unreachable(command);
    }
  }
  const isGrouped = commands.some(({ kind }) => kind === 'stats');
  const names = isGrouped ? shown : [...shown, '@ptr'];
  return { rows: rows.slice(0, limit).map((row) => cut(row, names)), matched: isGrouped ? matched : rows.length };
}

/** Fields CloudWatch gives every event; those of a JSON line are looked up when asked for. */
function valuesOf(event: LogEvent & { readonly group: string }): Values {
  const own: Record<string, unknown> = {
    '@timestamp': stamp(event.at),
    '@message': event.message,
    '@logStream': event.stream,
    '@log': event.group,
    '@ptr': Buffer.from(event.id).toString('base64'),
  };
  if (!event.message.startsWith('{')) return own;
  const parsed = readJson(event.message);
  return new Proxy(own, {
    get: (target, name) => (typeof name === 'string' ? (target[name] ?? fieldOf(parsed, name)) : undefined),
  });
}

/** `2026-03-14 09:25:11.482` */
function stamp(at: number): string {
  return new Date(at).toISOString().replace('T', ' ').slice(0, 23);
}

function groupRows(rows: readonly Values[], figures: readonly Figure[], by: readonly string[]): Values[] {
  const groups = new Map<string, { readonly key: Record<string, string>; readonly rows: Values[] }>();
  for (const row of rows) {
    const key = Object.fromEntries(by.map((name) => [name, groupValue(row, name)]));
    const id = JSON.stringify(key);
    const group = groups.get(id) ?? { key, rows: [] };
    group.rows.push(row);
    groups.set(id, group);
  }
  return [...groups.values()].map(({ key, rows: members }) => ({
    ...key,
    ...Object.fromEntries(figures.map((figure) => [figure.name, figureOf(figure, members)])),
  }));
}

const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function groupValue(row: Values, name: string): string {
  const [, count, unit = ''] = /^bin\((\d+)\s*([smhd])\w*\)$/i.exec(name) ?? [];
  if (count === undefined) return textOf(row[name]);
  const size = Number(count) * (UNIT_MS[unit.toLowerCase()] ?? 1);
  const at = Date.parse(`${textOf(row['@timestamp']).replace(' ', 'T')}Z`);
  return stamp(Math.floor(at / size) * size);
}

function figureOf({ fn, field }: Figure, rows: readonly Values[]): number {
  const values = rows.map((row) => row[field]).filter((value) => value !== undefined);
  const numbers = values.map(Number);
  switch (fn) {
    case 'count':
      return field === '*' || field === '' ? rows.length : values.length;
    case 'sum':
      return numbers.reduce((sum, value) => sum + value, 0);
    case 'avg':
      return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
    case 'min':
      return Math.min(...numbers);
    default:
      return Math.max(...numbers);
  }
}

function sorted(rows: readonly Values[], field: string, order: 'asc' | 'desc'): Values[] {
  const sign = order === 'asc' ? 1 : -1;
  return [...rows].sort((a, b) => sign * compareValues(a[field], b[field]));
}

function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [textOf(a), textOf(b)];
  return left === right ? 0 : left < right ? -1 : 1;
}

function cut(row: Values, names: readonly string[]): Row {
  return Object.fromEntries(names.flatMap((name) => (row[name] === undefined ? [] : [[name, textOf(row[name])]])));
}

function textOf(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
