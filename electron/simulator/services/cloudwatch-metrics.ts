import { z } from 'zod';
import { isRecord } from '../models/json';
import { foldSeries, isStatistic, readInsights, readStat, type Series } from '../models/metric-query';
import type { MetricKey, Metrics, Place, Statistics } from '../models/metrics';
import type { Call, Operation } from '../service';
import type { SimulatedTime } from '../world';
import { Dimensions, invalid, listed, MetricQuery, metricOf, next, operation, placeOf } from './cloudwatch-access';

const Datum = z.object({
  MetricName: z.string().min(1),
  Dimensions,
  Timestamp: z.number().optional(),
  Value: z.number().optional(),
  Values: z.array(z.number()).optional(),
  Counts: z.array(z.number()).optional(),
  StatisticValues: z.object({ SampleCount: z.number(), Sum: z.number(), Minimum: z.number(), Maximum: z.number() }).optional(),
});

const DRS = 'AWS/DRS';

export function metricOperations(
  metrics: Metrics,
  time: SimulatedTime,
  drsAccount: string | null,
): Readonly<Record<string, Operation>> {
  /** Where a call looks for a namespace. */
  const placeFor = (call: Call, namespace: string): Place =>
    namespace === DRS && !call.caller.known && drsAccount !== null ? { account: drsAccount, region: call.region } : placeOf(call);
  const listAll = (call: Call): readonly MetricKey[] => {
    const own = metrics.list(placeOf(call));
    const drsPlace = placeFor(call, DRS);
    if (drsPlace.account === call.caller.accountId) return own;
    return [
      ...own.filter(({ namespace }) => namespace !== DRS),
      ...metrics.list(drsPlace).filter(({ namespace }) => namespace === DRS),
    ];
  };
  return {
    PutMetricData: operation(
      z.object({ Namespace: z.string().min(1), MetricData: z.array(Datum).max(1000).default([]) }),
      (input, call) => {
        if (input.Namespace.startsWith('AWS/'))
          throw invalid('InvalidParameterValueException', 'The value AWS/ for parameter Namespace is invalid.');
        for (const datum of input.MetricData) {
          const key = { namespace: input.Namespace, name: datum.MetricName, dimensions: datum.Dimensions };
          const at = datum.Timestamp === undefined ? time.now() : datum.Timestamp * 1000;
          metrics.add(placeOf(call), key, at, readStatistics(datum));
        }
      },
      { conditions: ({ Namespace }) => ({ 'cloudwatch:namespace': Namespace }) },
    ),
    ListMetrics: operation(
      z.object({
        Namespace: z.string().optional(),
        MetricName: z.string().optional(),
        Dimensions: z.array(z.object({ Name: z.string(), Value: z.string().optional() })).default([]),
        NextToken: z.string().optional(),
      }),
      (input, call) => {
        const all = listAll(call)
          .filter(({ namespace }) => input.Namespace === undefined || namespace === input.Namespace)
          .filter(({ name }) => input.MetricName === undefined || name === input.MetricName)
          .filter(({ dimensions }) =>
            input.Dimensions.every(
              ({ Name, Value }) => Name in dimensions && (Value === undefined || dimensions[Name] === Value),
            ),
          );
        const scope = JSON.stringify([call.caller.accountId, call.region, input.Namespace, input.MetricName, input.Dimensions]);
        const page = listed(all, input.NextToken, 500, scope, ({ namespace, name, dimensions }) =>
          JSON.stringify([namespace, name, dimensions]),
        );
        return { Metrics: page.items.map(shownMetric), ...next(page.nextToken) };
      },
    ),
    GetMetricData: operation(
      z.object({
        MetricDataQueries: z.array(MetricQuery).min(1).max(500),
        StartTime: z.number(),
        EndTime: z.number(),
        ScanBy: z.enum(['TimestampAscending', 'TimestampDescending']).default('TimestampDescending'),
      }),
      (input, call) => {
        if (input.StartTime >= input.EndTime)
          throw invalid('ValidationError', 'The parameter StartTime must be less than the parameter EndTime.');
        const window = { from: input.StartTime * 1000, to: input.EndTime * 1000 };
        const place = (namespace: string) => placeFor(call, namespace);
        const results = readQueries(metrics, place, input.MetricDataQueries, window);
        return { Messages: [], MetricDataResults: results.map((result) => shownResult(result, input.ScanBy)) };
      },
    ),
  };
}

interface Found extends Series {
  readonly id: string;
}
interface Window {
  readonly from: number;
  readonly to: number;
}

/** Expressions may name queries that stand behind them, so metrics are read first. */
function readQueries(
  metrics: Metrics,
  placeOfNamespace: (namespace: string) => Place,
  queries: readonly MetricQuery[],
  window: Window,
): Found[] {
  const byId = new Map<string, Series>();
  for (const { Id, MetricStat: wanted } of queries) {
    if (wanted === undefined) continue;
    if (!isStatistic(wanted.Stat))
      throw invalid('InvalidParameterValueException', `The value ${wanted.Stat} for parameter Stat is not supported.`);
    const stat = { metric: metricOf(wanted.Metric), periodMs: wanted.Period * 1000, statistic: wanted.Stat };
    byId.set(Id, readStat(metrics, placeOfNamespace(wanted.Metric.Namespace), stat, window.from, window.to));
  }
  return queries
    .filter(({ ReturnData }) => ReturnData)
    .flatMap((query): Found[] => {
      const direct = byId.get(query.Id);
      const found = direct === undefined ? readExpression(metrics, placeOfNamespace, query, byId, window) : [direct];
      const label = query.Label;
      return found.map((series) => ({
        id: query.Id,
        points: series.points,
        label: found.length > 1 ? series.label : (label ?? series.label),
      }));
    });
}

function readExpression(
  metrics: Metrics,
  placeOfNamespace: (namespace: string) => Place,
  { Expression: text = '', Period = 60 }: MetricQuery,
  byId: ReadonlyMap<string, Series>,
  { from, to }: Window,
): readonly Series[] {
  const folded = foldSeries(text, byId);
  if (folded !== null) return [folded];
  const place = placeOfNamespace(text.includes(DRS) ? DRS : '');
  const found = readInsights(metrics, place, { text, periodMs: Period * 1000 }, from, to);
  if (!found.ok) throw invalid('ValidationError', `Metric math is not simulated: ${text}`);
  return found.value;
}

function shownResult({ id, label, points }: Found, scanBy: 'TimestampAscending' | 'TimestampDescending') {
  const ordered = scanBy === 'TimestampDescending' ? [...points].reverse() : points;
  return {
    Id: id,
    Label: label,
    Timestamps: ordered.map(({ at }) => at / 1000),
    Values: ordered.map(({ value }) => value),
    StatusCode: 'Complete',
  };
}

function readStatistics(datum: z.output<typeof Datum>): Statistics {
  const { StatisticValues: given, Values: values = [], Counts: counts = [], Value: value } = datum;
  if (isRecord(given)) return { sum: given.Sum, count: given.SampleCount, minimum: given.Minimum, maximum: given.Maximum };
  const all = value === undefined ? values : [value];
  if (all.length === 0) throw invalid('MissingRequiredParameterException', 'At least one of the parameters must be specified.');
  const weights = all.map((_item, index) => counts[index] ?? 1);
  return {
    sum: all.reduce((sum, item, index) => sum + item * (weights[index] ?? 1), 0),
    count: weights.reduce((sum, weight) => sum + weight, 0),
    minimum: Math.min(...all),
    maximum: Math.max(...all),
  };
}

function shownMetric({ namespace, name, dimensions }: MetricKey) {
  return {
    Namespace: namespace,
    MetricName: name,
    Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
  };
}
