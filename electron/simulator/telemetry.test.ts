import { CloudWatchClient, GetMetricDataCommand, ListMetricsCommand } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, DescribeLogGroupsCommand, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { offsetMs } from './scenario/schema';
import { type Simulator, startSimulator } from './simulator';
import { manualWall } from './testing/manual-time';

const START = '2026-03-14T09:00:00Z';
const P = 'aws-drs-orchestration';
let simulator: Simulator;
beforeEach(async () => {
  const wall = manualWall(Date.parse(START));
  const started = await startSimulator({ scenario: 'payroll-drill', start: START, wall });
  if (!started.ok) throw new Error(started.error.message);
  simulator = started.value;
});
afterEach(() => simulator.stop());

const until = (time: string) => {
  const { traceStart } = simulator.world().platform.context.scenario;
  simulator.clock().advanceTo(simulator.clock().start + offsetMs({ traceStart }, time));
};
const client = (accessKeyId = 'test') => ({
  endpoint: simulator.url,
  region: 'us-east-1',
  credentials: { accessKeyId, secretAccessKey: 'test' },
  maxAttempts: 1,
});

test('the functions log what they do: events with task tokens, errors, the wrong index', async () => {
  until('10:12:00');
  const logs = new CloudWatchLogsClient(client());
  const { logGroups } = await logs.send(new DescribeLogGroupsCommand({}));
  expect(logGroups?.map(({ logGroupName, retentionInDays }) => [logGroupName, retentionInDays])).toEqual([
    [`/aws/apigateway/${P}-dev-access-logs`, 30],
    [`/aws/lambda/${P}-data-management-handler-dev`, 7],
    [`/aws/lambda/${P}-deployment-orchestrator-dev`, undefined],
    [`/aws/lambda/${P}-dr-orch-sf-dev`, 7],
    [`/aws/lambda/${P}-execution-handler-dev`, 7],
    [`/aws/lambda/${P}-frontend-deployer-dev`, 7],
    [`/aws/lambda/${P}-query-handler-dev`, 7],
  ]);
  const find = async (suffix: string, filterPattern: string) => {
    const logGroupName = `/aws/lambda/${P}-${suffix}-dev`;
    return (
      (await logs.send(new FilterLogEventsCommand({ logGroupName, filterPattern }))).events?.map(({ message }) => message) ?? []
    );
  };
  expect(await find('dr-orch-sf', 'store_task_token')).toEqual([expect.stringMatching(/"taskToken":"AQC[A-Za-z0-9+/=]{600,}/)]);
  expect(await find('dr-orch-sf', '"[ERROR]"')).toEqual(['[ERROR] ❌ Wave 1: 1 servers failed to launch']);
  expect((await find('execution-handler', 'PlanIdIndex')).length).toBeGreaterThan(0);
  expect((await find('execution-handler', 'REPORT')).length).toBeGreaterThan(60);
});

test('metrics of Lambda, and of the DRS that a bare key sees', async () => {
  until('09:40:00');
  const cloudwatch = new CloudWatchClient(client());
  const sum = async (Namespace: string, MetricName: string, Dimensions: { Name: string; Value: string }[] = []) => {
    const input = { StartTime: new Date(START), EndTime: new Date('2026-03-14T09:40:00Z') };
    const Metric = { Namespace, MetricName, Dimensions };
    const MetricDataQueries = [{ Id: 'm1', MetricStat: { Metric, Period: 3600, Stat: 'Maximum' } }];
    const { MetricDataResults } = await cloudwatch.send(new GetMetricDataCommand({ ...input, MetricDataQueries }));
    return MetricDataResults?.[0]?.Values?.[0];
  };
  expect(await sum('AWS/DRS', 'TotalSourceServerCount')).toBe(12);
  expect(await sum('AWS/Lambda', 'Duration', [{ Name: 'FunctionName', Value: `${P}-dr-orch-sf-dev` }])).toBeGreaterThan(1000);
  const listed = async (key: string) =>
    (await new CloudWatchClient(client(key)).send(new ListMetricsCommand({ Namespace: 'AWS/DRS' }))).Metrics?.length;
  expect([await listed('test'), await listed('444455556666'), await listed('111122223333')]).toEqual([51, 51, 0]);
});
