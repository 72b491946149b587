import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  GetServiceQuotaCommand,
  ListAWSDefaultServiceQuotasCommand,
  ListServicesCommand,
  paginateListServiceQuotas,
  ServiceQuotasClient,
} from '@aws-sdk/client-service-quotas';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestCloud, type TestCloud } from '../testing/test-cloud';

let wire: TestCloud;
let quotas: ServiceQuotasClient;
beforeEach(async () => {
  wire = await startTestCloud();
  quotas = new ServiceQuotasClient(wire.client);
});
afterEach(() => wire.stop());

test('one quota, its list in pages, the defaults', async () => {
  const { Quota } = await quotas.send(new GetServiceQuotaCommand({ ServiceCode: 'drs', QuotaCode: 'L-D88FAC3A' }));
  expect(Quota).toMatchObject({ Value: 20, Adjustable: false, QuotaName: 'Concurrent jobs in progress' });
  const codes: (string | undefined)[] = [];
  for await (const page of paginateListServiceQuotas({ client: quotas, pageSize: 4 }, { ServiceCode: 'drs' }))
    codes.push(...(page.Quotas ?? []).map(({ QuotaCode }) => QuotaCode));
  expect(new Set(codes).size).toBe(9);
  expect((await quotas.send(new ListAWSDefaultServiceQuotasCommand({ ServiceCode: 'states' }))).Quotas).toHaveLength(14);
  expect((await quotas.send(new ListServicesCommand({}))).Services).toHaveLength(3);
});

test('use is measured where AWS measures it', async () => {
  wire.cloud.topics.create('111122223333', 'us-east-1', 'one');
  const { Quota } = await quotas.send(new GetServiceQuotaCommand({ ServiceCode: 'sns', QuotaCode: 'L-61103206' }));
  const { MetricNamespace: Namespace, MetricName, MetricDimensions = {} } = Quota?.UsageMetric ?? {};
  const Dimensions = Object.entries(MetricDimensions).map(([Name, Value]) => ({ Name, Value }));
  const StartTime = new Date(wire.parts.time.now());
  wire.parts.time.advanceTo(wire.parts.time.now() + 120_000);
  const { MetricDataResults } = await new CloudWatchClient(wire.client).send(
    new GetMetricDataCommand({
      StartTime,
      EndTime: new Date(wire.parts.time.now()),
      MetricDataQueries: [
        { Id: 'm1', MetricStat: { Metric: { Namespace, MetricName, Dimensions }, Period: 60, Stat: 'Maximum' } },
      ],
    }),
  );
  expect(MetricDataResults?.[0]?.Values).toEqual([1, 1]);
});

test('what does not exist', async () => {
  const unknown = { name: 'NoSuchResourceException' };
  const get = (ServiceCode: string, QuotaCode: string) => quotas.send(new GetServiceQuotaCommand({ ServiceCode, QuotaCode }));
  await expect(get('drs', 'L-00000000')).rejects.toMatchObject(unknown);
  await expect(get('nonsense', 'L-D88FAC3A')).rejects.toMatchObject(unknown);
});
