import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  ListQueueTagsCommand,
  PurgeQueueCommand,
  paginateListQueues,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
  TagQueueCommand,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTestCloud, type TestCloud } from '../testing/test-cloud';

const NAME = 'aws-drs-orchestration-console-1';
let wire: TestCloud;
let sqs: SQSClient;
let QueueUrl: string;
beforeEach(async () => {
  wire = await startTestCloud();
  sqs = new SQSClient(wire.client);
  QueueUrl = await createQueue(NAME);
});
afterEach(() => wire.stop());

async function createQueue(QueueName: string, Attributes?: Record<string, string>): Promise<string> {
  const created = await sqs.send(new CreateQueueCommand({ QueueName, ...(Attributes && { Attributes }) }));
  return created.QueueUrl ?? '';
}
const send = (MessageBody: string) => sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
const receive = (more: Partial<ReceiveMessageCommandInput> = {}) =>
  sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ['All'], ...more }));
const bodies = async (more: Partial<ReceiveMessageCommandInput> = {}) =>
  ((await receive(more)).Messages ?? []).map(({ Body }) => Body);

/** Until a long poll has set its timer: from then on it waits for wall time. */
async function untilWaiting(): Promise<void> {
  while (wire.parts.wall.pending() === 0) await new Promise((resolve) => setImmediate(resolve));
}

describe('queues', () => {
  test('the URL names the endpoint, and the attributes are those of AWS', async () => {
    expect(QueueUrl).toBe(`${wire.url}/111122223333/${NAME}`);
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    expect(Attributes).toMatchObject({
      QueueArn: `arn:aws:sqs:us-east-1:111122223333:${NAME}`,
      SqsManagedSseEnabled: 'true',
      VisibilityTimeout: '30',
      ApproximateNumberOfMessages: '0',
    });
  });

  test('creating again answers the same queue, unless it is to differ', async () => {
    expect(await createQueue(NAME, { VisibilityTimeout: '30' })).toBe(QueueUrl);
    await expect(createQueue(NAME, { VisibilityTimeout: '31' })).rejects.toMatchObject({ name: 'QueueNameExists' });
  });

  test('attributes are checked', async () => {
    await expect(createQueue('a', { Nonsense: '1' })).rejects.toMatchObject({ name: 'InvalidAttributeName' });
    await expect(createQueue('b', { VisibilityTimeout: '43201' })).rejects.toMatchObject({ name: 'InvalidAttributeValue' });
    const bad = sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy: '{"Statement":"no"}' } }));
    await expect(bad).rejects.toMatchObject({ name: 'InvalidAttributeValue' });
  });

  test('tags', async () => {
    await sqs.send(new TagQueueCommand({ QueueUrl, Tags: { Installation: '1', LastUsed: '2026-03-14' } }));
    expect((await sqs.send(new ListQueueTagsCommand({ QueueUrl }))).Tags).toEqual({ Installation: '1', LastUsed: '2026-03-14' });
  });

  test('a list comes in pages only when asked for', async () => {
    for (let index = 2; index <= 5; index += 1) await createQueue(`queue-${index}`);
    const pages: number[] = [];
    for await (const page of paginateListQueues({ client: sqs, pageSize: 2 }, {})) pages.push(page.QueueUrls?.length ?? 0);
    expect(pages).toEqual([2, 2, 1]);
    expect((await sqs.send(new ListQueuesCommand({ QueueNamePrefix: 'queue-' }))).QueueUrls).toHaveLength(4);
    const forged = sqs.send(new ListQueuesCommand({ MaxResults: 2, NextToken: 'forged' }));
    await expect(forged).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
  });

  test('a deleted queue is gone, and its name rests for a minute', async () => {
    await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    await expect(send('late')).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
    const url = sqs.send(new GetQueueUrlCommand({ QueueName: NAME }));
    await expect(url).rejects.toMatchObject({ name: 'QueueDoesNotExist', message: 'The specified queue does not exist.' });
    await expect(createQueue(NAME)).rejects.toMatchObject({ name: 'QueueDeletedRecently' });
    wire.parts.time.advanceTo(wire.parts.time.now() + 60_000);
    expect(await createQueue(NAME)).toBe(QueueUrl);
  });

  test('another account’s queue is closed unless its policy opens it', async () => {
    const other = new SQSClient({ ...wire.client, credentials: { accessKeyId: '444455556666', secretAccessKey: 'x' } });
    const foreign = () => other.send(new SendMessageCommand({ QueueUrl, MessageBody: 'hello' }));
    await expect(foreign()).rejects.toMatchObject({ name: 'AccessDenied' });
    const statement = { Effect: 'Allow', Principal: { AWS: '444455556666' }, Action: 'SQS:SendMessage', Resource: '*' };
    await sqs.send(
      new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy: JSON.stringify({ Statement: [statement] }) } }),
    );
    await foreign();
    expect(await bodies()).toEqual(['hello']);
  });
});

describe('messages', () => {
  test('what was sent is received with its attributes and checksums', async () => {
    const MessageAttributes = {
      eventType: { DataType: 'String', StringValue: 'fail' },
      bytes: { DataType: 'Binary', BinaryValue: Buffer.from([1, 2]) },
    };
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'körper', MessageAttributes }));
    const [message] = (await receive({ MessageAttributeNames: ['eventType'] })).Messages ?? [];
    expect(message).toMatchObject({
      Body: 'körper',
      MessageAttributes: { eventType: { DataType: 'String', StringValue: 'fail' } },
      Attributes: { ApproximateReceiveCount: '1', SentTimestamp: String(Date.UTC(2026, 2, 14, 9)) },
    });
    expect(message?.MessageAttributes).not.toHaveProperty('bytes');
  });

  test('the checksum over attributes is the one AWS documents', async () => {
    // Vector computed apart from this code: length-prefixed name and type, a byte for the kind, length-prefixed value.
    const reply = await sqs.send(
      new SendMessageCommand({ QueueUrl, MessageBody: 'x', MessageAttributes: { k: { DataType: 'String', StringValue: 'v' } } }),
    );
    expect(reply.MD5OfMessageAttributes).toBe('0a77b0642718c3d9dd47090567d11e0d');
  });

  test('a received message is hidden until it is deleted or its time is up', async () => {
    await send('one');
    const [first] = (await receive({ VisibilityTimeout: 30 })).Messages ?? [];
    expect(await bodies()).toEqual([]);
    wire.parts.wall.advance(30_000);
    const [again] = (await receive()).Messages ?? [];
    expect(again?.Attributes?.ApproximateReceiveCount).toBe('2');
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: first?.ReceiptHandle }));
    wire.parts.wall.advance(30_000);
    const [third] = (await receive()).Messages ?? [];
    expect(third?.Body).toBe('one'); // an old receipt deletes nothing
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: third?.ReceiptHandle }));
    wire.parts.wall.advance(60_000);
    expect(await bodies()).toEqual([]);
  });

  test('visibility can be given back', async () => {
    await send('one');
    const [message] = (await receive()).Messages ?? [];
    const change = () =>
      sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle, VisibilityTimeout: 0 }));
    await change();
    await expect(change()).rejects.toMatchObject({ name: 'MessageNotInflight' });
    expect(await bodies()).toEqual(['one']);
    const forged = sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: 'forged' }));
    await expect(forged).rejects.toMatchObject({ name: 'ReceiptHandleIsInvalid' });
  });

  test('a long poll ends with the first message', async () => {
    const polled = bodies({ WaitTimeSeconds: 20 });
    await untilWaiting();
    await send('woken');
    expect(await polled).toEqual(['woken']);
    expect(wire.parts.wall.pending()).toBe(0);
  });

  test('a long poll ends with nothing after its time', async () => {
    const polled = receive({ WaitTimeSeconds: 20 });
    await untilWaiting();
    wire.parts.wall.advance(20_000);
    expect((await polled).Messages).toBeUndefined();
  });

  test('a long poll sees a message become visible again', async () => {
    await send('one');
    await receive({ VisibilityTimeout: 5 });
    const polled = bodies({ WaitTimeSeconds: 20 });
    await untilWaiting();
    wire.parts.wall.advance(5_000);
    expect(await polled).toEqual(['one']);
  });

  test('a long poll reckons with a visibility that another consumer shortens', async () => {
    await send('one');
    const [message] = (await receive({ VisibilityTimeout: 300 })).Messages ?? [];
    const polled = bodies({ WaitTimeSeconds: 20 });
    await untilWaiting();
    await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle, VisibilityTimeout: 5 }));
    await untilWaiting();
    wire.parts.wall.advance(5_000);
    expect(await polled).toEqual(['one']);
  });

  test('a long poll whose client has gone takes no message', async () => {
    const gone = new AbortController();
    const polled = sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }), { abortSignal: gone.signal });
    await untilWaiting();
    gone.abort();
    await expect(polled).rejects.toMatchObject({ name: 'AbortError' });
    while (wire.parts.wall.pending() > 0) await new Promise((resolve) => setImmediate(resolve));
    await send('for the next');
    expect(await bodies()).toEqual(['for the next']);
  });

  test('a queue deleted under a long poll ends it with an error', async () => {
    const polled = receive({ WaitTimeSeconds: 20 });
    await untilWaiting();
    await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    await expect(polled).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
  });

  test('a cloud that is closed keeps no long poll waiting', async () => {
    const polled = receive({ WaitTimeSeconds: 20 });
    await untilWaiting();
    wire.cloud.close();
    await expect(polled).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
  });

  test('what is received too often goes to the dead letters', async () => {
    const dead = await createQueue('dead');
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: 'arn:aws:sqs:us-east-1:111122223333:dead', maxReceiveCount: 2 });
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { RedrivePolicy, VisibilityTimeout: '0' } }));
    await send('poison');
    expect(await bodies()).toEqual(['poison']);
    expect(await bodies()).toEqual(['poison']);
    expect(await bodies()).toEqual([]);
    expect(await bodies({ QueueUrl: dead })).toEqual(['poison']);
  });

  test('batches tell success and failure entry by entry', async () => {
    const Entries = [
      { Id: 'good', MessageBody: 'a' },
      { Id: 'bad', MessageBody: 'control \u0001 character' },
    ];
    const sent = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    expect(sent.Successful?.map(({ Id }) => Id)).toEqual(['good']);
    expect(sent.Failed).toMatchObject([{ Id: 'bad', Code: 'InvalidMessageContents', SenderFault: true }]);
    const [message] = (await receive()).Messages ?? [];
    const removed = await sqs.send(
      new DeleteMessageBatchCommand({
        QueueUrl,
        Entries: [
          { Id: '1', ReceiptHandle: message?.ReceiptHandle },
          { Id: '2', ReceiptHandle: 'forged' },
        ],
      }),
    );
    expect([removed.Successful?.length, removed.Failed?.length]).toEqual([1, 1]);
    const twice = sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries: [...Entries, ...Entries] }));
    await expect(twice).rejects.toMatchObject({ name: 'BatchEntryIdsNotDistinct' });
  });

  test('delay, size and purge', async () => {
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'later', DelaySeconds: 10 }));
    expect(await bodies()).toEqual([]);
    wire.parts.wall.advance(10_000);
    expect(await bodies({ VisibilityTimeout: 0 })).toEqual(['later']);
    await expect(send('x'.repeat(1_048_577))).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    await sqs.send(new PurgeQueueCommand({ QueueUrl }));
    expect(await bodies()).toEqual([]);
  });
});
