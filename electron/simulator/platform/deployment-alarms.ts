import type { AlarmSettings } from '../models/alarm-types';
import type { Cloud } from '../models/cloud';
import type { FaultSwitches } from '../scenario/faults';
import type { Names } from './names';
import { topicArn } from './notify';

const ALARMED = ['query-handler', 'data-management-handler', 'execution-handler', 'dr-orch-sf', 'frontend-deployer'] as const;

/** The five alarms there are. H8: they watch a dimension that the metric lacks, so nothing can set them off. */
export function putAlarms(cloud: Cloud, names: Names, faults: FaultSwitches): void {
  const place = { account: names.account, region: names.region };
  const namespace = `${names.project}/Security`;
  const alerts = topicArn({ names }, 'drs-alerts');
  for (const suffix of ALARMED) {
    const dimensions: Record<string, string> = faults.isOn('H8') ? { FunctionName: names.functionName(suffix) } : {};
    const alarm = cloud.alarms.put(
      place,
      names.ruleName(`${suffix}-access-denied`),
      accessDenied(namespace, dimensions, alerts),
      true,
    );
    // Deployed weeks ago: it has long been judged.
    if (alarm.state === 'INSUFFICIENT_DATA')
      Object.assign(alarm, { state: 'OK', reason: 'Threshold Crossed: no datapoints were received.' });
  }
}

function accessDenied(namespace: string, dimensions: Readonly<Record<string, string>>, topic: string): AlarmSettings {
  const rules = { EvaluationPeriods: 1, DatapointsToAlarm: 1, Threshold: 5, TreatMissingData: 'notBreaching' };
  return {
    description: 'Access denied errors',
    source: { kind: 'metric', metric: { namespace, name: 'AccessDeniedErrors', dimensions }, statistic: 'Sum' },
    periodMs: 300_000,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    threshold: 5,
    comparison: 'GreaterThanOrEqualToThreshold',
    missing: 'notBreaching',
    actions: { OK: [], ALARM: [topic], INSUFFICIENT_DATA: [] },
    fields: {
      ...rules,
      AlarmDescription: 'Access denied errors',
      OKActions: [],
      AlarmActions: [topic],
      InsufficientDataActions: [],
      MetricName: 'AccessDeniedErrors',
      Namespace: namespace,
      Statistic: 'Sum',
      Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      Period: 300,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    },
  };
}
