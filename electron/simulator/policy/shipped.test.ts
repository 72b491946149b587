import { CloudWatchClient, DescribeAlarmsCommand, PutMetricAlarmCommand, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeTableCommand, DynamoDBClient, GetItemCommand, QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import {
  CreateTopicCommand,
  PublishCommand,
  SetSubscriptionAttributesCommand,
  SetTopicAttributesCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, describe, expect, test } from 'vitest';
import { REHEARSAL_KEY } from '../callers';
import type { Caller } from '../service';
import { startTestCloud, type TestCloud } from '../testing/test-cloud';
import type { Ask } from './enforcer';
import { enforceShipped, type PolicyName, readPolicyNames } from './shipped';

const ACCOUNT = '111122223333';
const TOPIC_NAME = 'aws-drs-orchestration-execution-notifications-dev';
const HISTORY = 'aws-drs-orchestration-execution-history-dev';
let wire: TestCloud;
afterEach(() => wire.stop());

async function start(...names: PolicyName[]) {
  wire = await startTestCloud({ enforce: enforceShipped(names) });
  const options = { ...wire.client, credentials: { accessKeyId: REHEARSAL_KEY, secretAccessKey: 'x' } };
  wire.cloud.tables.create({
    account: ACCOUNT,
    region: 'us-east-1',
    name: HISTORY,
    hash: 'executionId',
    range: 'planId',
    indexes: [{ name: 'StatusIndex', hash: 'status' }],
  });
  wire.cloud.tables.put(ACCOUNT, 'us-east-1', HISTORY, {
    executionId: { S: 'e1' },
    planId: { S: 'p1' },
    status: { S: 'PAUSED' },
    taskToken: { S: 'AQC' },
  });
  wire.cloud.topics.create(ACCOUNT, 'us-east-1', TOPIC_NAME);
  return {
    sts: new STSClient(options),
    sqs: new SQSClient(options),
    sns: new SNSClient(options),
    events: new EventBridgeClient(options),
    dynamo: new DynamoDBClient(options),
  };
}
const denied = { name: expect.stringMatching(/AccessDenied|AuthorizationError/) };

describe('observe', () => {
  test('executions can be read only by naming attributes, and the task token is not among them', async () => {
    const { dynamo } = await start('observe');
    const query = {
      TableName: HISTORY,
      KeyConditionExpression: 'executionId = :id',
      ExpressionAttributeValues: { ':id': { S: 'e1' } },
    };
    const named = { '#s': 'status' };
    const allowed = await dynamo.send(
      new QueryCommand({ ...query, ProjectionExpression: 'planId, #s', ExpressionAttributeNames: named }),
    );
    expect(allowed.Items).toEqual([{ planId: { S: 'p1' }, status: { S: 'PAUSED' } }]);
    const index = {
      TableName: HISTORY,
      IndexName: 'StatusIndex',
      KeyConditionExpression: '#s = :s',
      ExpressionAttributeValues: { ':s': { S: 'PAUSED' } },
    };
    const byStatus = new QueryCommand({
      ...index,
      ProjectionExpression: 'planId',
      ExpressionAttributeNames: named,
      Select: 'SPECIFIC_ATTRIBUTES',
    });
    expect((await dynamo.send(byStatus)).Count).toBe(1);

    await expect(dynamo.send(new QueryCommand(query))).rejects.toMatchObject(denied);
    await expect(dynamo.send(new QueryCommand({ ...query, Select: 'COUNT' }))).rejects.toMatchObject(denied);
    await expect(dynamo.send(new QueryCommand({ ...query, ProjectionExpression: 'taskToken' }))).rejects.toMatchObject(denied);
    const filter = { FilterExpression: 'begins_with(taskToken, :id)', ProjectionExpression: 'planId' };
    await expect(dynamo.send(new QueryCommand({ ...query, ...filter }))).rejects.toMatchObject(denied);
    await expect(dynamo.send(new ScanCommand({ TableName: HISTORY }))).rejects.toMatchObject(denied);
    const Key = { executionId: { S: 'e1' }, planId: { S: 'p1' } };
    await expect(dynamo.send(new GetItemCommand({ TableName: HISTORY, Key }))).rejects.toMatchObject(denied);
    expect(
      (await dynamo.send(new GetItemCommand({ TableName: HISTORY, Key, ProjectionExpression: 'planId' }))).Item,
    ).toBeDefined();
    await expect(dynamo.send(new DescribeTableCommand({ TableName: HISTORY }))).rejects.toMatchObject(denied);
  });

  test('the read role of a target account, and no other role', async () => {
    const { sts } = await start('observe');
    const assume = (role: string) =>
      sts.send(new AssumeRoleCommand({ RoleArn: `arn:aws:iam::444455556666:role/${role}`, RoleSessionName: 'tocsin' }));
    expect((await assume('DROpsConsoleReadRole')).Credentials).toBeDefined();
    await expect(assume('DRSOrchestrationRole')).rejects.toMatchObject({
      name: 'AccessDenied',
      message:
        'User: arn:aws:iam::111122223333:user/rehearsal-operator is not authorized to perform: sts:AssumeRole on resource: ' +
        'arn:aws:iam::444455556666:role/DRSOrchestrationRole because no identity-based policy allows the sts:AssumeRole action',
    });
  });

  test('observing alone creates nothing', async () => {
    const { sqs, sns } = await start('observe');
    const create = sqs.send(new CreateQueueCommand({ QueueName: 'aws-drs-orchestration-console-1' }));
    await expect(create).rejects.toMatchObject(denied);
    const TopicArn = `arn:aws:sns:us-east-1:${ACCOUNT}:${TOPIC_NAME}`;
    await expect(sns.send(new PublishCommand({ TopicArn, Message: 'x' }))).rejects.toMatchObject(denied);
  });
});

describe('setup and alert', () => {
  test('the console makes its own queue, subscription and rules, and consumes; nobody else’s', async () => {
    const { sqs, sns, events } = await start('setup', 'alert');
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'aws-drs-orchestration-console-1' }));
    await expect(sqs.send(new CreateQueueCommand({ QueueName: 'payments' }))).rejects.toMatchObject(denied);
    const Endpoint = `arn:aws:sqs:us-east-1:${ACCOUNT}:aws-drs-orchestration-console-1`;
    const TopicArn = `arn:aws:sns:us-east-1:${ACCOUNT}:${TOPIC_NAME}`;
    const { SubscriptionArn } = await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint }));
    await sns.send(
      new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName: 'RawMessageDelivery', AttributeValue: 'true' }),
    );
    await expect(sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sms', Endpoint: '+41' }))).rejects.toMatchObject(denied);
    await events.send(new PutRuleCommand({ Name: 'aws-drs-orchestration-console-1', EventPattern: '{"source":["aws.drs"]}' }));
    await events.send(new PutTargetsCommand({ Rule: 'aws-drs-orchestration-console-1', Targets: [{ Id: '1', Arn: Endpoint }] }));
    await expect(events.send(new PutRuleCommand({ Name: 'theirs', EventPattern: '{"source":["a"]}' }))).rejects.toMatchObject(
      denied,
    );
    await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    await expect(sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }))).rejects.toMatchObject(denied);
    await sqs.send(new DeleteQueueCommand({ QueueUrl }));
  });

  test('who am I needs no permission', async () => {
    const { sts } = await start('setup');
    expect((await sts.send(new GetCallerIdentityCommand({}))).Account).toBe(ACCOUNT);
  });
});

describe('decisions without a wire', () => {
  const caller: Caller = {
    accountId: ACCOUNT,
    arn: `arn:aws:iam::${ACCOUNT}:user/dana`,
    accessKeyId: 'AKIA',
    known: true,
    mfa: false,
  };
  const ask = (more: Partial<Ask>): Ask => ({ caller, action: 'drs:DescribeJobs', resources: ['*'], conditions: {}, ...more });
  const invoke = {
    action: 'lambda:InvokeFunction',
    resources: [`arn:aws:lambda:us-east-1:${ACCOUNT}:function:aws-drs-orchestration-execution-handler-dev`],
  };

  test('managing takes MFA', async () => {
    await start();
    const enforce = enforceShipped(['manage']);
    expect(enforce(ask(invoke))).toContain('because no identity-based policy allows the lambda:InvokeFunction action');
    expect(enforce(ask({ ...invoke, caller: { ...caller, mfa: true } }))).toBeNull();
  });

  test('what goes past the platform is denied under every policy, in the words of an explicit deny', async () => {
    await start();
    for (const name of ['observe', 'alert', 'setup', 'manage'] as const) {
      for (const action of ['drs:StartRecovery', 'drs:DeleteJob', 'states:SendTaskSuccess', 'dynamodb:PutItem']) {
        expect(enforceShipped([name])(ask({ action }))).toContain('with an explicit deny in an identity-based policy');
      }
    }
  });

  test('a session of the read role reads DRS and nothing else', async () => {
    await start();
    const session = {
      ...caller,
      accountId: '444455556666',
      arn: 'arn:aws:sts::444455556666:assumed-role/DROpsConsoleReadRole/tocsin',
    };
    const enforce = enforceShipped([]);
    expect(enforce(ask({ caller: session }))).toBeNull();
    expect(enforce(ask({ caller: session, action: 'sns:ListTopics' }))).not.toBeNull();
    const platform = { ...session, arn: 'arn:aws:sts::444455556666:assumed-role/DRSOrchestrationRole/platform' };
    expect(enforce(ask({ caller: platform, action: 'drs:StartRecovery' }))).toBeNull();
  });

  test('policy names', async () => {
    await start();
    expect(readPolicyNames('observe, alert')).toEqual({ ok: true, value: ['observe', 'alert'] });
    expect(readPolicyNames('observe,nonsense')).toEqual({ ok: false, error: 'nonsense' });
  });
});

describe('what a role is handed to', () => {
  const home = `arn:aws:iam::${ACCOUNT}:role/aws-drs-orchestration-console-1-forward`;
  const bus = 'arn:aws:events:eu-west-1:444455556666:event-bus/default';
  const name = 'aws-drs-orchestration-console-1-forward';

  test('EventBridge gets our forwarding role, and no other', async () => {
    const { events } = await start('setup');
    await events.send(new PutRuleCommand({ Name: name, EventPattern: '{"source":["aws.drs"]}' }));
    const target = (RoleArn: string) =>
      events.send(new PutTargetsCommand({ Rule: name, Targets: [{ Id: '1', Arn: bus, RoleArn }] }));
    expect((await target(home)).FailedEntryCount).toBe(0);
    await expect(target(`arn:aws:iam::${ACCOUNT}:role/Administrator`)).rejects.toThrow(/iam:PassRole/);
  });

  test('topics are managed under the platform’s name, and log with the platform’s roles', async () => {
    const { sns } = await start('manage');
    const TopicArn = `arn:aws:sns:us-east-1:${ACCOUNT}:${TOPIC_NAME}`;
    const feedback = (AttributeValue: string) =>
      sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName: 'SQSFailureFeedbackRoleArn', AttributeValue }));
    await feedback(`arn:aws:iam::${ACCOUNT}:role/aws-drs-orchestration-sns-feedback`);
    await expect(feedback(`arn:aws:iam::${ACCOUNT}:role/Administrator`)).rejects.toMatchObject(denied);
    await sns.send(new CreateTopicCommand({ Name: 'aws-drs-orchestration-console-notes' }));
    await expect(sns.send(new CreateTopicCommand({ Name: 'payments' }))).rejects.toMatchObject(denied);
  });
});

describe('alarms, dashboards, own metrics and events', () => {
  test('managing may make them under the platform’s name; observing may only look', async () => {
    await start('manage');
    const cloudwatch = new CloudWatchClient({
      ...wire.client,
      credentials: { accessKeyId: REHEARSAL_KEY, secretAccessKey: 'x' },
    });
    const alarm = (AlarmName: string) =>
      cloudwatch.send(
        new PutMetricAlarmCommand({
          AlarmName,
          Namespace: 'AWS/DRS',
          MetricName: 'LagDuration',
          Statistic: 'Maximum',
          Period: 60,
          EvaluationPeriods: 1,
          Threshold: 900,
          ComparisonOperator: 'GreaterThanThreshold',
        }),
      );
    await alarm('aws-drs-orchestration-console-lag');
    await expect(alarm('theirs')).rejects.toMatchObject(denied);
    const metric = (Namespace: string) =>
      cloudwatch.send(new PutMetricDataCommand({ Namespace, MetricData: [{ MetricName: 'x', Value: 1 }] }));
    await metric('Tocsin');
    await expect(metric('Theirs')).rejects.toMatchObject(denied);
    await expect(cloudwatch.send(new DescribeAlarmsCommand({}))).rejects.toMatchObject(denied);
  });

  test('events of the console’s own source only', async () => {
    const { events } = await start('manage');
    const put = (Source: string) =>
      events.send(new PutEventsCommand({ Entries: [{ Source, DetailType: 'Note', Detail: '{}' }] }));
    expect((await put('tocsin')).FailedEntryCount).toBe(0);
    await expect(put('payments')).rejects.toMatchObject(denied);
  });
});
