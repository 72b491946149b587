import {
  CloudWatchClient,
  DeleteDashboardsCommand,
  GetDashboardCommand,
  GetMetricDataCommand,
  ListDashboardsCommand,
  ListMetricsCommand,
  type MetricDataQuery,
  PutDashboardCommand,
  PutMetricDataCommand,
  paginateListMetrics,
} from '@aws-sdk/client-cloudwatch';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestCloud, type TestCloud } from '../testing/test-cloud';

const PLACE = { account: '111122223333', region: 'us-east-1' };
const START = Date.UTC(2026, 2, 14, 9);
let wire: TestCloud;
let cloudwatch: CloudWatchClient;
beforeEach(async () => {
  wire = await startTestCloud();
  cloudwatch = new CloudWatchClient(wire.client);
});
afterEach(() => wire.stop());

const read = (Namespace: string, MetricName: string, Stat: string, Period = 60, EndTime = new Date(START + 3_600_000)) =>
  cloudwatch.send(
    new GetMetricDataCommand({
      StartTime: new Date(START),
      EndTime,
      ScanBy: 'TimestampAscending',
      MetricDataQueries: [{ Id: 'm1', MetricStat: { Metric: { Namespace, MetricName }, Period, Stat } }],
    }),
  );

test('what was put is read back by minute and statistic', async () => {
  const MetricData = [
    { MetricName: 'Latency', Value: 3, Timestamp: new Date(START) },
    { MetricName: 'Latency', Values: [1, 5], Counts: [1, 2], Timestamp: new Date(START + 59_000) },
    { MetricName: 'Latency', Value: 7, Timestamp: new Date(START + 120_000) },
  ];
  await cloudwatch.send(new PutMetricDataCommand({ Namespace: 'Tocsin', MetricData }));
  const sums = (await read('Tocsin', 'Latency', 'Sum')).MetricDataResults?.[0];
  expect([sums?.Timestamps, sums?.Values]).toEqual([
    [new Date(START), new Date(START + 120_000)],
    [14, 7],
  ]);
  expect((await read('Tocsin', 'Latency', 'Average', 3600)).MetricDataResults?.[0]?.Values).toEqual([21 / 5]);
  expect((await read('Tocsin', 'Latency', 'Maximum', 3600)).MetricDataResults?.[0]?.Values).toEqual([7]);
});

test('a large body arrives gzipped', async () => {
  const MetricData = Array.from({ length: 500 }, (_, index) => ({
    MetricName: 'LagDuration',
    Dimensions: [{ Name: 'SourceServerID', Value: `s-${index}` }],
    Value: index,
  }));
  await cloudwatch.send(new PutMetricDataCommand({ Namespace: 'Tocsin', MetricData }));
  let listed = 0;
  for await (const page of paginateListMetrics({ client: cloudwatch }, { Namespace: 'Tocsin' }))
    listed += page.Metrics?.length ?? 0;
  expect(listed).toBe(500);
});

test('a model can answer for metrics it does not store', async () => {
  wire.cloud.metrics.provide({
    covers: (place) => place.account === PLACE.account && place.region === PLACE.region,
    namespace: 'AWS/DRS',
    list: () => [{ namespace: 'AWS/DRS', name: 'TotalSourceServerCount', dimensions: {} }],
    read: (_metric, at) => (at > START + 60_000 ? null : 12),
  });
  const results = (await read('AWS/DRS', 'TotalSourceServerCount', 'Average')).MetricDataResults?.[0];
  expect(results?.Values).toEqual([12, 12]);
});

test('Metrics Insights and folds over several series', async () => {
  const datum = (SourceServerID: string, Value: number) => ({
    MetricName: 'LagDuration',
    Dimensions: [{ Name: 'SourceServerID', Value: SourceServerID }],
    Timestamp: new Date(START),
    Value,
  });
  await cloudwatch.send(new PutMetricDataCommand({ Namespace: 'Tocsin', MetricData: [datum('s-1', 5), datum('s-2', 60)] }));
  const ask = async (MetricDataQueries: MetricDataQuery[]) => {
    const input = { StartTime: new Date(START), EndTime: new Date(START + 3_600_000), MetricDataQueries };
    const { MetricDataResults } = await cloudwatch.send(new GetMetricDataCommand(input));
    return MetricDataResults?.map(({ Label, Values }) => [Label, Values]);
  };
  const select = 'SELECT MAX(LagDuration) FROM SCHEMA("Tocsin", SourceServerID)';
  expect(await ask([{ Id: 'q1', Expression: select, Period: 60 }])).toEqual([['LagDuration', [60]]]);
  const grouped = `${select} GROUP BY SourceServerID ORDER BY MAX() DESC LIMIT 5`;
  expect(await ask([{ Id: 'q1', Expression: grouped, Period: 60 }])).toEqual([
    ['s-2', [60]],
    ['s-1', [5]],
  ]);
  const stat = (id: string, server: string): MetricDataQuery => ({
    Id: id,
    ReturnData: false,
    MetricStat: {
      Metric: { Namespace: 'Tocsin', MetricName: 'LagDuration', Dimensions: [{ Name: 'SourceServerID', Value: server }] },
      Period: 60,
      Stat: 'Maximum',
    },
  });
  expect(await ask([{ Id: 'e1', Expression: 'SUM(METRICS())', Label: 'all' }, stat('m1', 's-1'), stat('m2', 's-2')])).toEqual([
    ['all', [65]],
  ]);
  await expect(ask([{ Id: 'e1', Expression: 'm1 / 2' }, stat('m1', 's-1')])).rejects.toThrow(/not simulated/);
});

test('dashboards', async () => {
  const DashboardBody = JSON.stringify({ widgets: [] });
  await cloudwatch.send(new PutDashboardCommand({ DashboardName: 'tocsin-payroll', DashboardBody }));
  expect((await cloudwatch.send(new GetDashboardCommand({ DashboardName: 'tocsin-payroll' }))).DashboardBody).toBe(DashboardBody);
  const { DashboardEntries } = await cloudwatch.send(new ListDashboardsCommand({ DashboardNamePrefix: 'tocsin' }));
  expect(DashboardEntries).toMatchObject([{ DashboardName: 'tocsin-payroll', Size: DashboardBody.length }]);
  const broken = cloudwatch.send(new PutDashboardCommand({ DashboardName: 'tocsin-payroll', DashboardBody: '{' }));
  await expect(broken).rejects.toMatchObject({ name: 'DashboardInvalidInputError' });
  await cloudwatch.send(new DeleteDashboardsCommand({ DashboardNames: ['tocsin-payroll'] }));
  const gone = cloudwatch.send(new GetDashboardCommand({ DashboardName: 'tocsin-payroll' }));
  await expect(gone).rejects.toMatchObject({ name: 'ResourceNotFound' });
});

test('what CloudWatch refuses', async () => {
  const own = cloudwatch.send(new PutMetricDataCommand({ Namespace: 'AWS/DRS', MetricData: [{ MetricName: 'x', Value: 1 }] }));
  await expect(own).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
  await expect(read('Tocsin', 'Latency', 'Sum', 60, new Date(START))).rejects.toThrow(/StartTime must be less/);
  await expect(read('Tocsin', 'Latency', 'p99')).rejects.toThrow(/p99/);
  await expect(cloudwatch.send(new ListMetricsCommand({ NextToken: 'forged' }))).rejects.toThrow(/next token/i);
});
