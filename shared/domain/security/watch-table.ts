import type { Severity } from '../notice';
import type { SecurityCategory } from './security-event';

/** Calls worth telling when somebody makes them. */
export interface Watch {
  readonly category: SecurityCategory;
  readonly severity: Severity;
  /** The service as CloudTrail's `eventSource` begins. */
  readonly service: string;
  readonly calls: readonly string[];
}

/** Source: aws-contracts 5.3. A new call to watch is a word here. */
export const watchTable: readonly Watch[] = [
  {
    category: 'destroys-recovery',
    severity: 'CRITICAL',
    service: 'drs',
    calls: [
      'TerminateRecoveryInstances',
      'DeleteRecoveryInstance',
      'DisconnectRecoveryInstance',
      'DisconnectSourceServer',
      'DeleteSourceServer',
      'StopReplication',
      'StopSourceNetworkReplication',
      'DeleteSourceNetwork',
      'DeleteRecoveryPlan',
      'DeleteReplicationConfigurationTemplate',
      'DeleteLaunchConfigurationTemplate',
    ],
  },
  {
    category: 'destroys-recovery',
    severity: 'HIGH',
    service: 'drs',
    calls: ['StopFailback', 'DeleteJob', 'DeleteRecoveryPlanStep', 'CancelRecoveryPlanExecution'],
  },
  {
    category: 'real-failover',
    severity: 'HIGH',
    service: 'drs',
    calls: [
      'StartRecovery',
      'StartRecoveryPlanExecution',
      'ReverseReplication',
      'StartFailbackLaunch',
      'StartSourceNetworkRecovery',
    ],
  },
  {
    category: 'weakens-readiness',
    severity: 'MEDIUM',
    service: 'drs',
    calls: [
      'UpdateReplicationConfiguration',
      'UpdateReplicationConfigurationTemplate',
      'UpdateLaunchConfiguration',
      'UpdateLaunchConfigurationTemplate',
      'UpdateFailbackReplicationConfiguration',
    ],
  },
  { category: 'orchestration-tampering', severity: 'CRITICAL', service: 'states', calls: ['DeleteStateMachine'] },
  { category: 'orchestration-tampering', severity: 'HIGH', service: 'states', calls: ['StopExecution', 'UpdateStateMachine'] },
  { category: 'blinds-monitoring', severity: 'CRITICAL', service: 'cloudtrail', calls: ['StopLogging', 'DeleteTrail'] },
  { category: 'blinds-monitoring', severity: 'HIGH', service: 'cloudtrail', calls: ['UpdateTrail'] },
  { category: 'blinds-monitoring', severity: 'HIGH', service: 'sns', calls: ['DeleteTopic'] },
  { category: 'blinds-monitoring', severity: 'MEDIUM', service: 'sns', calls: ['SetTopicAttributes', 'Unsubscribe'] },
  { category: 'blinds-monitoring', severity: 'HIGH', service: 'events', calls: ['DisableRule', 'DeleteRule', 'RemoveTargets'] },
  { category: 'blinds-monitoring', severity: 'HIGH', service: 'monitoring', calls: ['DisableAlarmActions', 'DeleteAlarms'] },
  { category: 'blinds-monitoring', severity: 'HIGH', service: 'logs', calls: ['DeleteLogGroup', 'DeleteMetricFilter'] },
  { category: 'data-and-keys', severity: 'CRITICAL', service: 'dynamodb', calls: ['DeleteTable'] },
  { category: 'data-and-keys', severity: 'HIGH', service: 'dynamodb', calls: ['UpdateContinuousBackups'] },
  { category: 'data-and-keys', severity: 'CRITICAL', service: 'kms', calls: ['DisableKey', 'ScheduleKeyDeletion'] },
  { category: 'data-and-keys', severity: 'HIGH', service: 'lambda', calls: ['UpdateFunctionCode'] },
  {
    category: 'data-and-keys',
    severity: 'HIGH',
    service: 'iam',
    calls: ['UpdateAssumeRolePolicy', 'PutRolePolicy', 'AttachRolePolicy'],
  },
];
