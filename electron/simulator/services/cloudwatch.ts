import { z } from 'zod';
import { isRecord } from '../models/json';
import { type MetricKey, type Metrics, type Minute, merge, type Place, type Statistics } from '../models/metrics';
import { pageOf } from '../models/page';
import { AwsFault, type Call, type Operation, type Service } from '../service';
import type { SimulatedTime } from '../world';
import { operations } from './operation';

const invalid = (code: string, message: string) => new AwsFault(code, message);
const operation = operations((field, problem) =>
  invalid('InvalidParameterValueException', `The value for parameter ${field} is invalid: ${problem}`),
);

const Dimensions = z
  .array(z.object({ Name: z.string(), Value: z.string() }))
  .default([])
  .transform((list) => Object.fromEntries(list.map(({ Name, Value }) => [Name, Value])));
const Datum = z.object({
  MetricName: z.string().min(1),
  Dimensions,
  Timestamp: z.number().optional(),
  Value: z.number().optional(),
  Values: z.array(z.number()).optional(),
  Counts: z.array(z.number()).optional(),
  StatisticValues: z.object({ SampleCount: z.number(), Sum: z.number(), Minimum: z.number(), Maximum: z.number() }).optional(),
});
const Stat = z.object({
  Metric: z.object({ Namespace: z.string(), MetricName: z.string(), Dimensions }),
  Period: z.number().int().min(1),
  Stat: z.string(),
});
const MetricQuery = z.object({
  Id: z.string().regex(/^[a-z]\w*$/),
  MetricStat: Stat.optional(),
  Expression: z.string().optional(),
  Label: z.string().optional(),
  ReturnData: z.boolean().default(true),
});
type MetricQuery = z.output<typeof MetricQuery>;

const STATISTICS: Readonly<Record<string, (values: Statistics) => number>> = {
  Sum: ({ sum }) => sum,
  Average: ({ sum, count }) => sum / count,
  Minimum: ({ minimum }) => minimum,
  Maximum: ({ maximum }) => maximum,
  SampleCount: ({ count }) => count,
};

/** CloudWatch metrics and alarms, as far as a console and its CLI ask; metric math is not simulated. */
export function cloudwatchService(metrics: Metrics, time: SimulatedTime): Service {
  return {
    id: 'monitoring',
    signingName: 'monitoring',
    iamPrefix: 'cloudwatch',
    protocol: {
      kind: 'json',
      version: '1.0',
      targetPrefix: 'GraniteServiceVersion20100801',
      queryMode: true,
      errorNamespace: 'com.amazonaws.cloudwatch.v2010_08_01',
      queryErrors: {
        InvalidParameterValueException: 'InvalidParameterValue',
        MissingRequiredParameterException: 'MissingParameter',
      },
    },
    operations: metricOperations(metrics, time),
  };
}

function metricOperations(metrics: Metrics, time: SimulatedTime): Readonly<Record<string, Operation>> {
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
    ),
    ListMetrics: operation(
      z.object({
        Namespace: z.string().optional(),
        MetricName: z.string().optional(),
        Dimensions: z.array(z.object({ Name: z.string(), Value: z.string().optional() })).default([]),
        NextToken: z.string().optional(),
      }),
      (input, call) => {
        const all = metrics
          .list(placeOf(call))
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
        const wanted = input.MetricDataQueries.filter(({ ReturnData }) => ReturnData);
        const results = wanted.map((query) =>
          series(metrics, placeOf(call), query, input.StartTime * 1000, input.EndTime * 1000),
        );
        if (input.ScanBy === 'TimestampDescending') for (const { points } of results) points.reverse();
        return {
          Messages: [],
          MetricDataResults: results.map(({ id, label, points }) => ({
            Id: id,
            Label: label,
            Timestamps: points.map(({ at }) => at / 1000),
            Values: points.map(({ value }) => value),
            StatusCode: 'Complete',
          })),
        };
      },
    ),
    DescribeAlarms: operation(
      z.object({
        AlarmNames: z.array(z.string()).optional(),
        AlarmNamePrefix: z.string().default(''),
        StateValue: z.string().optional(),
        MaxRecords: z.number().int().min(1).max(100).default(50),
        NextToken: z.string().optional(),
      }),
      (input, call) => {
        const all = metrics
          .alarms(placeOf(call))
          .filter(({ name }) => name.startsWith(input.AlarmNamePrefix) && (input.AlarmNames?.includes(name) ?? true))
          .filter(({ state }) => input.StateValue === undefined || state === input.StateValue);
        const scope = JSON.stringify(['alarms', call.caller.accountId, call.region, input.AlarmNamePrefix, input.StateValue]);
        const page = listed(all, input.NextToken, input.MaxRecords, scope, ({ name }) => name);
        const MetricAlarms = page.items.map((alarm) => ({ AlarmName: alarm.name, StateValue: alarm.state, ...alarm.fields }));
        return { MetricAlarms, CompositeAlarms: [], ...next(page.nextToken) };
      },
    ),
  };
}

function series(metrics: Metrics, place: Place, query: MetricQuery, from: number, to: number) {
  const { MetricStat: wanted } = query;
  if (wanted === undefined) throw invalid('ValidationError', `Metric math is not simulated: ${query.Expression ?? ''}`);
  const statistic = STATISTICS[wanted.Stat];
  if (statistic === undefined)
    throw invalid('InvalidParameterValueException', `The value ${wanted.Stat} for parameter Stat is not supported.`);
  const { Namespace: namespace, MetricName: name, Dimensions: dimensions } = wanted.Metric;
  const periodMs = wanted.Period * 1000;
  const minutes = metrics.minutes(place, { namespace, name, dimensions }, Math.floor(from / periodMs) * periodMs, to);
  const points = byPeriod(minutes, periodMs).map(({ at, ...values }) => ({ at, value: statistic(values) }));
  return { id: query.Id, label: query.Label ?? name, points };
}

function byPeriod(minutes: readonly Minute[], periodMs: number): Minute[] {
  const periods: Minute[] = [];
  for (const minute of minutes) {
    const at = Math.floor(minute.at / periodMs) * periodMs;
    const last = periods.at(-1);
    if (last?.at === at) periods[periods.length - 1] = { at, ...merge(last, minute) };
    else periods.push({ ...minute, at });
  }
  return periods;
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

function listed<T>(all: readonly T[], token: string | undefined, limit: number, scope: string, key: (item: T) => string) {
  const page = pageOf(all, { token, limit, scope: `monitoring ${scope}`, key });
  if (!page.ok) throw invalid('InvalidNextToken', 'The next token specified is invalid.');
  return page.value;
}

function next(token: string | null): { NextToken?: string } {
  return token === null ? {} : { NextToken: token };
}

function shownMetric({ namespace, name, dimensions }: MetricKey) {
  return {
    Namespace: namespace,
    MetricName: name,
    Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
  };
}

function placeOf({ caller, region }: Call): Place {
  return { account: caller.accountId, region };
}
