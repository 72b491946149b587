import { CreateLogStreamCommand, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateTopicCommand, PublishCommand, SetTopicAttributesCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { expect, onTestFinished, test } from 'vitest';
import { queuePolicy, startTestCloud } from '../../simulator/testing/test-cloud';
import { openAwsContext } from '../aws/aws-context';
import { openConnections } from '../aws/clients';
import { logsOf } from '../telemetry/logs/log-groups';
import { payrollSpec } from '../testing/an-engine';
import { fakePorts } from '../testing/fakes';
import { readDeliveryLog } from './delivery-log';

const account = '111122223333';
const queue = `arn:aws:sqs:us-east-1:${account}:console`;

/** A topic whose deliveries to one queue are all logged. */
async function aLoggedTopic() {
  const wire = await startTestCloud();
  const connections = openConnections();
  const keys = { accessKeyId: 'AKIAEXAMPLEOPERATOR1', secretAccessKey: 'of-no-account' };
  const aws = await openAwsContext({
    spec: { ...payrollSpec, endpointUrl: wire.client.endpoint, keys },
    platform: { project: 'aws-drs-orchestration', environment: 'dev' },
    installationId: 'inst-1',
    connections,
    ports: fakePorts(),
    env: {},
  });
  onTestFinished(async () => {
    aws.close();
    connections.close();
    await wire.stop();
  });
  const allow = (more: object) => JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...more }] });
  const trust = allow({ Principal: { Service: 'sns.amazonaws.com' }, Action: 'sts:AssumeRole' });
  const role = wire.cloud.roles.create({ account, name: 'feedback', path: '/', description: null, maxSeconds: 3600, trust });
  if (!role.ok) throw new Error('the role exists');
  role.value.policies.set('log', allow({ Action: ['logs:CreateLogGroup', 'logs:PutLogEvents'], Resource: '*' }));
  const { TopicArn = '' } = await aws.sns.send(new CreateTopicCommand({ Name: 'alerts' }));
  await aws.sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: queue }));
  for (const [AttributeName, AttributeValue] of [
    ['SQSSuccessFeedbackRoleArn', role.value.arn],
    ['SQSSuccessFeedbackSampleRate', '100'],
    ['SQSFailureFeedbackRoleArn', role.value.arn],
  ])
    await aws.sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName, AttributeValue }));
  const publish = async () => (await aws.sns.send(new PublishCommand({ TopicArn, Message: 'a test' }))).MessageId;
  const openQueue = () =>
    wire.cloud.queues.create({
      account,
      region: 'us-east-1',
      name: 'console',
      attributes: { Policy: queuePolicy(queue, 'sns.amazonaws.com', TopicArn) },
      tags: {},
    });
  const read = async () => readDeliveryLog(aws, TopicArn, 24, Date.UTC(2026, 2, 14, 12));
  return { aws, TopicArn, publish, openQueue, read };
}

test('before anything was logged, both groups are said to be missing', async () => {
  const { read } = await aLoggedTopic();
  expect(await read()).toMatchObject({
    items: [],
    protocols: [],
    isCut: false,
    groups: [
      { name: `sns/us-east-1/${account}/alerts`, exists: false },
      { name: `sns/us-east-1/${account}/alerts/Failure`, exists: false },
    ],
  });
});

test('each delivery with the endpoint’s answer, failures beside successes', async () => {
  const { publish, openQueue, read } = await aLoggedTopic();
  const failed = await publish();
  openQueue();
  const delivered = await publish();
  const { items, protocols, groups } = await read();
  expect(items).toHaveLength(2);
  expect(items.find(({ messageId }) => messageId === delivered)).toMatchObject({
    protocol: 'SQS',
    destination: queue,
    succeeded: true,
    statusCode: 200,
    answer: expect.stringContaining('sqsMessageId'),
  });
  expect(items.find(({ messageId }) => messageId === failed)).toMatchObject({ succeeded: false, statusCode: 403, attempts: 3 });
  expect(protocols).toEqual([
    { protocol: 'SQS', succeeded: 1, failed: 1, slowestMs: 61, lastFailure: expect.stringContaining('AccessDenied') },
  ]);
  expect(groups.every(({ exists }) => exists)).toBe(true);
});

test('lines of another form are left out, and no secret of an answer is shown', async () => {
  const { aws, publish, read } = await aLoggedTopic();
  await publish();
  const logs = await logsOf(aws);
  const about = { logGroupName: `sns/us-east-1/${account}/alerts/Failure`, logStreamName: 'more' };
  await logs.send(new CreateLogStreamCommand(about));
  const delivery = {
    destination: 'https://user:secret@hooks.example.com/x',
    providerResponse: 'Authorization: Bearer abcdefghijklmnopqrstuvwxyz0123',
  };
  const line = JSON.stringify({ notification: { messageId: 'm-1' }, delivery, status: 'FAILURE' });
  const timestamp = Date.UTC(2026, 2, 14, 10);
  await logs.send(
    new PutLogEventsCommand({ ...about, logEvents: ['not JSON', '{}', line].map((message) => ({ timestamp, message })) }),
  );
  const { items } = await read();
  expect(items).toHaveLength(2);
  expect(items[0]).toMatchObject({ protocol: 'HTTP', statusCode: null });
  expect(JSON.stringify(items)).not.toMatch(/abcdefghij|user:secret/);
});
