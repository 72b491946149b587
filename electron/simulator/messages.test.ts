import { CloudWatchClient, DescribeAlarmsCommand, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, DeleteMessageBatchCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, expect, test } from 'vitest';
import { offsetMs } from './scenario/schema';
import { type Simulator, type SimulatorOptions, startSimulator } from './simulator';
import { manualWall } from './testing/manual-time';
import { queuePolicy } from './testing/test-cloud';

const START = '2026-03-14T09:00:00Z';
const ACCOUNT = '111122223333';
const QUEUE = `arn:aws:sqs:us-east-1:${ACCOUNT}:aws-drs-orchestration-console-test`;
const topic = (suffix: string) => `arn:aws:sns:us-east-1:${ACCOUNT}:aws-drs-orchestration-${suffix}-dev`;
const RULE = `arn:aws:events:us-east-1:${ACCOUNT}:rule/aws-drs-orchestration-console-test`;

let open: Simulator | null = null;
afterEach(async () => {
  await open?.stop();
  open = null;
});

/** A console's wiring: its queue, subscribed to both topics, and a rule for DRS and Step Functions events. */
async function aConsole(options: Partial<SimulatorOptions> = {}) {
  const started = await startSimulator({
    scenario: 'payroll-drill',
    start: START,
    wall: manualWall(Date.parse(START)),
    ...options,
  });
  if (!started.ok) throw new Error(started.error.message);
  open = started.value;
  const client = {
    endpoint: open.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIATOCSINREHEARSAL0', secretAccessKey: 'x' },
    maxAttempts: 1,
  };
  const sqs = new SQSClient(client);
  const Policy = policies(
    queuePolicy(QUEUE, 'sns.amazonaws.com', `arn:aws:sns:us-east-1:${ACCOUNT}:*`),
    queuePolicy(QUEUE, 'events.amazonaws.com', RULE),
  );
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: QUEUE.split(':').at(-1), Attributes: { Policy } }));
  const sns = new SNSClient(client);
  for (const suffix of ['execution-notifications', 'drs-alerts']) {
    await sns.send(new SubscribeCommand({ TopicArn: topic(suffix), Protocol: 'sqs', Endpoint: QUEUE }));
  }
  const events = new EventBridgeClient(client);
  const pattern = { source: ['aws.drs', 'aws.states'], 'detail-type': [{ 'anything-but': ['DRS PIT Snapshot Taken'] }] };
  await events.send(new PutRuleCommand({ Name: RULE.split('/').at(-1), EventPattern: JSON.stringify(pattern) }));
  await events.send(new PutTargetsCommand({ Rule: RULE.split('/').at(-1), Targets: [{ Id: 'queue', Arn: QUEUE }] }));

  /** Everything in the queue, as bodies; each is deleted. */
  const drain = async (): Promise<Record<string, unknown>[]> => {
    const bodies: Record<string, unknown>[] = [];
    for (;;) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 }),
      );
      if (Messages.length === 0) return bodies;
      bodies.push(...Messages.map((message) => JSON.parse(message.Body ?? '{}')));
      const Entries = Messages.map((message, index) => ({ Id: String(index), ReceiptHandle: message.ReceiptHandle }));
      await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    }
  };
  const clock = open.clock();
  const until = (time: string) => clock.advanceTo(clock.start + offsetMs({ traceStart: '09:00:00' }, time));
  return { drain, until, client };
}

/** One policy of two documents' statements. */
function policies(...texts: readonly string[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: texts.flatMap((text) => JSON.parse(text).Statement) });
}

test('a console hears mails, alerts and events of the whole drill', async () => {
  const { drain, until } = await aConsole();
  until('10:55:00');
  const bodies = await drain();
  const notes = bodies.filter((body) => body.Type === 'Notification');
  const mails = notes.filter((note) => note.TopicArn === topic('execution-notifications'));
  expect(mails.map((mail) => mail.MessageAttributes)).toMatchObject(
    ['start', 'fail', 'start', 'pause', 'complete'].map((Value) => ({ eventType: { Type: 'String', Value } })),
  );
  const alerts = notes.filter((note) => note.TopicArn === topic('drs-alerts')).map((note) => JSON.parse(String(note.Message)));
  expect(alerts).toEqual([
    {
      alertType: 'DRS Recovery Failure',
      sourceServerId: '',
      state: 'RECOVERY_LAUNCH_FAILED',
      region: 'us-east-1',
      timestamp: '$.time',
      message: 'DRS recovery launch failed for source server  in region us-east-1',
    },
  ]);
  const events = bodies.filter((body) => body.Type === undefined);
  const failed = events.find((event) => JSON.stringify(event.detail).includes('RECOVERY_LAUNCH_FAILED'));
  expect(failed).toMatchObject({
    account: '444455556666',
    region: 'us-east-1',
    time: '2026-03-14T09:24:52Z',
    resources: ['arn:aws:drs:us-east-1:444455556666:source-server/s-0a1b2c3d4e5f60a03'],
  });
  const states = events.filter((event) => event.source === 'aws.states').map((event) => event.detail);
  expect(states).toMatchObject([
    { status: 'RUNNING', startDate: 1773478801214 },
    { status: 'FAILED', stopDate: expect.any(Number) },
    {},
    { status: 'SUCCEEDED' },
  ]);
});

test('H9 keeps drs-alerts silent and counts the failure, no-H10 names server and time', async () => {
  const silent = await aConsole({ faults: ['H9'] });
  silent.until('09:30:00');
  const alertsOf = (bodies: Record<string, unknown>[]) => bodies.filter((body) => body.TopicArn === topic('drs-alerts'));
  expect(alertsOf(await silent.drain())).toEqual([]);
  const metrics = new CloudWatchClient(silent.client);
  const Metric = {
    Namespace: 'AWS/Events',
    MetricName: 'FailedInvocations',
    Dimensions: [{ Name: 'RuleName', Value: 'aws-drs-orchestration-stack-dev-DRSRecoveryFailureRule-1C2D3E4F5A6B' }],
  };
  const { MetricDataResults } = await metrics.send(
    new GetMetricDataCommand({
      StartTime: new Date('2026-03-14T09:00:00Z'),
      EndTime: new Date('2026-03-14T10:00:00Z'),
      MetricDataQueries: [{ Id: 'failed', MetricStat: { Metric, Period: 3600, Stat: 'Sum' } }],
    }),
  );
  expect(MetricDataResults?.[0]?.Values).toEqual([1]);
  const { MetricAlarms } = await metrics.send(new DescribeAlarmsCommand({}));
  expect(MetricAlarms).toHaveLength(5);
  expect(MetricAlarms?.every((alarm) => alarm.StateValue === 'OK' && alarm.Dimensions?.[0]?.Name === 'FunctionName')).toBe(true);
  await open?.stop();

  const sound = await aConsole({ faults: ['no-H10'] });
  sound.until('09:30:00');
  const [alert] = alertsOf(await sound.drain());
  expect(JSON.parse(String(alert?.Message))).toMatchObject({
    sourceServerId: 'arn:aws:drs:us-east-1:444455556666:source-server/s-0a1b2c3d4e5f60a03',
    timestamp: '2026-03-14T09:24:52Z',
  });
});

test('sqs:duplicate delivers every message of the drill twice', async () => {
  const { drain, until } = await aConsole({ faults: ['sqs:duplicate'] });
  until('10:55:00');
  const ids = (await drain()).map((body) => String(body.MessageId ?? body.id));
  expect(ids.length).toBe(2 * new Set(ids).size);
});

test('executions are found by plan and status through the table, with numbers as strings', async () => {
  const { until, client } = await aConsole();
  until('10:15:00');
  const { Items } = await new DynamoDBClient(client).send(
    new QueryCommand({
      TableName: 'aws-drs-orchestration-execution-history-dev',
      IndexName: 'StatusIndex',
      KeyConditionExpression: '#s = :s',
      ExpressionAttributeNames: { '#s': 'status' },
      ExpressionAttributeValues: { ':s': { S: 'PAUSED' } },
    }),
  );
  expect(Items).toMatchObject([
    { executionId: { S: '5b8d2c14-93ae-4f07-a1c5-6d2e8f907b31' }, pausedBeforeWave: { N: '2' }, startTime: { N: '1773481500' } },
  ]);
});

test('metrics of the runs are those of the trace', async () => {
  const { until, client } = await aConsole();
  until('10:55:00');
  const query = (Id: string, MetricName: string) => ({
    Id,
    MetricStat: {
      Metric: {
        Namespace: 'AWS/States',
        MetricName,
        Dimensions: [
          {
            Name: 'StateMachineArn',
            Value: `arn:aws:states:us-east-1:${ACCOUNT}:stateMachine:aws-drs-orchestration-orchestration-dev`,
          },
        ],
      },
      Period: 86_400,
      Stat: 'Sum',
    },
  });
  const { MetricDataResults = [] } = await new CloudWatchClient(client).send(
    new GetMetricDataCommand({
      StartTime: new Date('2026-03-14T00:00:00Z'),
      EndTime: new Date('2026-03-15T00:00:00Z'),
      MetricDataQueries: [
        query('started', 'ExecutionsStarted'),
        query('failed', 'ExecutionsFailed'),
        query('succeeded', 'ExecutionsSucceeded'),
      ],
    }),
  );
  expect(Object.fromEntries(MetricDataResults.map(({ Id, Values }) => [Id, Values?.[0]]))).toEqual({
    started: 2,
    failed: 1,
    succeeded: 1,
  });
});
