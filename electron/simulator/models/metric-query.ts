import { err, ok, type Result } from '../../../shared/lib/result';
import { type MetricKey, type Metrics, type Minute, merge, type Place, type Statistics } from './metrics';

export interface MetricStat {
  readonly metric: MetricKey;
  readonly periodMs: number;
  readonly statistic: string;
}

export interface Series {
  readonly label: string;
  readonly points: readonly { readonly at: number; readonly value: number }[];
}

const STATISTICS: Readonly<Record<string, (values: Statistics) => number>> = {
  Sum: ({ sum }) => sum,
  Average: ({ sum, count }) => sum / count,
  Minimum: ({ minimum }) => minimum,
  Maximum: ({ maximum }) => maximum,
  SampleCount: ({ count }) => count,
};
const INSIGHTS: Readonly<Record<string, string>> = {
  SUM: 'Sum',
  AVG: 'Average',
  MIN: 'Minimum',
  MAX: 'Maximum',
  COUNT: 'SampleCount',
};

export function isStatistic(name: string): boolean {
  return Object.hasOwn(STATISTICS, name);
}

/** One metric by period, oldest first; periods without data are absent. The statistic must be a known one. */
export function readStat(metrics: Metrics, place: Place, wanted: MetricStat, from: number, to: number): Series {
  const { metric, periodMs } = wanted;
  const minutes = metrics.minutes(place, metric, Math.floor(from / periodMs) * periodMs, to);
  return { label: metric.name, points: byPeriod(minutes, periodMs).map(pointOf(wanted.statistic)) };
}

function pointOf(statistic: string) {
  return ({ at, ...values }: Minute) => ({ at, value: STATISTICS[statistic]?.(values) ?? Number.NaN });
}

function byPeriod(minutes: readonly Minute[], periodMs: number): Minute[] {
  const periods = new Map<number, Minute>();
  for (const minute of minutes) {
    const at = Math.floor(minute.at / periodMs) * periodMs;
    const before = periods.get(at);
    periods.set(at, before === undefined ? { ...minute, at } : { at, ...merge(before, minute) });
  }
  return [...periods.values()].sort((a, b) => a.at - b.at);
}

const SELECT =
  /^\s*SELECT\s+(SUM|AVG|MIN|MAX|COUNT)\(\s*"?(\w+)"?\s*\)\s+FROM\s+(?:SCHEMA\(\s*"?([^",)]+)"?((?:\s*,\s*"?\w+"?)*)\s*\)|"([^"]+)")(?:\s+WHERE\s+(.+?))?(?:\s+GROUP\s+BY\s+(.+?))?(?:\s+ORDER\s+BY\s+\w+\(\)(?:\s+(ASC|DESC))?)?(?:\s+LIMIT\s+(\d+))?\s*$/is;
const MAX_INSIGHTS_SERIES = 500;

/**
 * A Metrics Insights query: `SELECT MAX(LagDuration) FROM SCHEMA("AWS/DRS", SourceServerID) GROUP BY SourceServerID`. One
 * series a group, busiest first. The error is the reason CloudWatch gives.
 */
export function readInsights(
  metrics: Metrics,
  place: Place,
  query: { readonly text: string; readonly periodMs: number },
  from: number,
  to: number,
): Result<readonly Series[], string> {
  const parts = SELECT.exec(query.text);
  if (parts === null) return err(`Error in expression: ${query.text}`);
  const [, fn = '', name = '', schema, keys = '', bare, where, group, order, limit] = parts;
  const namespace = schema ?? bare ?? '';
  const dimensions = namesIn(keys);
  const grouped = group === undefined ? [] : namesIn(group);
  const wants = readWhere(where);
  const chosen = metrics
    .list(place)
    .filter((metric) => metric.namespace === namespace && metric.name === name)
    .filter((metric) => schema === undefined || sameNames(Object.keys(metric.dimensions), dimensions))
    .filter((metric) => wants.every(([key, value]) => metric.dimensions[key] === value));
  const groups = new Map<string, Minute[]>();
  for (const metric of chosen) {
    const label = grouped.map((key) => metric.dimensions[key] ?? '').join(' ') || name;
    const found = metrics.minutes(place, metric, Math.floor(from / query.periodMs) * query.periodMs, to);
    groups.set(label, [...(groups.get(label) ?? []), ...found]);
  }
  const point = pointOf(INSIGHTS[fn.toUpperCase()] ?? '');
  const all = [...groups].map(([label, minutes]) => ({ label, points: byPeriod(minutes, query.periodMs).map(point) }));
  const size = ({ points }: Series) => points.reduce((sum, { value }) => sum + value, 0);
  const sign = order?.toUpperCase() === 'ASC' ? 1 : -1;
  return ok(all.sort((a, b) => sign * (size(a) - size(b))).slice(0, Number(limit ?? MAX_INSIGHTS_SERIES)));
}

function namesIn(list: string): string[] {
  return list
    .split(',')
    .map((part) => part.trim().replaceAll('"', ''))
    .filter((part) => part !== '');
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name) => b.includes(name));
}

function readWhere(text: string | undefined): [string, string][] {
  return (text ?? '').split(/\s+AND\s+/i).flatMap((part): [string, string][] => {
    const [, key, value] = /^\s*"?(\w+)"?\s*=\s*'([^']*)'\s*$/.exec(part) ?? [];
    return key === undefined || value === undefined ? [] : [[key, value]];
  });
}

/** `MAX(METRICS())`, `SUM([m1, m2])`: several series folded into one, period by period; null for any other expression. */
export function foldSeries(expression: string, byId: ReadonlyMap<string, Series>): Series | null {
  const [, fn = '', list = ''] = /^\s*(SUM|AVG|MIN|MAX)\(\s*(METRICS\(\)|\[[\w\s,]+\]|\w+)\s*\)\s*$/i.exec(expression) ?? [];
  const direct = byId.get(expression.trim());
  if (direct !== undefined) return direct;
  if (fn === '') return null;
  const ids = list.toUpperCase() === 'METRICS()' ? [...byId.keys()] : namesIn(list.replace(/[[\]]/g, ''));
  const minutes = ids
    .flatMap((id) => byId.get(id)?.points ?? [])
    .map(({ at, value }) => ({ at, sum: value, count: 1, minimum: value, maximum: value }));
  return { label: expression, points: byPeriod(minutes, 1).map(pointOf(INSIGHTS[fn.toUpperCase()] ?? '')) };
}
