import { err, ok, type Result } from '../../../shared/lib/result';
import { unreachable } from '../../../shared/lib/unreachable';
import { readFilter, type Test } from './log-query-filter';
import { type QueriedEvent, textOf, type Values, valuesOf } from './log-query-row';
import { groupRows, listOf, readStats, type Stats } from './log-query-stats';

/** A row of a Logs Insights answer: field name → text. */
export type Row = Readonly<Record<string, string>>;

type Command =
  | { readonly kind: 'fields'; readonly names: readonly string[] }
  | { readonly kind: 'filter'; readonly test: Test }
  | { readonly kind: 'sort'; readonly field: string; readonly order: 'asc' | 'desc' }
  | { readonly kind: 'limit'; readonly count: number }
  | ({ readonly kind: 'stats' } & Stats);

export interface LogQuery {
  run(events: readonly QueriedEvent[]): { readonly rows: readonly Row[]; readonly matched: number };
}

const DEFAULT_LIMIT = 10_000;
const FIELD = /^[@\w.-]+$/;

/** Logs Insights, in part: `fields`, `display`, `filter` (like, =, !=, and, or), `sort`, `limit`, `stats … by bin(5m)`. Anything else is refused. */
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
    case 'display': {
      const names = listOf(rest);
      return names.every((name) => FIELD.test(name)) ? { kind: 'fields', names } : null;
    }
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
    case 'stats': {
      const stats = readStats(rest);
      return stats === null ? null : { kind: 'stats', ...stats };
    }
    default:
      return null;
  }
}

function runQuery(commands: readonly Command[], events: readonly QueriedEvent[]) {
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
        rows = groupRows(rows, command);
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
