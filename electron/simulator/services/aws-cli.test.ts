import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cliVersion, isCurrentCli, runCli } from '../testing/aws-cli';
import { queuePolicy, startTestCloud, type TestCloud } from '../testing/test-cloud';

const version = cliVersion();
const isUsable = isCurrentCli(version);
if (!isUsable) console.warn(`SKIPPED: the AWS CLI tests need a current aws on PATH, found ${version ?? 'none'}`);

const PLATFORM = '111122223333';
const TOPIC = `arn:aws:sns:us-east-1:${PLATFORM}:aws-drs-orchestration-execution-notifications-dev`;
const QUEUE = `arn:aws:sqs:us-east-1:${PLATFORM}:aws-drs-orchestration-console-1`;

describe.skipIf(!isUsable)('a client nobody here wrote: the AWS CLI', { timeout: 60_000 }, () => {
  let wire: TestCloud;
  beforeAll(async () => {
    wire = await startTestCloud();
    wire.cloud.tables.create({
      account: PLATFORM,
      region: 'us-east-1',
      name: 'aws-drs-orchestration-execution-history-dev',
      hash: 'executionId',
      range: 'planId',
      indexes: [{ name: 'StatusIndex', hash: 'status' }],
    });
  });
  afterAll(() => wire.stop());
  const aws = (...args: readonly string[]) => runCli(wire.url, args);

  test('STS', async () => {
    expect((await aws('sts', 'get-caller-identity')).json).toMatchObject({ Account: PLATFORM });
    const role = 'arn:aws:iam::444455556666:role/DROpsConsoleReadRole';
    const assumed = await aws('sts', 'assume-role', '--role-arn', role, '--role-session-name', 'tocsin');
    expect(assumed.json).toMatchObject({
      AssumedRoleUser: { Arn: 'arn:aws:sts::444455556666:assumed-role/DROpsConsoleReadRole/tocsin' },
    });
  });

  test('a topic reaches a queue, and errors read as AWS writes them', async () => {
    expect((await aws('sns', 'create-topic', '--name', TOPIC.split(':').at(-1) ?? '')).json).toEqual({ TopicArn: TOPIC });
    const attributes = JSON.stringify({ Policy: queuePolicy(QUEUE, 'sns.amazonaws.com', TOPIC) });
    const name = QUEUE.split(':').at(-1) ?? '';
    const created = await aws('sqs', 'create-queue', '--queue-name', name, '--attributes', attributes, '--tags', 'App=tocsin');
    expect(created.json).toEqual({ QueueUrl: `${wire.url}/${PLATFORM}/${name}` });
    const url = `${wire.url}/${PLATFORM}/${name}`;
    const filter = JSON.stringify({ FilterPolicy: JSON.stringify({ eventType: ['fail'] }) });
    const subscribe = ['sns', 'subscribe', '--topic-arn', TOPIC, '--protocol', 'sqs', '--notification-endpoint', QUEUE];
    expect((await aws(...subscribe, '--attributes', filter)).code).toBe(0);
    const publish = ['sns', 'publish', '--topic-arn', TOPIC, '--message', 'line\r\nline', '--message-attributes'];
    await aws(...publish, '{"eventType":{"DataType":"String","StringValue":"start"}}');
    await aws(...publish, '{"eventType":{"DataType":"String","StringValue":"fail"}}');
    const received = await aws(
      'sqs',
      'receive-message',
      '--queue-url',
      url,
      '--max-number-of-messages',
      '10',
      '--attribute-names',
      'All',
    );
    expect(received.json).toMatchObject({ Messages: [{ Attributes: { ApproximateReceiveCount: '1' } }] });
    expect(JSON.stringify(received.json)).toContain('line\\\\r\\\\nline');

    const missing = await aws('sqs', 'get-queue-url', '--queue-name', 'nothing');
    expect(missing.code).not.toBe(0);
    expect(missing.stderr).toContain('AWS.SimpleQueueService.NonExistentQueue');
    expect((await aws('sns', 'get-topic-attributes', '--topic-arn', `${TOPIC}x`)).stderr).toContain('(NotFound)');
  });

  test('EventBridge', async () => {
    const pattern = '{"source":["aws.states"]}';
    const put = await aws('events', 'put-rule', '--name', 'console-runs', '--event-pattern', pattern);
    expect(put.json).toEqual({ RuleArn: `arn:aws:events:us-east-1:${PLATFORM}:rule/console-runs` });
    const targets = await aws('events', 'put-targets', '--rule', 'console-runs', '--targets', `Id=1,Arn=${QUEUE}`);
    expect(targets.json).toMatchObject({ FailedEntryCount: 0 });
    expect((await aws('events', 'list-rules')).json).toMatchObject({ Rules: [{ Name: 'console-runs', EventPattern: pattern }] });
    const bad = await aws('events', 'put-rule', '--name', 'bad', '--event-pattern', '{"source":"aws.states"}');
    expect(bad.stderr).toContain('InvalidEventPatternException');
  });

  test('DynamoDB', async () => {
    const table = ['--table-name', 'aws-drs-orchestration-execution-history-dev'];
    const item = '{"executionId":{"S":"e1"},"planId":{"S":"p1"},"status":{"S":"RUNNING"},"startTime":{"N":"1773481500"}}';
    expect((await aws('dynamodb', 'put-item', ...table, '--item', item)).code).toBe(0);
    const described = await aws('dynamodb', 'describe-table', ...table);
    expect(described.json).toMatchObject({ Table: { TableStatus: 'ACTIVE', ItemCount: 1 } });
    const query = ['dynamodb', 'query', ...table, '--index-name', 'StatusIndex', '--key-condition-expression', '#s = :s'];
    const values = ['--expression-attribute-names', '{"#s":"status"}', '--expression-attribute-values', '{":s":{"S":"RUNNING"}}'];
    expect((await aws(...query, ...values)).json).toMatchObject({ Count: 1, Items: [{ executionId: { S: 'e1' } }] });
    expect((await aws('dynamodb', 'scan', ...table)).json).toMatchObject({ Count: 1 });
  });

  test('CloudWatch', async () => {
    const put = ['cloudwatch', 'put-metric-data', '--namespace', 'Tocsin', '--metric-name', 'Alerts', '--value', '3'];
    expect((await aws(...put, '--dimensions', 'Severity=HIGH')).code).toBe(0);
    expect((await aws('cloudwatch', 'list-metrics', '--namespace', 'Tocsin')).json).toEqual({
      Metrics: [{ Namespace: 'Tocsin', MetricName: 'Alerts', Dimensions: [{ Name: 'Severity', Value: 'HIGH' }] }],
    });
    expect((await aws('cloudwatch', 'describe-alarms')).json).toEqual({ MetricAlarms: [], CompositeAlarms: [] });
  });
});
