import type { Alarm, AlarmState } from './alarm-types';
import { REGION_NAMES } from './regions';

/** `2026-03-14T09:25:11.482+0000`, as CloudWatch writes instants. */
export function alarmTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, -1)}+0000`;
}

export interface Change {
  readonly from: AlarmState;
  readonly fromReason: string;
  readonly fromReasonData: string;
  readonly fromAt: number;
}

/** What a topic gets (aws-contracts 4.3). */
export function alarmMail(alarm: Alarm, change: Change): { readonly subject: string; readonly message: string } {
  const place = REGION_NAMES[alarm.region] ?? alarm.region;
  const { settings } = alarm;
  const message = {
    AlarmName: alarm.name,
    AlarmDescription: settings.description,
    AWSAccountId: alarm.account,
    AlarmConfigurationUpdatedTimestamp: alarmTime(alarm.configuredAt),
    NewStateValue: alarm.state,
    NewStateReason: alarm.reason,
    StateChangeTime: alarmTime(alarm.stateUpdatedAt),
    Region: place,
    AlarmArn: alarm.arn,
    OldStateValue: change.from,
    OKActions: settings.actions.OK,
    AlarmActions: settings.actions.ALARM,
    InsufficientDataActions: settings.actions.INSUFFICIENT_DATA,
    Trigger: triggerOf(alarm),
  };
  return { subject: `${alarm.state}: "${alarm.name}" in ${place}`.slice(0, 100), message: JSON.stringify(message) };
}

function triggerOf({ settings }: Alarm) {
  const { source } = settings;
  const rules = {
    Period: settings.periodMs / 1000,
    EvaluationPeriods: settings.evaluationPeriods,
    DatapointsToAlarm: settings.datapointsToAlarm,
    ComparisonOperator: settings.comparison,
    Threshold: settings.threshold,
    TreatMissingData: settings.missing,
    EvaluateLowSampleCountPercentile: '',
  };
  if (source.kind === 'math') return { ...rules, Metrics: settings.fields.Metrics };
  const { metric, statistic } = source;
  return {
    MetricName: metric.name,
    Namespace: metric.namespace,
    StatisticType: 'Statistic',
    Statistic: statistic.toUpperCase(),
    Unit: null,
    Dimensions: Object.entries(metric.dimensions).map(([name, value]) => ({ value, name })),
    ...rules,
  };
}

/** Detail of `CloudWatch Alarm State Change`. */
export function alarmDetail(alarm: Alarm, change: Change): Readonly<Record<string, unknown>> {
  return {
    alarmName: alarm.name,
    state: {
      value: alarm.state,
      reason: alarm.reason,
      reasonData: alarm.reasonData,
      timestamp: alarmTime(alarm.stateUpdatedAt),
    },
    previousState: {
      value: change.from,
      reason: change.fromReason,
      ...(change.fromReasonData !== '' && { reasonData: change.fromReasonData }),
      timestamp: alarmTime(change.fromAt),
    },
    configuration: {
      ...(alarm.settings.description !== null && { description: alarm.settings.description }),
      metrics: metricsOf(alarm),
    },
  };
}

function metricsOf({ settings }: Alarm): readonly unknown[] {
  const { source, periodMs } = settings;
  const period = periodMs / 1000;
  const stat = ({
    metric,
    statistic,
  }: {
    metric: { namespace: string; name: string; dimensions: object };
    statistic: string;
  }) => ({
    metric,
    period,
    stat: statistic,
  });
  if (source.kind === 'metric') return [{ id: 'm1', metricStat: stat(source), returnData: true }];
  return source.queries.map((query) => ({
    id: query.id,
    ...(query.stat === null ? { expression: query.expression, period } : { metricStat: stat(query.stat) }),
    returnData: query.isReturned,
  }));
}
