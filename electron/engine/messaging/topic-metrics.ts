import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import type { TopicMetric } from '../../../shared/contract/sns';
import { type Instant, instantOf } from '../../../shared/domain/primitives';
import type { AwsContext } from '../aws/aws-context';
import { nameOfTopic } from './topics';

const metricNames = [
  'NumberOfMessagesPublished',
  'NumberOfNotificationsDelivered',
  'NumberOfNotificationsFailed',
  'NumberOfNotificationsFilteredOut',
  'NumberOfNotificationsFilteredOut-NoMessageAttributes',
  'NumberOfNotificationsRedrivenToDlq',
] as const;

export interface TopicMetrics {
  readonly items: TopicMetric[];
  readonly from: Instant;
  readonly to: Instant;
  readonly periodSeconds: number;
}

/** What CloudWatch counted of a topic in the last `hours` before `nowMs`, in one call. */
export async function readTopicMetrics(aws: AwsContext, topicArn: string, hours: number, nowMs: number): Promise<TopicMetrics> {
  const { accountId } = await aws.identity();
  const { cloudwatch } = await aws.setup({ accountId, region: aws.spec.region });
  const periodSeconds = hours <= 3 ? 60 : hours <= 24 ? 300 : 3600;
  const from = nowMs - hours * 3_600_000;
  const answer = await cloudwatch.send(
    new GetMetricDataCommand({
      StartTime: new Date(from),
      EndTime: new Date(nowMs),
      ScanBy: 'TimestampAscending',
      MetricDataQueries: metricNames.map((MetricName, index) => ({
        Id: `m${index}`,
        MetricStat: {
          Metric: { Namespace: 'AWS/SNS', MetricName, Dimensions: [{ Name: 'TopicName', Value: nameOfTopic(topicArn) }] },
          Period: periodSeconds,
          Stat: 'Sum',
        },
      })),
    }),
  );
  const items = metricNames.map((name, index): TopicMetric => {
    const { Timestamps = [], Values = [] } = answer.MetricDataResults?.find(({ Id }) => Id === `m${index}`) ?? {};
    const points = Timestamps.map((at, position) => ({ at: instantOf(at.getTime()), value: Values[position] ?? 0 }));
    return { name, points, total: points.length === 0 ? null : points.reduce((sum, { value }) => sum + value, 0) };
  });
  return { items, from: instantOf(from), to: instantOf(nowMs), periodSeconds };
}
