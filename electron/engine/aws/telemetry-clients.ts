import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { type ClientSetting, configOf, watch } from './clients';

/** What measuring needs in one account and region: metrics and alarms, and the limits of its services. */
export function openTelemetryClients(setting: ClientSetting) {
  const cloudwatch = new CloudWatchClient(configOf('monitoring', setting));
  cloudwatch.middlewareStack.use(watch('monitoring', setting));
  const quotas = new ServiceQuotasClient(configOf('servicequotas', setting));
  quotas.middlewareStack.use(watch('servicequotas', setting));
  return { cloudwatch, quotas };
}
export type TelemetryClients = ReturnType<typeof openTelemetryClients>;
