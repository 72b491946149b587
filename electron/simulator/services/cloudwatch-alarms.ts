import { z } from 'zod';
import type { Alarm, AlarmHistoryItem, AlarmSettings } from '../models/alarm-types';
import type { AlarmStore } from '../models/alarms';
import { isStatistic } from '../models/metric-query';
import type { Call, Operation } from '../service';
import { Dimensions, invalid, listed, MetricQuery, metricOf, next, operation, placeOf } from './cloudwatch-access';

const State = z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']);
const Tags = z.array(z.object({ Key: z.string(), Value: z.string() })).default([]);
const Actions = z.array(z.string()).max(5).default([]);

const PutAlarm = z.object({
  AlarmName: z.string().min(1).max(255),
  AlarmDescription: z.string().max(1024).optional(),
  ActionsEnabled: z.boolean().default(true),
  OKActions: Actions,
  AlarmActions: Actions,
  InsufficientDataActions: Actions,
  MetricName: z.string().optional(),
  Namespace: z.string().optional(),
  Statistic: z.string().optional(),
  Dimensions,
  Period: z.number().int().min(10).optional(),
  Unit: z.string().optional(),
  EvaluationPeriods: z.number().int().min(1),
  DatapointsToAlarm: z.number().int().min(1).optional(),
  Threshold: z.number(),
  ComparisonOperator: z.enum([
    'GreaterThanThreshold',
    'GreaterThanOrEqualToThreshold',
    'LessThanThreshold',
    'LessThanOrEqualToThreshold',
  ]),
  TreatMissingData: z.enum(['missing', 'notBreaching', 'breaching', 'ignore']).default('missing'),
  Metrics: z.array(MetricQuery).optional(),
  Tags,
});
type PutAlarm = z.output<typeof PutAlarm>;

const HistoryKind = z.enum(['ConfigurationUpdate', 'StateUpdate', 'Action']);

export function alarmOperations(alarms: AlarmStore): Readonly<Record<string, Operation>> {
  const named = (call: Call, names: readonly string[]): Alarm[] =>
    names.map((name) => {
      const alarm = alarms.find(placeOf(call), name);
      if (alarm === null) throw invalid('ResourceNotFound', `Alarm ${name} does not exist`, 404);
      return alarm;
    });
  const setActions = (actionsEnabled: boolean) =>
    operation(
      z.object({ AlarmNames: z.array(z.string()).max(100) }),
      (input, call) => {
        for (const name of input.AlarmNames) {
          const alarm = alarms.find(placeOf(call), name);
          if (alarm !== null) alarm.actionsEnabled = actionsEnabled;
        }
      },
      several,
    );
  const tagged = (arn: string): Alarm => {
    const alarm = alarms.byArn(arn);
    if (alarm === null) throw invalid('ResourceNotFoundException', `${arn} does not exist`, 404);
    return alarm;
  };
  return {
    PutMetricAlarm: operation(
      PutAlarm,
      (input, call) => {
        const isNew = alarms.find(placeOf(call), input.AlarmName) === null;
        const alarm = alarms.put(placeOf(call), input.AlarmName, settingsOf(input), input.ActionsEnabled);
        // Tags of a request that changes an alarm are ignored.
        if (isNew) for (const { Key, Value } of input.Tags) alarm.tags.set(Key, Value);
      },
      { resources: ({ AlarmName }, call) => [arnOf(call, AlarmName)] },
    ),
    DescribeAlarms: operation(
      z.object({
        AlarmNames: z.array(z.string()).max(100).optional(),
        AlarmNamePrefix: z.string().default(''),
        ActionPrefix: z.string().default(''),
        StateValue: State.optional(),
        MaxRecords: z.number().int().min(1).max(100).default(50),
        NextToken: z.string().optional(),
      }),
      (input, call) => {
        const all = alarms
          .list(placeOf(call))
          .filter(({ name }) => name.startsWith(input.AlarmNamePrefix) && (input.AlarmNames?.includes(name) ?? true))
          .filter(({ state }) => input.StateValue === undefined || state === input.StateValue)
          .filter(
            ({ settings }) =>
              settings.actions.ALARM.some((arn) => arn.startsWith(input.ActionPrefix)) || input.ActionPrefix === '',
          );
        const scope = JSON.stringify(['alarms', call.caller.accountId, call.region, input.AlarmNamePrefix, input.StateValue]);
        const page = listed(all, input.NextToken, input.MaxRecords, scope, ({ name }) => name);
        return { MetricAlarms: page.items.map(shown), CompositeAlarms: [], ...next(page.nextToken) };
      },
    ),
    DescribeAlarmHistory: operation(
      z.object({
        AlarmName: z.string().optional(),
        HistoryItemType: HistoryKind.optional(),
        StartDate: z.number().default(0),
        EndDate: z.number().default(Number.POSITIVE_INFINITY),
        MaxRecords: z.number().int().min(1).max(100).default(50),
        NextToken: z.string().optional(),
        ScanBy: z.enum(['TimestampDescending', 'TimestampAscending']).default('TimestampDescending'),
      }),
      (input, call) => {
        const found = alarms
          .history(placeOf(call))
          .filter(({ alarm }) => input.AlarmName === undefined || alarm === input.AlarmName)
          .filter(({ kind }) => input.HistoryItemType === undefined || kind === input.HistoryItemType)
          .filter(({ at }) => at / 1000 >= input.StartDate && at / 1000 <= input.EndDate);
        const all = input.ScanBy === 'TimestampDescending' ? found : [...found].reverse();
        const scope = JSON.stringify(['history', call.caller.accountId, call.region, input.AlarmName, input.HistoryItemType]);
        const page = listed(all, input.NextToken, input.MaxRecords, scope, (item) => JSON.stringify(item));
        return { AlarmHistoryItems: page.items.map(shownHistory), ...next(page.nextToken) };
      },
    ),
    DeleteAlarms: operation(
      z.object({ AlarmNames: z.array(z.string()).max(100) }),
      (input, call) => {
        for (const alarm of named(call, input.AlarmNames)) alarms.remove(alarm);
      },
      several,
    ),
    EnableAlarmActions: setActions(true),
    DisableAlarmActions: setActions(false),
    SetAlarmState: operation(
      z.object({ AlarmName: z.string(), StateValue: State, StateReason: z.string(), StateReasonData: z.string().default('') }),
      (input, call) => {
        for (const alarm of named(call, [input.AlarmName]))
          alarms.setState(alarm, input.StateValue, input.StateReason, input.StateReasonData);
      },
      { resources: ({ AlarmName }, call) => [arnOf(call, AlarmName)] },
    ),
    TagResource: operation(
      z.object({ ResourceARN: z.string(), Tags }),
      (input) => {
        for (const { Key, Value } of input.Tags) tagged(input.ResourceARN).tags.set(Key, Value);
      },
      byArn,
    ),
    UntagResource: operation(
      z.object({ ResourceARN: z.string(), TagKeys: z.array(z.string()) }),
      (input) => {
        for (const key of input.TagKeys) tagged(input.ResourceARN).tags.delete(key);
      },
      byArn,
    ),
    ListTagsForResource: operation(
      z.object({ ResourceARN: z.string() }),
      (input) => ({ Tags: [...tagged(input.ResourceARN).tags].map(([Key, Value]) => ({ Key, Value })) }),
      byArn,
    ),
  };
}

const arnOf = ({ region, caller }: Call, name: string) => `arn:aws:cloudwatch:${region}:${caller.accountId}:alarm:${name}`;
const several = {
  resources: ({ AlarmNames }: { AlarmNames: string[] }, call: Call) => AlarmNames.map((name) => arnOf(call, name)),
};
const byArn = { resources: ({ ResourceARN }: { ResourceARN: string }) => [ResourceARN] };

function settingsOf(input: PutAlarm): AlarmSettings {
  const { AlarmName: _name, ActionsEnabled: _enabled, Tags: _tags, Dimensions: dimensions, Metrics, ...rest } = input;
  return {
    description: input.AlarmDescription ?? null,
    source: sourceOf(input),
    periodMs: periodOf(input) * 1000,
    evaluationPeriods: input.EvaluationPeriods,
    datapointsToAlarm: input.DatapointsToAlarm ?? input.EvaluationPeriods,
    threshold: input.Threshold,
    comparison: input.ComparisonOperator,
    missing: input.TreatMissingData,
    actions: { OK: input.OKActions, ALARM: input.AlarmActions, INSUFFICIENT_DATA: input.InsufficientDataActions },
    fields: {
      ...rest,
      ...(Metrics === undefined
        ? { Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })) }
        : { Metrics: Metrics.map(shownQuery) }),
    },
  };
}

function sourceOf(input: PutAlarm): AlarmSettings['source'] {
  const { MetricName, Namespace, Statistic: statistic = '', Metrics } = input;
  if (Metrics !== undefined) {
    const queries = Metrics.map(({ Id, MetricStat: stat, Expression = '', ReturnData }) => {
      if (stat !== undefined) requireStatistic(stat.Stat);
      return {
        id: Id,
        stat: stat === undefined ? null : { metric: metricOf(stat.Metric), statistic: stat.Stat },
        expression: Expression,
        isReturned: ReturnData,
      };
    });
    if (queries.filter(({ isReturned }) => isReturned).length !== 1)
      throw invalid('ValidationError', 'Exactly one element of the metrics list should return data.');
    return { kind: 'math', queries };
  }
  if (MetricName === undefined || Namespace === undefined)
    throw invalid('MissingRequiredParameterException', 'The parameter MetricName and Namespace must be specified.');
  requireStatistic(statistic);
  return { kind: 'metric', metric: metricOf({ MetricName, Namespace, Dimensions: input.Dimensions }), statistic };
}

function requireStatistic(name: string): void {
  if (!isStatistic(name))
    throw invalid('InvalidParameterValueException', `The value ${name} for parameter Statistic is not supported.`);
}

function periodOf({ Period, Metrics }: PutAlarm): number {
  const inner = Metrics?.map((query) => query.MetricStat?.Period ?? query.Period).find((seconds) => seconds !== undefined);
  const seconds = Period ?? inner;
  if (seconds === undefined) throw invalid('MissingRequiredParameterException', 'The parameter Period must be specified.');
  if (seconds % 60 !== 0 && seconds !== 10 && seconds !== 30)
    throw invalid('ValidationError', 'Metric period must be 10, 30 or a multiple of 60.');
  return seconds;
}

function shownQuery({ MetricStat: stat, ...rest }: MetricQuery) {
  if (stat === undefined) return rest;
  const dimensions = Object.entries(stat.Metric.Dimensions).map(([Name, Value]) => ({ Name, Value }));
  return { ...rest, MetricStat: { ...stat, Metric: { ...stat.Metric, Dimensions: dimensions } } };
}

function shown(alarm: Alarm) {
  return {
    ...alarm.settings.fields,
    AlarmName: alarm.name,
    AlarmArn: alarm.arn,
    ActionsEnabled: alarm.actionsEnabled,
    AlarmConfigurationUpdatedTimestamp: alarm.configuredAt / 1000,
    StateValue: alarm.state,
    StateReason: alarm.reason,
    ...(alarm.reasonData !== '' && { StateReasonData: alarm.reasonData }),
    StateUpdatedTimestamp: alarm.stateUpdatedAt / 1000,
    StateTransitionedTimestamp: alarm.stateUpdatedAt / 1000,
  };
}

function shownHistory({ alarm, at, kind, summary, data }: AlarmHistoryItem) {
  return {
    AlarmName: alarm,
    AlarmType: 'MetricAlarm',
    Timestamp: at / 1000,
    HistoryItemType: kind,
    HistorySummary: summary,
    HistoryData: JSON.stringify(data),
  };
}
