import type { Cloud } from '../models/cloud';
import type { Service } from '../service';
import type { SimulatedTime } from '../world';
import { alarmOperations } from './cloudwatch-alarms';
import { dashboardOperations } from './cloudwatch-dashboards';
import { metricOperations } from './cloudwatch-metrics';

/**
 * CloudWatch: metrics, alarms, dashboards. Of metric math, only folds of several series and Metrics Insights are simulated.
 * A key that the simulator never issued sees the DRS metrics of `drsAccount`, as it sees that account's DRS.
 */
export function cloudwatchService(cloud: Cloud, time: SimulatedTime, drsAccount: string | null): Service {
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
        DashboardInvalidInputError: 'InvalidParameterInput',
        DashboardNotFoundError: 'ResourceNotFound',
        LimitExceededFault: 'LimitExceeded',
        InvalidFormatFault: 'InvalidFormat',
      },
    },
    operations: {
      ...metricOperations(cloud.metrics, time, drsAccount),
      ...alarmOperations(cloud.alarms),
      ...dashboardOperations(cloud.dashboards, time),
    },
  };
}
