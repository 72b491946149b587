import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateTopicCommand,
  GetSMSAttributesCommand,
  PublishCommand,
  SetSMSAttributesCommand,
  SNSClient,
} from '@aws-sdk/client-sns';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { REHEARSAL_KEY } from '../callers';
import { enforceShipped } from '../policy/shipped';
import { startTestCloud, type TestCloud } from '../testing/test-cloud';

const ACCOUNT = '111122223333';
let wire: TestCloud;
let sns: SNSClient;
beforeEach(async () => {
  wire = await startTestCloud();
  sns = new SNSClient(wire.client);
});
afterEach(() => wire.stop());

const text = (PhoneNumber: string, client = sns) => client.send(new PublishCommand({ PhoneNumber, Message: 'CRITICAL: a03' }));

test('an SMS is in the post', async () => {
  expect((await text('+15555550100')).MessageId).toBeDefined();
  expect(wire.cloud.post.letters()).toMatchObject([{ protocol: 'sms', endpoint: '+15555550100', text: 'CRITICAL: a03' }]);
});

test('numbers that are none, and those that opted out, are refused', async () => {
  await expect(text('0555')).rejects.toMatchObject({ name: 'InvalidParameterException' });
  wire.parts.faults.set('sns:sms-opted-out', true);
  await expect(text('+15555550100')).rejects.toMatchObject({ name: 'OptedOutException' });
});

test('what the carrier says stands in the log that the preferences ask for', async () => {
  const RoleArn = wire.cloud.roles.create({
    account: ACCOUNT,
    name: 'sms-log',
    path: '/',
    description: null,
    maxSeconds: 3600,
    trust: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'sns.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    }),
  });
  if (!RoleArn.ok) throw new Error('no role');
  RoleArn.value.policies.set(
    'log',
    JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'logs:*', Resource: '*' }] }),
  );
  const attributes = { DeliveryStatusIAMRole: RoleArn.value.arn, DeliveryStatusSuccessSamplingRate: '100' };
  await sns.send(new SetSMSAttributesCommand({ attributes }));
  expect((await sns.send(new GetSMSAttributesCommand({}))).attributes).toEqual(attributes);
  const { MessageId } = await text('+15555550100');
  wire.parts.faults.set('sns:sms-refused', true);
  await text('+15555550101');
  wire.parts.time.advanceTo(wire.parts.time.now() + 5_000);
  const logs = new CloudWatchLogsClient(wire.client);
  const read = async (suffix: string) => {
    const logGroupName = `sns/us-east-1/${ACCOUNT}/DirectPublishToPhoneNumber${suffix}`;
    const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName }));
    return events.map(({ message = '' }): unknown => JSON.parse(message));
  };
  expect(await read('')).toMatchObject([{ notification: { messageId: MessageId }, status: 'SUCCESS' }]);
  expect(await read('/Failure')).toMatchObject([
    { delivery: { destination: '+15555550101', providerResponse: 'Blocked as spam by phone carrier' }, status: 'FAILURE' },
  ]);
});

test('a FIFO topic wants a group, and takes what repeats as one', async () => {
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'alerts.fifo', Attributes: { FifoTopic: 'true' } }));
  const publish = (more: object) => sns.send(new PublishCommand({ TopicArn, Message: 'x', ...more }));
  await expect(publish({})).rejects.toMatchObject({ message: expect.stringContaining('MessageGroupId') });
  await expect(publish({ MessageGroupId: 'e1' })).rejects.toMatchObject({ message: expect.stringContaining('Deduplication') });
  const one = await publish({ MessageGroupId: 'e1', MessageDeduplicationId: 'd1' });
  const again = await publish({ MessageGroupId: 'e1', MessageDeduplicationId: 'd1' });
  const other = await publish({ MessageGroupId: 'e1', MessageDeduplicationId: 'd2' });
  expect([again.MessageId === one.MessageId, other.MessageId === one.MessageId]).toEqual([true, false]);
});

test('the alert policy lets SMS out, the observe policy does not', async () => {
  await wire.stop();
  for (const [name, isAllowed] of [
    ['alert', true],
    ['observe', false],
  ] as const) {
    const enforced = await startTestCloud({ enforce: enforceShipped([name]) });
    const credentials = { accessKeyId: REHEARSAL_KEY, secretAccessKey: 'x' };
    const sent = text('+15555550100', new SNSClient({ ...enforced.client, credentials }));
    if (isAllowed) expect((await sent).MessageId).toBeDefined();
    else await expect(sent).rejects.toMatchObject({ name: expect.stringMatching(/Authorization/) });
    await enforced.stop();
  }
});
