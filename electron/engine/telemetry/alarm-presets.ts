import type { PutMetricAlarmCommandInput } from '@aws-sdk/client-cloudwatch';
import { type AlarmPresetId, alarmPresets } from '../../../shared/domain/capacity/alarms';
import { unreachable } from '../../../shared/lib/unreachable';
import { type Home, type Platform, stateMachineArn } from '../aws/platform-names';

/** What a preset needs to know of the account. */
export interface AlarmPlace {
  readonly platform: Platform;
  readonly home: Home;
  /** Name of the platform's EventBridge rule for failed launches, which CloudFormation generated; null where there is none. */
  readonly launchFailureRule: string | null;
}

/** Alarms of the console begin with this, which the shipped policy for managing allows and no alarm of the platform has. */
export function alarmPrefix({ project, environment }: Platform): string {
  return `${project}-console-${environment}-`;
}

type Watched = Pick<
  PutMetricAlarmCommandInput,
  'Namespace' | 'MetricName' | 'Dimensions' | 'Statistic' | 'Period' | 'Metrics' | 'EvaluationPeriods' | 'ComparisonOperator'
>;

/**
 * The alarm a preset stands for; null where the account lacks what it would watch. It has no action of its own: EventBridge carries
 * every change of state to the console, and the platform's alert topic cannot take messages from CloudWatch (contract reference H9).
 */
export function alarmOf(
  preset: AlarmPresetId,
  place: AlarmPlace,
  threshold: number | undefined,
): PutMetricAlarmCommandInput | null {
  const about = alarmPresets.find((one) => one.preset === preset);
  const watched = watchedBy(preset, place);
  if (about === undefined || watched === null) return null;
  return {
    AlarmName: `${alarmPrefix(place.platform)}${preset}`,
    AlarmDescription: about.text,
    Threshold: threshold ?? about.threshold?.default ?? 1,
    TreatMissingData: 'notBreaching',
    ActionsEnabled: true,
    Tags: [{ Key: 'tocsin:made-by', Value: 'console' }],
    ...watched,
  };
}

function watchedBy(preset: AlarmPresetId, { platform, home, launchFailureRule }: AlarmPlace): Watched | null {
  switch (preset) {
    case 'execution-failed':
      return atLeast('AWS/States', 'ExecutionsFailed', 'Sum', ['StateMachineArn', stateMachineArn(platform, home)]);
    case 'launch-failures':
      return launchFailureRule === null ? null : atLeast('AWS/Events', 'TriggeredRules', 'Sum', ['RuleName', launchFailureRule]);
    case 'dead-letters':
      return atLeast('AWS/SQS', 'ApproximateNumberOfMessagesVisible', 'Maximum', [
        'QueueName',
        `${platform.project}-lambda-dlq-${platform.environment}`,
      ]);
    case 'access-denied':
      return atLeast(`${platform.project}/Security`, 'AccessDeniedErrors', 'Sum', null);
    case 'rule-failures':
      return {
        ...query('SELECT SUM(FailedInvocations) FROM SCHEMA("AWS/Events", RuleName)'),
        EvaluationPeriods: 1,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      };
    case 'lag-above-rpo':
      return {
        ...query('SELECT MAX(LagDuration) FROM SCHEMA("AWS/DRS", SourceServerID)'),
        EvaluationPeriods: 3,
        ComparisonOperator: 'GreaterThanThreshold',
      };
    default:
      return unreachable(preset);
  }
}

function atLeast(
  Namespace: string,
  MetricName: string,
  Statistic: 'Sum' | 'Maximum',
  dimension: readonly [name: string, value: string] | null,
): Watched {
  return {
    Namespace,
    MetricName,
    Statistic,
    Dimensions: dimension === null ? [] : [{ Name: dimension[0], Value: dimension[1] }],
    Period: 300,
    EvaluationPeriods: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  };
}

/** Over all servers, or all rules, at once: those that come later are watched as well. */
function query(Expression: string): Pick<Watched, 'Metrics'> {
  return { Metrics: [{ Id: 'q1', Expression, Period: 300, ReturnData: true }] };
}
