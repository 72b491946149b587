import { type CloudWatchClient, ListMetricsCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { type CollectedMetric, collectedMetrics } from '../../../shared/domain/capacity/metric-list';

/** One thing to ask CloudWatch for: a metric of one server, topic, queue… `thing` is null for a metric of the whole account. */
export interface MetricOfThing {
  readonly metric: CollectedMetric;
  readonly thing: string | null;
}

/** Seconds CloudWatch puts into one point. */
export const periodSeconds = 300;

/** DRS metrics of the servers a place is known to have, and of the place as a whole. */
export function drsMetrics(serverIds: readonly string[]): readonly MetricOfThing[] {
  return collectedMetrics
    .filter(({ namespace }) => namespace === 'AWS/DRS')
    .flatMap((metric): MetricOfThing[] =>
      metric.dimension === null ? [{ metric, thing: null }] : serverIds.map((thing) => ({ metric, thing })),
    );
}

/**
 * Metrics of the platform's state machine, topics, queues, rules and functions, by asking CloudWatch which it has. Only names that
 * contain the project's: other things in the account are nobody's business here, and each metric asked for costs.
 */
export async function platformMetrics(
  cloudwatch: CloudWatchClient,
  project: string,
  abortSignal: AbortSignal,
): Promise<readonly MetricOfThing[]> {
  const found: MetricOfThing[] = [];
  for (const metric of collectedMetrics) {
    if (metric.namespace === 'AWS/DRS') continue;
    for (const thing of await thingsOf(cloudwatch, metric, abortSignal))
      if (thing.includes(project)) found.push({ metric, thing });
  }
  return found;
}

async function thingsOf(
  cloudwatch: CloudWatchClient,
  metric: CollectedMetric,
  abortSignal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const things = new Set<string>();
  const asked = { Namespace: metric.namespace, MetricName: metric.awsName };
  let next: string | undefined;
  do {
    const { Metrics = [], NextToken } = await cloudwatch.send(
      new ListMetricsCommand(next === undefined ? asked : { ...asked, NextToken: next }),
      { abortSignal },
    );
    for (const { Dimensions = [] } of Metrics) {
      const [only, ...more] = Dimensions;
      // A function's metrics come once more per alias and version; the whole of it is enough.
      if (more.length === 0 && only?.Name === metric.dimension && only.Value !== undefined) things.add(only.Value);
    }
    next = NextToken;
  } while (next !== undefined);
  return things;
}

/** The query for one metric; `id` must be unique within a call. */
export function queryOf({ metric, thing }: MetricOfThing, id: string): MetricDataQuery {
  const { namespace, awsName, dimension, statistic } = metric;
  return {
    Id: id,
    MetricStat: {
      Metric: {
        Namespace: namespace,
        MetricName: awsName,
        Dimensions: dimension === null || thing === null ? [] : [{ Name: dimension, Value: thing }],
      },
      Period: periodSeconds,
      Stat: statistic,
    },
  };
}

/** A thing's name as a label: the last part of an ARN. */
export function labelsOf({ metric, thing }: MetricOfThing): Readonly<Record<string, string>> {
  const [label] = metric.labels;
  if (label === undefined || thing === null) return {};
  return { [label]: thing.slice(thing.lastIndexOf(':') + 1) };
}
