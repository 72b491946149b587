import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { type ClientSetting, configOf, watch } from './clients';

/** What measuring needs in one account and region: metrics and alarms, logs, and the limits of its services. */
export function openTelemetryClients(setting: ClientSetting) {
  const cloudwatch = new CloudWatchClient(configOf('monitoring', setting));
  cloudwatch.middlewareStack.use(watch('monitoring', setting));
  const quotas = new ServiceQuotasClient(configOf('servicequotas', setting));
  quotas.middlewareStack.use(watch('servicequotas', setting));
  const logs = new CloudWatchLogsClient(configOf('logs', setting));
  logs.middlewareStack.use(watch('logs', setting));
  return { cloudwatch, quotas, logs };
}
export type TelemetryClients = ReturnType<typeof openTelemetryClients>;
