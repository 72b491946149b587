import {
  CreateTopicCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  PublishBatchCommand,
  PublishCommand,
  type PublishCommandInput,
  paginateListSubscriptionsByTopic,
  paginateListTopics,
  SetSubscriptionAttributesCommand,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { queuePolicy, startTestCloud, type TestCloud } from '../testing/test-cloud';

const ACCOUNT = '111122223333';
const QUEUE = `arn:aws:sqs:us-east-1:${ACCOUNT}:aws-drs-orchestration-console-1`;
let wire: TestCloud;
let sns: SNSClient;
let TopicArn: string;
beforeEach(async () => {
  wire = await startTestCloud();
  sns = new SNSClient(wire.client);
  TopicArn =
    (await sns.send(new CreateTopicCommand({ Name: 'aws-drs-orchestration-execution-notifications-dev' }))).TopicArn ?? '';
  createQueue({ Policy: queuePolicy(QUEUE, 'sns.amazonaws.com', TopicArn) });
});
afterEach(() => wire.stop());

function createQueue(attributes: Record<string, string>): void {
  const name = QUEUE.split(':').at(-1) ?? '';
  wire.cloud.queues.create({ account: ACCOUNT, region: 'us-east-1', name, attributes, tags: {} });
}
const subscribe = async (Attributes: Record<string, string> = {}) =>
  (await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: QUEUE, Attributes, ReturnSubscriptionArn: true })))
    .SubscriptionArn ?? '';
const publish = (more: Partial<PublishCommandInput> = {}) => sns.send(new PublishCommand({ TopicArn, Message: 'text', ...more }));
const attribute = (StringValue: string) => ({ DataType: 'String', StringValue });
const received = () => wire.cloud.queues.byArn(QUEUE)?.receive(10, 30_000) ?? [];
const metric = (name: string) => {
  const key = { namespace: 'AWS/SNS', name, dimensions: { TopicName: 'aws-drs-orchestration-execution-notifications-dev' } };
  const minutes = wire.cloud.metrics.minutes({ account: ACCOUNT, region: 'us-east-1' }, key, 0, Number.MAX_SAFE_INTEGER);
  return minutes.reduce((sum, minute) => sum + minute.sum, 0);
};

describe('delivery', () => {
  test('the envelope is the documented one', async () => {
    const subscription = await subscribe();
    const published = await publish({
      Subject: '[DRS] Recovery Plan: Payroll DR - fail',
      MessageStructure: 'json',
      Message: JSON.stringify({ default: 'plain\r\ntext', email: 'mail' }),
      MessageAttributes: { eventType: attribute('fail') },
    });
    const [message] = received();
    expect(message?.attributes).toEqual({});
    const host = 'https://sns.us-east-1.amazonaws.com';
    expect(JSON.parse(message?.body ?? '')).toEqual({
      Type: 'Notification',
      MessageId: published.MessageId,
      TopicArn,
      Subject: '[DRS] Recovery Plan: Payroll DR - fail',
      Message: 'plain\r\ntext',
      Timestamp: '2026-03-14T09:00:00.000Z',
      SignatureVersion: '1',
      Signature: expect.any(String),
      SigningCertURL: `${host}/SimpleNotificationService-0000000000000000000000.pem`,
      UnsubscribeURL: `${host}/?Action=Unsubscribe&SubscriptionArn=${subscription}`,
      MessageAttributes: { eventType: { Type: 'String', Value: 'fail' } },
    });
  });

  test('a json-structured message gives a queue its own text where it has one', async () => {
    await subscribe({ RawMessageDelivery: 'true' });
    await publish({ MessageStructure: 'json', Message: '{"default":"d","sqs":"for queues"}' });
    expect(received().map(({ body }) => body)).toEqual(['for queues']);
  });

  test('raw delivery carries the attributes, but not more than ten', async () => {
    await subscribe({ RawMessageDelivery: 'true' });
    await publish({ MessageAttributes: { eventType: attribute('fail') } });
    const many = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`a${index}`, attribute('x')]));
    await publish({ MessageAttributes: many });
    expect(received()).toMatchObject([{ body: 'text', attributes: { eventType: { DataType: 'String', StringValue: 'fail' } } }]);
    expect([metric('NumberOfNotificationsDelivered'), metric('NumberOfNotificationsFailed')]).toEqual([1, 1]);
  });

  test('nothing is delivered unless the queue’s policy admits this topic', async () => {
    await subscribe();
    const queue = wire.cloud.queues.byArn(QUEUE);
    queue?.setAttributes({ Policy: queuePolicy(QUEUE, 'sns.amazonaws.com', `${TopicArn}-other`) });
    await publish();
    queue?.setAttributes({ Policy: '' });
    await publish();
    expect(received()).toEqual([]);
    expect(metric('NumberOfNotificationsFailed')).toBe(2);
  });

  test('the AWS-managed SQS key keeps SNS out', async () => {
    await subscribe();
    wire.cloud.queues.byArn(QUEUE)?.setAttributes({ KmsMasterKeyId: 'alias/aws/sqs' });
    await publish();
    expect(metric('NumberOfNotificationsFailed')).toBe(1);
  });

  test('a filter lets through what it names and counts the rest', async () => {
    const subscription = await subscribe({ FilterPolicy: '{"eventType":["fail",{"prefix":"pau"}]}' });
    for (const type of ['start', 'fail', 'pause']) await publish({ MessageAttributes: { eventType: attribute(type) } });
    await publish();
    expect(received()).toHaveLength(2);
    expect(metric('NumberOfNotificationsFilteredOut')).toBe(2);
    expect(metric('NumberOfNotificationsFilteredOut-NoMessageAttributes')).toBe(1);
    const change = { SubscriptionArn: subscription, AttributeName: 'FilterPolicy', AttributeValue: '' };
    await sns.send(new SetSubscriptionAttributesCommand(change));
    await publish();
    expect(received()).toHaveLength(1);
  });

  test('a filter may look into the body', async () => {
    await subscribe({
      FilterPolicyScope: 'MessageBody',
      FilterPolicy: '{"detail":{"state":["FAILED"]}}',
      RawMessageDelivery: 'true',
    });
    await publish({ Message: '{"detail":{"state":"FAILED"}}' });
    await publish({ Message: '{"detail":{"state":"OK"}}' });
    await publish({ Message: 'no json' });
    expect(received()).toHaveLength(1);
    expect(metric('NumberOfNotificationsFilteredOut-InvalidMessageBody')).toBe(1);
  });
});

describe('subscriptions', () => {
  test('subscribing twice answers the same one, unless it is to differ', async () => {
    const first = await subscribe({ RawMessageDelivery: 'true' });
    expect(await subscribe({ RawMessageDelivery: 'true' })).toBe(first);
    await expect(subscribe({ RawMessageDelivery: 'false' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringContaining('already exists with different attributes'),
    });
    await sns.send(new UnsubscribeCommand({ SubscriptionArn: first }));
    await publish();
    expect(received()).toEqual([]);
  });

  test('a mail address waits for its owner', async () => {
    const pending = await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint: 'dana@example.com' }));
    expect(pending.SubscriptionArn).toBe('pending confirmation');
    const listed = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    expect(listed.Subscriptions).toMatchObject([{ SubscriptionArn: 'PendingConfirmation', Protocol: 'email' }]);
    const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
    expect(Attributes).toMatchObject({ SubscriptionsPending: '1', SubscriptionsConfirmed: '0', Owner: ACCOUNT });
  });

  test('attributes are shown as set, and bad ones refused with the reason', async () => {
    const SubscriptionArn = await subscribe({ FilterPolicy: '{"eventType":["fail"]}' });
    const { Attributes } = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
    expect(Attributes).toMatchObject({
      FilterPolicy: '{"eventType":["fail"]}',
      FilterPolicyScope: 'MessageAttributes',
      PendingConfirmation: 'false',
    });
    const pretty = '{\r\n  "eventType": ["a&b", "<c>"]\r\n}';
    const formatted = { SubscriptionArn, AttributeName: 'FilterPolicy', AttributeValue: pretty };
    await sns.send(new SetSubscriptionAttributesCommand(formatted));
    expect((await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }))).Attributes?.FilterPolicy).toBe(pretty);
    const set = (AttributeName: string, AttributeValue: string) =>
      sns.send(new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName, AttributeValue }));
    await expect(set('FilterPolicy', '{"eventType":"fail"}')).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await expect(set('FilterPolicy', '{"a":{"b":["c"]}}')).rejects.toThrow(/does not support nested/);
    await expect(set('Nonsense', '1')).rejects.toThrow('Invalid parameter: AttributeName');
  });

  test('lists come a hundred at a time', async () => {
    for (let index = 0; index < 230; index += 1) {
      const topic = wire.cloud.topics.find(TopicArn);
      if (topic === null) throw new Error('no topic');
      const wanted = {
        owner: ACCOUNT,
        protocol: 'email',
        endpoint: `${index}@example.com`,
        attributes: new Map(),
        filter: () => null,
      };
      wire.cloud.topics.subscribe(topic, wanted);
      wire.cloud.topics.create(ACCOUNT, 'us-east-1', `topic-${index}`);
    }
    const endpoints = new Set<string | undefined>();
    for await (const page of paginateListSubscriptionsByTopic({ client: sns }, { TopicArn })) {
      expect(page.Subscriptions?.length).toBeLessThanOrEqual(100);
      for (const { Endpoint } of page.Subscriptions ?? []) endpoints.add(Endpoint);
    }
    expect(endpoints.size).toBe(230);
    let topics = 0;
    for await (const page of paginateListTopics({ client: sns }, {})) topics += page.Topics?.length ?? 0;
    expect(topics).toBe(231);
    const forged = sns.send(new ListSubscriptionsByTopicCommand({ TopicArn, NextToken: 'forged' }));
    await expect(forged).rejects.toThrow('Invalid parameter: NextToken');
  });
});

describe('publishing', () => {
  test.each([
    [{ Message: '' }, 'Invalid parameter: Empty message'],
    [{ Subject: 'two\nlines' }, 'Invalid parameter: Subject'],
    [{ Subject: 'x'.repeat(101) }, 'Invalid parameter: Subject'],
    [{ Message: 'x'.repeat(262_145) }, 'Invalid parameter: Message too long'],
    [
      { MessageStructure: 'json', Message: '{"sqs":"x"}' },
      'Invalid parameter: Message Structure - No default entry in JSON message body',
    ],
  ])('%o is refused', async (more, message) => {
    await expect(publish(more)).rejects.toThrow(message);
  });

  test('a topic that does not exist', async () => {
    await expect(publish({ TopicArn: `${TopicArn}x` })).rejects.toMatchObject({ name: 'NotFoundException' });
  });

  test('a batch', async () => {
    await subscribe({ RawMessageDelivery: 'true' });
    const PublishBatchRequestEntries = [
      { Id: '1', Message: 'a' },
      { Id: '2', Message: 'b', Subject: 'two\nlines' },
    ];
    const reply = await sns.send(new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries }));
    expect(reply).toMatchObject({ Successful: [{ Id: '1' }], Failed: [{ Id: '2', Code: 'InvalidParameter' }] });
    expect(received()).toHaveLength(1);
  });
});

describe('deliveries disturbed on purpose', () => {
  beforeEach(() => subscribe({ RawMessageDelivery: 'true' }));
  const publishAll = async (texts: readonly string[]) => {
    for (const Message of texts) await publish({ Message });
    return received().map(({ body }) => body);
  };

  test('duplicates', async () => {
    wire.parts.faults.set('sqs:duplicate', true);
    expect(await publishAll(['a', 'b'])).toEqual(['a', 'a', 'b', 'b']);
  });

  test('out of order, and the last one is not kept back for ever', async () => {
    wire.parts.faults.set('sqs:reorder', true);
    expect(await publishAll(['a', 'b', 'c'])).toEqual(['b', 'a']);
    wire.parts.wall.advance(2_000);
    expect(received().map(({ body }) => body)).toEqual(['c']);
  });

  test('malformed copies come beside the good ones', async () => {
    wire.parts.faults.set('sqs:malformed', true);
    expect(await publishAll(['aaaa', 'bbbb', 'cccc', 'dddd'])).toEqual(['aaaa', 'bbbb', 'cccc', 'dd', 'dddd']);
  });
});
