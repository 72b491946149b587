import { z } from 'zod';
import { consoleMetrics } from '../metrics/console-metrics';

export const MetricUnit = z.enum(['Count', 'Seconds', 'Bytes', 'Percent']);

/** A metric the console keeps: the documented list that rules, charts and `GET /api/metrics` speak of. */
export const MetricInfo = z.object({
  /** Our name, as alert rules spell it. */
  name: z.string(),
  unit: MetricUnit,
  /** `count`: how many there were, to be added up. `gauge`: a state, sampled. `duration`: one value for each thing that took time. */
  kind: z.enum(['gauge', 'count', 'duration']),
  /** How the values of a step become one where nobody says otherwise. */
  usual: z.enum(['avg', 'min', 'max', 'sum']),
  /** How values of one period are put together by CloudWatch. */
  statistic: z.enum(['Sum', 'Maximum']),
  /** Where it comes from: `AWS/DRS LagDuration`, or the console itself. */
  from: z.string(),
  /** What it is measured of: each context, or the console as a whole, whose series have the context `console`. */
  of: z.enum(['context', 'console']),
  /** Names of the labels every point carries, those that are known; beside `account` and `region` where it comes from AWS. */
  labels: z.array(z.string()),
  text: z.string(),
});
export type MetricInfo = z.infer<typeof MetricInfo>;

/** How a metric of CloudWatch becomes one of ours. */
export interface CollectedMetric extends MetricInfo {
  readonly namespace: string;
  readonly awsName: string;
  /** The dimension whose value names the thing, and our label for it; null for a metric of the whole account and region. */
  readonly dimension: string | null;
  /** AWS's unit into ours: `0.001` for milliseconds to seconds. */
  readonly factor: number;
}

type Line = readonly [name: string, awsName: string, unit: MetricInfo['unit'], statistic: MetricInfo['statistic'], text: string];

/** AWS measures durations of Lambda and Step Functions in milliseconds. */
const inMilliseconds = new Set(['ExecutionTime', 'Duration']);

/** To collect another: a line here. */
export const collectedMetrics: readonly CollectedMetric[] = [
  ...collected('AWS/DRS', 'SourceServerID', 'server', [
    ['ReplicationLag', 'LagDuration', 'Seconds', 'Maximum', 'How far a server’s replica is behind; 0 in continuous protection.'],
    ['ReplicationBacklog', 'Backlog', 'Bytes', 'Maximum', 'What a server still has to send.'],
  ]),
  ...collected('AWS/DRS', null, null, [
    ['SourceServers', 'TotalSourceServerCount', 'Count', 'Maximum', 'Source servers of every state.'],
    [
      'ProtectedServers',
      'ProtectedSourceServerCount',
      'Count',
      'Maximum',
      'Source servers that are not stopped or disconnected.',
    ],
  ]),
  ...collected('AWS/States', 'StateMachineArn', 'stateMachine', [
    ['RunsStarted', 'ExecutionsStarted', 'Count', 'Sum', 'Runs of the orchestrator that began.'],
    ['RunsSucceeded', 'ExecutionsSucceeded', 'Count', 'Sum', 'Runs that succeeded, cancelled executions among them.'],
    ['RunsFailed', 'ExecutionsFailed', 'Count', 'Sum', 'Runs that failed.'],
    ['RunsTimedOut', 'ExecutionsTimedOut', 'Count', 'Sum', 'Runs that timed out.'],
    ['RunsAborted', 'ExecutionsAborted', 'Count', 'Sum', 'Runs that were stopped.'],
    ['RunDuration', 'ExecutionTime', 'Seconds', 'Maximum', 'How long a run took, told when it ends.'],
  ]),
  ...collected('AWS/SNS', 'TopicName', 'topic', [
    ['MessagesPublished', 'NumberOfMessagesPublished', 'Count', 'Sum', 'Messages published to a topic.'],
    ['NotificationsDelivered', 'NumberOfNotificationsDelivered', 'Count', 'Sum', 'Deliveries to subscribers.'],
    ['NotificationsFailed', 'NumberOfNotificationsFailed', 'Count', 'Sum', 'Deliveries SNS gave up.'],
  ]),
  ...collected('AWS/SQS', 'QueueName', 'queue', [
    ['QueueDepth', 'ApproximateNumberOfMessagesVisible', 'Count', 'Maximum', 'Messages waiting in a queue.'],
    ['QueueOldestAge', 'ApproximateAgeOfOldestMessage', 'Seconds', 'Maximum', 'Age of the oldest message in a queue.'],
  ]),
  ...collected('AWS/Events', 'RuleName', 'rule', [
    ['RuleInvocations', 'Invocations', 'Count', 'Sum', 'Targets an EventBridge rule called.'],
    ['RuleFailures', 'FailedInvocations', 'Count', 'Sum', 'Targets a rule could not call at all.'],
  ]),
  ...collected('AWS/Lambda', 'FunctionName', 'function', [
    ['FunctionInvocations', 'Invocations', 'Count', 'Sum', 'Calls of a function of the platform.'],
    ['FunctionErrors', 'Errors', 'Count', 'Sum', 'Calls that ended with an error.'],
    ['FunctionThrottles', 'Throttles', 'Count', 'Sum', 'Calls that were turned away.'],
    ['FunctionDuration', 'Duration', 'Seconds', 'Maximum', 'The longest call.'],
  ]),
];

/** What the console measures by itself, beside what it collects. */
export const ownMetrics: readonly MetricInfo[] = [
  own('QuotaUsed', 'Use of an AWS quota, sampled when the limits are read.'),
  own('QuotaLimit', 'Limit of an AWS quota.'),
];

export const metricList: readonly MetricInfo[] = [
  ...collectedMetrics.map(({ namespace, awsName, dimension, factor, ...info }) => info),
  ...ownMetrics,
  ...consoleMetrics,
];

/** How the newest values of several series become one: what can be counted is added up, of times and shares the greatest counts. */
export function lastsBecome(unit: MetricInfo['unit']): 'sum' | 'max' {
  return unit === 'Count' || unit === 'Bytes' ? 'sum' : 'max';
}

function own(name: string, text: string): MetricInfo {
  return {
    name,
    unit: 'Count',
    kind: 'gauge',
    usual: 'max',
    statistic: 'Maximum',
    from: 'the console',
    of: 'context',
    labels: ['service', 'quota'],
    text,
  };
}

function collected(namespace: string, dimension: string | null, label: string | null, lines: readonly Line[]): CollectedMetric[] {
  return lines.map(([name, awsName, unit, statistic, text]) => ({
    name,
    unit,
    kind: statistic === 'Sum' ? 'count' : inMilliseconds.has(awsName) ? 'duration' : 'gauge',
    usual: statistic === 'Sum' ? 'sum' : 'max',
    statistic,
    of: 'context',
    from: `${namespace} ${awsName}`,
    labels: label === null ? [] : [label],
    text,
    namespace,
    awsName,
    dimension,
    factor: inMilliseconds.has(awsName) ? 0.001 : 1,
  }));
}
