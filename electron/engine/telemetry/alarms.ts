import {
  type CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  DisableAlarmActionsCommand,
  EnableAlarmActionsCommand,
  type MetricAlarm,
  PutMetricAlarmCommand,
} from '@aws-sdk/client-cloudwatch';
import { ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { type AlarmHistoryItem, type AlarmPresetId, type AlarmView, verdictOn } from '../../../shared/domain/capacity/alarms';
import { type Instant, instantOf } from '../../../shared/domain/primitives';
import type { AwsContext, DrsPlace } from '../aws/aws-context';
import { alarmOf, alarmPrefix } from './alarm-presets';

/** Alarms of one account and region, through the clients that may only read. */
export async function listAlarms(
  aws: AwsContext,
  place: DrsPlace,
  observedAt: Instant,
  abortSignal?: AbortSignal,
): Promise<AlarmView[]> {
  const { cloudwatch } = await aws.telemetry(place);
  const found: MetricAlarm[] = [];
  let next: string | undefined;
  do {
    const { MetricAlarms = [], NextToken } = await cloudwatch.send(
      new DescribeAlarmsCommand({ MaxRecords: 100, ...(next === undefined ? {} : { NextToken: next }) }),
      { ...(abortSignal === undefined ? {} : { abortSignal }) },
    );
    found.push(...MetricAlarms);
    next = NextToken;
  } while (next !== undefined);
  return found.map((alarm) => viewOf(alarm, aws, place, observedAt));
}

/** One alarm by its exact name, or null. */
export async function findAlarm(aws: AwsContext, place: DrsPlace, name: string, observedAt: Instant): Promise<AlarmView | null> {
  const { cloudwatch } = await aws.telemetry(place);
  const { MetricAlarms = [] } = await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames: [name] }));
  const [alarm] = MetricAlarms;
  return alarm === undefined ? null : viewOf(alarm, aws, place, observedAt);
}

/** What happened to alarms, newest first; at most 100 entries. `name` null for all of the account and region. */
export async function alarmHistory(aws: AwsContext, place: DrsPlace, name: string | null): Promise<AlarmHistoryItem[]> {
  const { cloudwatch } = await aws.telemetry(place);
  const { AlarmHistoryItems = [] } = await cloudwatch.send(
    new DescribeAlarmHistoryCommand({ MaxRecords: 100, ...(name === null ? {} : { AlarmName: name }) }),
  );
  return AlarmHistoryItems.flatMap(({ Timestamp, AlarmName = '', HistoryItemType = '', HistorySummary = '' }) =>
    Timestamp === undefined
      ? []
      : [{ at: instantOf(Timestamp.getTime()), name: AlarmName, kind: HistoryItemType, summary: HistorySummary }],
  );
}

/** Makes the alarm of a preset, or brings it up to date; its name, or null where the account lacks what it would watch. */
export async function makeAlarm(
  aws: AwsContext,
  place: DrsPlace,
  preset: AlarmPresetId,
  threshold: number | undefined,
): Promise<string | null> {
  const { accountId, partition } = await aws.identity();
  const home = { accountId, partition, region: aws.spec.region };
  const launchFailureRule = preset === 'launch-failures' ? await launchFailureRuleOf(aws) : null;
  const alarm = alarmOf(preset, { platform: aws.platform, home, launchFailureRule }, threshold);
  if (alarm === null) return null;
  await (await managing(aws, place)).send(new PutMetricAlarmCommand(alarm));
  return alarm.AlarmName ?? null;
}

export async function switchAlarm(aws: AwsContext, place: DrsPlace, name: string, actions: 'on' | 'off'): Promise<void> {
  const client = await managing(aws, place);
  const names = { AlarmNames: [name] };
  if (actions === 'on') await client.send(new EnableAlarmActionsCommand(names));
  else await client.send(new DisableAlarmActionsCommand(names));
}

export async function removeAlarm(aws: AwsContext, place: DrsPlace, name: string): Promise<void> {
  await (await managing(aws, place)).send(new DeleteAlarmsCommand({ AlarmNames: [name] }));
}

/** In another account only the role for setting up may write. */
async function managing(aws: AwsContext, place: DrsPlace): Promise<CloudWatchClient> {
  return (await aws.setup(place)).cloudwatch;
}

/** CloudFormation gives the platform's rules names with a random end; what they match tells which is which. */
async function launchFailureRuleOf(aws: AwsContext): Promise<string | null> {
  let next: string | undefined;
  do {
    const { Rules = [], NextToken } = await aws.events.send(
      new ListRulesCommand(next === undefined ? { Limit: 100 } : { Limit: 100, NextToken: next }),
    );
    const rule = Rules.find(
      ({ Name = '', EventPattern = '' }) =>
        Name.includes(aws.platform.project) && EventPattern.includes('RECOVERY_LAUNCH_FAILED'),
    );
    if (rule?.Name !== undefined) return rule.Name;
    next = NextToken;
  } while (next !== undefined);
  return null;
}

function viewOf(alarm: MetricAlarm, aws: AwsContext, place: DrsPlace, observedAt: Instant): AlarmView {
  const { AlarmName: name = '', StateUpdatedTimestamp: changed } = alarm;
  const dimensions = Object.fromEntries((alarm.Dimensions ?? []).map(({ Name = '', Value = '' }) => [Name, Value]));
  const verdict = verdictOn({ namespace: alarm.Namespace ?? null, metric: alarm.MetricName ?? null, dimensions });
  return {
    contextId: aws.spec.contextId,
    accountId: place.accountId,
    region: place.region,
    name,
    arn: alarm.AlarmArn ?? '',
    description: alarm.AlarmDescription ?? null,
    state: alarm.StateValue ?? 'UNKNOWN',
    reason: alarm.StateReason ?? null,
    since: changed === undefined ? null : instantOf(changed.getTime()),
    actionsEnabled: alarm.ActionsEnabled ?? false,
    ours: name.startsWith(alarmPrefix(aws.platform)),
    rule: ruleOf(alarm),
    cannotFire: verdict?.why ?? null,
    repair: verdict?.repair ?? null,
    observedAt,
  };
}

const signs: Readonly<Record<string, string>> = {
  GreaterThanThreshold: '>',
  GreaterThanOrEqualToThreshold: '≥',
  LessThanThreshold: '<',
  LessThanOrEqualToThreshold: '≤',
};

function ruleOf({ Namespace, MetricName, Statistic, Metrics, Threshold, ComparisonOperator, ...alarm }: MetricAlarm): string {
  const what =
    Metrics?.find(({ Expression }) => Expression !== undefined)?.Expression ?? `${Statistic} of ${Namespace} ${MetricName}`;
  const period = alarm.Period ?? Metrics?.[0]?.Period ?? 60;
  const times = alarm.EvaluationPeriods ?? 1;
  return `${what} ${signs[ComparisonOperator ?? ''] ?? ComparisonOperator} ${Threshold ?? ''}, ${times} × ${period} s`;
}
