import { stamp, textOf, type Values } from './log-query-row';

/** One figure of `stats`: `pct(@duration, 95) as p95`. */
export interface Figure {
  readonly fn: string;
  readonly field: string;
  /** Of a percentile: which one. */
  readonly share: number | null;
  readonly name: string;
}

export interface Stats {
  readonly figures: readonly Figure[];
  readonly by: readonly string[];
}

const FIGURE = /^(count|sum|avg|min|max|pct)\(\s*(\*|[@\w.]*)\s*(?:,\s*([\d.]+)\s*)?\)(?:\s+as\s+(\w+))?$/i;
const GROUP = /^(?:[@\w.]+|bin\(\d+\s*[smhd]\w*\))$/i;

/** `count(*) as n, max(ms) by status`; null where something else is meant. */
export function readStats(text: string): Stats | null {
  const [list = '', groups] = text.split(/\s+by\s+/i);
  const figures = listOf(list).map(readFigure);
  const by = groups === undefined ? [] : listOf(groups);
  const known = figures.filter((figure) => figure !== null);
  return known.length === figures.length && by.every((name) => GROUP.test(name)) ? { figures: known, by } : null;
}

function readFigure(part: string): Figure | null {
  const [, fn, field, share, name] = FIGURE.exec(part) ?? [];
  if (fn === undefined || (fn.toLowerCase() === 'pct') !== (share !== undefined)) return null;
  return {
    fn: fn.toLowerCase(),
    field: field ?? '*',
    share: share === undefined ? null : Number(share),
    name: name ?? part.replace(/\s+as.*$/i, ''),
  };
}

/** Parts between commas, those inside brackets left alone. */
export function listOf(text: string): string[] {
  return text.split(/,(?![^(]*\))/).map((name) => name.trim());
}

export function groupRows(rows: readonly Values[], { figures, by }: Stats): Values[] {
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

function figureOf({ fn, field, share }: Figure, rows: readonly Values[]): number {
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
    case 'pct':
      return percentile(numbers, share ?? 50);
    default:
      return Math.max(...numbers);
  }
}

function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.max(0, Math.ceil((share / 100) * sorted.length) - 1));
  return sorted[at] ?? Number.NaN;
}
