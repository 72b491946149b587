import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  ConfirmSubscriptionCommand,
  CreateTopicCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListTagsForResourceCommand,
  PublishCommand,
  SetTopicAttributesCommand,
  SNSClient,
  SubscribeCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-sns';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { queuePolicy, startTestCloud, type TestCloud } from '../testing/test-cloud';

const ACCOUNT = '111122223333';
let wire: TestCloud;
let sns: SNSClient;
let TopicArn: string;
beforeEach(async () => {
  wire = await startTestCloud();
  sns = new SNSClient(wire.client);
  TopicArn = (await sns.send(new CreateTopicCommand({ Name: 'alerts' }))).TopicArn ?? '';
});
afterEach(() => wire.stop());

const subscribe = async (Protocol: string, Endpoint: string, Attributes: Record<string, string> = {}) =>
  (await sns.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint, Attributes }))).SubscriptionArn;
const publish = (MessageStructure?: 'json') =>
  sns.send(
    new PublishCommand({
      TopicArn,
      Subject: 'Launch failed',
      Message: MessageStructure === undefined ? 'text' : JSON.stringify({ default: 'text', email: 'for mail', sms: 'short' }),
      MessageStructure,
      MessageAttributes: { eventType: { DataType: 'String', StringValue: 'fail' } },
    }),
  );
const letters = () => wire.cloud.post.letters();

test('mail and web hooks must be confirmed with the token they were sent; SMS and functions need no asking', async () => {
  expect(await subscribe('email', 'dana@example.com')).toBe('pending confirmation');
  expect(await subscribe('https', 'https://example.com/hook')).toBe('pending confirmation');
  expect(await subscribe('sms', '+15555550100')).toMatch(/^arn:/);
  expect(await subscribe('lambda', `arn:aws:lambda:us-east-1:${ACCOUNT}:function:pager`)).toMatch(/^arn:/);
  await publish('json');
  expect(letters().filter(({ kind }) => kind === 'notification')).toMatchObject([{ protocol: 'sms', text: 'short' }]);
  const asked = letters().find(({ endpoint }) => endpoint === 'dana@example.com');
  const confirm = (Token = '') => sns.send(new ConfirmSubscriptionCommand({ TopicArn, Token }));
  await expect(confirm('wrong')).rejects.toMatchObject({ name: 'InvalidParameterException' });
  expect((await confirm(asked?.token ?? '')).SubscriptionArn).toMatch(/^arn:/);
  await publish('json');
  expect(letters().filter(({ text }) => text === 'for mail')).toMatchObject([
    { subject: 'Launch failed', endpoint: 'dana@example.com' },
  ]);
  const { Subscriptions } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
  expect(Subscriptions?.map(({ Protocol, SubscriptionArn }) => [Protocol, SubscriptionArn === 'PendingConfirmation'])).toEqual([
    ['email', false],
    ['https', true],
    ['sms', false],
    ['lambda', false],
  ]);
  const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
  expect(Attributes).toMatchObject({ SubscriptionsConfirmed: '3', SubscriptionsPending: '1' });
});

test('endpoints that cannot be', async () => {
  for (const [protocol, endpoint] of [
    ['email', 'nobody'],
    ['https', 'http://example.com'],
    ['lambda', 'pager'],
    ['sms', 'call me'],
    ['pigeon', 'coop'],
  ] as const)
    await expect(subscribe(protocol, endpoint)).rejects.toMatchObject({ name: 'InvalidParameterException' });
});

test('a topic takes 200 filter policies', async () => {
  const FilterPolicy = JSON.stringify({ eventType: ['fail'] });
  for (let index = 0; index < 200; index += 1) await subscribe('sms', `+1555${String(index).padStart(7, '0')}`, { FilterPolicy });
  const refused = { name: 'FilterPolicyLimitExceededException' };
  await expect(subscribe('sms', '+15559999999', { FilterPolicy })).rejects.toMatchObject(refused);
  expect(await subscribe('sms', '+15559999999')).toMatch(/^arn:/);
});

test('delivery status is logged where the topic asks for it with a role that may', async () => {
  const queue = `arn:aws:sqs:us-east-1:${ACCOUNT}:console`;
  const create = (Policy: string) =>
    wire.cloud.queues.create({ account: ACCOUNT, region: 'us-east-1', name: 'console', attributes: { Policy }, tags: {} });
  await subscribe('sqs', queue);
  const statement = (more: object) => JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...more }] });
  const trust = statement({ Principal: { Service: 'sns.amazonaws.com' }, Action: 'sts:AssumeRole' });
  const role = wire.cloud.roles.create({
    account: ACCOUNT,
    name: 'feedback',
    path: '/',
    description: null,
    maxSeconds: 3600,
    trust,
  });
  if (!role.ok) throw new Error('the role exists');
  role.value.policies.set('log', statement({ Action: ['logs:CreateLogGroup', 'logs:PutLogEvents'], Resource: '*' }));
  const set = (AttributeName: string, AttributeValue: string) =>
    sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName, AttributeValue }));
  await set('SQSSuccessFeedbackRoleArn', role.value.arn);
  await set('SQSSuccessFeedbackSampleRate', '100');
  await set('SQSFailureFeedbackRoleArn', role.value.arn);
  const failed = await publish();
  create(queuePolicy(queue, 'sns.amazonaws.com', TopicArn));
  const delivered = await publish();
  const logs = new CloudWatchLogsClient(wire.client);
  const read = async (logGroupName: string) =>
    (await logs.send(new FilterLogEventsCommand({ logGroupName }))).events?.map(({ message = '' }) => JSON.parse(message));
  const group = `sns/us-east-1/${ACCOUNT}/alerts`;
  expect(await read(group)).toMatchObject([
    {
      status: 'SUCCESS',
      notification: { messageId: delivered.MessageId, topicArn: TopicArn },
      delivery: { destination: queue, statusCode: 200 },
    },
  ]);
  expect(await read(`${group}/Failure`)).toMatchObject([{ status: 'FAILURE', notification: { messageId: failed.MessageId } }]);
});

test('keys the caller may not use, and tags', async () => {
  const key = (AttributeValue: string) =>
    sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName: 'KmsMasterKeyId', AttributeValue }));
  await key('alias/denied');
  await expect(publish()).rejects.toMatchObject({ name: 'KMSAccessDeniedException' });
  await key('alias/disabled');
  await expect(publish()).rejects.toMatchObject({ name: 'KMSDisabledException' });
  await sns.send(new TagResourceCommand({ ResourceArn: TopicArn, Tags: [{ Key: 'tocsin:installation', Value: 'one' }] }));
  expect((await sns.send(new ListTagsForResourceCommand({ ResourceArn: TopicArn }))).Tags).toHaveLength(1);
  await sns.send(new UntagResourceCommand({ ResourceArn: TopicArn, TagKeys: ['tocsin:installation'] }));
  expect((await sns.send(new ListTagsForResourceCommand({ ResourceArn: TopicArn }))).Tags).toEqual([]);
});
