import { PublishCommand, SetSMSAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { DeliveryRecord } from '../../../../shared/domain/notifications/record';
import type { AwsContext } from '../../aws/aws-context';
import { settle } from '../../testing/manual-clock';
import { aSendJob } from '../testing/a-send-job';
import { ACCOUNT, type AwsTools, awsTools } from '../testing/aws-tools';
import { followDeliveryLogs } from './log-receipts';

const role = {
  account: ACCOUNT,
  name: 'sms-log',
  path: '/',
  description: null,
  maxSeconds: 3600,
  trust: '{"Statement":[{"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},"Action":"sts:AssumeRole"}]}',
};

/** A role that SNS may write logs with. */
function loggingRole({ cloud }: AwsTools): string {
  const made = cloud.cloud.roles.create(role);
  if (!made.ok) throw new Error('no role');
  made.value.policies.set('log', '{"Statement":[{"Effect":"Allow","Action":"logs:*","Resource":"*"}]}');
  return made.value.arn;
}

/** SNS keeps a log of what carriers did with SMS. */
async function keepLog(made: AwsTools): Promise<SNSClient> {
  const sns = new SNSClient(made.cloud.client);
  const attributes = { DeliveryStatusIAMRole: loggingRole(made), DeliveryStatusSuccessSamplingRate: '100' };
  await sns.send(new SetSMSAttributesCommand({ attributes }));
  return sns;
}

/** A delivery that was accepted at the beginning of the test's time. */
function accepted(
  providerId: string,
  queuedAt: DeliveryRecord['queuedAt'],
  to: Pick<DeliveryRecord, 'carrier' | 'destination'> = { carrier: 'sms', destination: '+15555550100' },
): DeliveryRecord {
  const { delivery, event, rendered } = aSendJob({ carrier: to.carrier, delivery: { deliveryId: providerId, queuedAt, ...to } });
  return {
    ...delivery,
    event,
    rendered,
    seq: 1,
    state: 'accepted',
    reason: null,
    attempts: 1,
    nextAttemptAt: null,
    stateAt: queuedAt,
    latencyMs: 5,
    mayBeRepeat: false,
    eventType: event.type,
    eventTitle: event.title,
    executionId: null,
    digested: 0,
    attemptLog: [{ number: 1, startedAt: queuedAt, latencyMs: 5, outcome: 'accepted', status: 200, reply: null, providerId }],
    receipts: [],
  };
}

async function following(made: AwsTools, waiting: DeliveryRecord[], aws = made.tools.awsFor({})) {
  const told: [string, string | null][] = [];
  const texts: string[] = [];
  const accounts = vi.fn((): (AwsContext | null)[] => [aws, aws]);
  const follower = followDeliveryLogs({
    outbox: {
      list: ({ channel }) => waiting.filter(({ carrier }) => carrier === channel),
      get: (deliveryId) => waiting.find((record) => record.deliveryId === deliveryId) ?? null,
      receipt: async (providerId, { state, text }) => {
        told.push([providerId, state]);
        texts.push(text);
        return true;
      },
    },
    awsFor: made.tools.awsFor,
    smsAccounts: accounts,
    ports: { ...made.tools.ports, clock: made.time.clock },
  });
  onTestFinished(() => follower.stop());
  return { told, texts, accounts };
}

/** Lets a look and its calls over HTTP end. */
async function ended(condition: () => boolean): Promise<void> {
  await expect.poll(condition, { timeout: 20_000, interval: 5 }).toBe(true);
}

test('what carriers did with an SMS is told to its delivery, and what others sent is left alone', async () => {
  const made = await awsTools();
  const sns = await keepLog(made);
  const send = async () => (await sns.send(new PublishCommand({ PhoneNumber: '+15555550100', Message: 'x' }))).MessageId ?? '';
  const [mine, others] = [await send(), await send()];
  made.cloud.parts.faults.set('sns:sms-refused', true);
  const refused = await send();
  made.cloud.parts.time.advanceTo(made.cloud.parts.time.now() + 5_000);
  const { told } = await following(made, [accepted(mine, made.time.clock.now()), accepted(refused, made.time.clock.now())]);
  await made.time.advance(30_000);
  await ended(() => told.length >= 2);
  expect(told).toEqual([
    [mine, 'delivered'],
    [refused, 'failed'],
  ]);
  expect(told.flat()).not.toContain(others);
});

test('what a topic says of its subscribers is told once, and only where the topic keeps a log', async () => {
  const made = await awsTools();
  const { topics } = made.cloud.cloud;
  const [loud, quiet] = ['loud', 'quiet'].map((name) => topics.create(ACCOUNT, 'us-east-1', name));
  const topic = topics.find(loud ?? '');
  if (topic === null || loud === undefined || quiet === undefined) throw new Error('no topic');
  topics.setAttribute(loud, 'SQSFailureFeedbackRoleArn', loggingRole(made));
  const gone = `arn:aws:sqs:us-east-1:${ACCOUNT}:gone`;
  topics.subscribe(topic, { owner: ACCOUNT, protocol: 'sqs', endpoint: gone, attributes: new Map(), filter: () => null });
  const messageId = topics.publish({ topicArn: loud, message: '{}' });
  const waiting = [
    accepted(messageId, made.time.clock.now(), { carrier: 'sns', destination: loud }),
    accepted('other', made.time.clock.now(), { carrier: 'email-sns', destination: quiet }),
  ];
  const { told, texts } = await following(made, waiting, null);
  await made.time.advance(30_000);
  await ended(() => told.length > 0);
  expect([told, texts]).toEqual([[[messageId, null]], [expect.stringContaining(`${gone} did not get it: 403`)]]);
  waiting[0]?.receipts.push({ at: made.time.clock.now(), text: texts[0] ?? '' });
  const calls = () =>
    made.cloud.recorder
      .counts()
      .filter(({ service }) => service === 'logs')
      .reduce((sum, { count }) => sum + count, 0);
  const before = calls();
  await made.time.advance(30_000);
  await ended(() => calls() >= before + 2);
  await settle();
  expect(told).toHaveLength(1);
});

test('while nothing waits nothing is asked, and old ones are asked for seldom', async () => {
  const made = await awsTools();
  const waiting: DeliveryRecord[] = [];
  const { accounts } = await following(made, waiting, null);
  await made.time.advance(300_000);
  expect(accounts).not.toHaveBeenCalled();
  waiting.push(accepted('p1', made.time.clock.now()));
  await made.time.advance(20 * 60_000);
  // Nineteen in the ten minutes in which an answer is likely, then one in eleven.
  expect(accounts.mock.calls.length).toBe(20);
});
