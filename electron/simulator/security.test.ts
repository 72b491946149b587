import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetTrailStatusCommand,
  type LookupAttribute,
  LookupEventsCommand,
  StopLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { DeleteTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, expect, test } from 'vitest';
import { type Simulator, type SimulatorOptions, startSimulator } from './simulator';
import { manualWall } from './testing/manual-time';
import { queuePolicy } from './testing/test-cloud';

const START = '2026-03-14T09:00:00Z';
const ACCOUNT = '111122223333';
const QUEUE = `arn:aws:sqs:us-east-1:${ACCOUNT}:console`;
let simulator: Simulator;
afterEach(() => simulator.stop());

async function start(options: Partial<SimulatorOptions> = {}) {
  const wall = manualWall(Date.parse(START));
  const started = await startSimulator({ scenario: 'payroll-drill', start: START, wall, ...options });
  if (!started.ok) throw new Error(started.error.message);
  simulator = started.value;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return { endpoint: simulator.url, region: 'us-east-1', credentials, maxAttempts: 1 };
}
const soon = () => simulator.clock().step(5);
const inject = async (body: object) => {
  const reply = await fetch(`${simulator.url}/_sim/security`, { method: 'POST', body: JSON.stringify(body) });
  return { status: reply.status, body: await reply.json() };
};

/** A rule for everything CloudTrail tells, into a queue. */
async function listen(client: Awaited<ReturnType<typeof start>>) {
  const events = new EventBridgeClient(client);
  const sqs = new SQSClient(client);
  const Policy = queuePolicy(QUEUE, 'events.amazonaws.com', `arn:aws:events:us-east-1:${ACCOUNT}:rule/trail`);
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'console', Attributes: { Policy } }));
  const EventPattern = JSON.stringify({ 'detail-type': [{ suffix: 'via CloudTrail' }] });
  await events.send(new PutRuleCommand({ Name: 'trail', EventPattern }));
  await events.send(new PutTargetsCommand({ Rule: 'trail', Targets: [{ Id: '1', Arn: QUEUE }] }));
  soon();
  const take = async () => {
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    return Messages?.map(({ Body }) => JSON.parse(Body ?? '')) ?? [];
  };
  await take(); // what making the rule itself told
  return take;
}

test('calls over the wire are told: who, what, refused or not; reads only in the history', async () => {
  const client = await start({ policy: ['observe', 'setup', 'alert'] });
  const admin = { ...client, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
  const TopicArn = `arn:aws:sns:us-east-1:${ACCOUNT}:aws-drs-orchestration-drs-alerts-dev`;
  await expect(new SNSClient(admin).send(new DeleteTopicCommand({ TopicArn }))).rejects.toThrow();
  await new CloudWatchClient(client).send(new DescribeAlarmsCommand({}));
  soon();
  const trail = new CloudTrailClient(client);
  const look = async (AttributeKey: LookupAttribute['AttributeKey'], AttributeValue: string) => {
    const LookupAttributes = [{ AttributeKey, AttributeValue }];
    return (await trail.send(new LookupEventsCommand({ LookupAttributes }))).Events ?? [];
  };
  const [refused] = await look('EventName', 'DeleteTopic');
  expect(refused).toMatchObject({ Username: 'administrator', EventSource: 'sns.amazonaws.com', ReadOnly: 'false' });
  expect(JSON.parse(refused?.CloudTrailEvent ?? '')).toMatchObject({
    errorCode: 'AccessDenied',
    requestParameters: { topicArn: TopicArn },
    userIdentity: { type: 'IAMUser', arn: `arn:aws:iam::${ACCOUNT}:user/administrator` },
  });
  expect((await look('ReadOnly', 'true')).map(({ EventName }) => EventName)).toContain('DescribeAlarms');
});

test('rules hear of changes, of the platform’s own calls, and codes stay secret', async () => {
  const client = await start();
  const take = await listen(client);
  const SerialNumber = `arn:aws:iam::${ACCOUNT}:mfa/administrator`;
  const RoleArn = 'arn:aws:iam::444455556666:role/DROpsMfaRole';
  await new STSClient(client).send(
    new AssumeRoleCommand({ RoleArn, RoleSessionName: 'tocsin', SerialNumber, TokenCode: '123456' }),
  );
  await new CloudWatchClient(client).send(new DescribeAlarmsCommand({}));
  soon();
  const told: { source: string; detail: { readOnly: boolean } }[] = await take();
  expect(told.filter(({ detail }) => detail.readOnly)).toEqual([]);
  const assumed = told.find(({ source }) => source === 'aws.sts');
  expect(assumed).toMatchObject({ source: 'aws.sts', detail: { eventName: 'AssumeRole', readOnly: false } });
  expect(JSON.stringify(assumed)).not.toContain('123456');
  const there = new CloudTrailClient({ ...client, credentials: { accessKeyId: '444455556666', secretAccessKey: 'x' } });
  const { Events } = await there.send(new LookupEventsCommand({}));
  expect(Events?.map(({ EventName }) => EventName)).toContain('StartRecovery');
});

test('incidents on request: sign-ins, refusals, tampering', async () => {
  const client = await start();
  const take = await listen(client);
  expect(await inject({ kind: 'failed-sign-in', count: 2 })).toMatchObject({
    body: { events: ['ConsoleLogin', 'ConsoleLogin'] },
  });
  await inject({ kind: 'denied-call' });
  await inject({ kind: 'blinding', event: 'StopLogging' });
  expect(await take()).toMatchObject([
    {
      source: 'aws.signin',
      'detail-type': 'AWS Console Sign In via CloudTrail',
      detail: { errorMessage: 'Failed authentication' },
    },
    { source: 'aws.signin' },
    { source: 'aws.drs', detail: { eventName: 'TerminateRecoveryInstances', errorCode: 'AccessDenied', responseElements: null } },
    { source: 'aws.cloudtrail', detail: { eventSource: 'cloudtrail.amazonaws.com', eventName: 'StopLogging' } },
  ]);
  expect(await inject({ kind: 'blinding', event: 'Nonsense' })).toMatchObject({ status: 400, body: { field: 'event' } });
  expect((await inject({ kind: 'nonsense' })).status).toBe(400);
});

test('a trail that does not log tells nobody', async () => {
  const client = await start();
  const take = await listen(client);
  const trail = new CloudTrailClient(client);
  const { trailList } = await trail.send(new DescribeTrailsCommand({}));
  expect(trailList).toMatchObject([{ Name: 'management-events', IsMultiRegionTrail: true, HomeRegion: 'us-east-1' }]);
  await trail.send(new StopLoggingCommand({ Name: 'management-events' }));
  expect((await trail.send(new GetTrailStatusCommand({ Name: 'management-events' }))).IsLogging).toBe(false);
  await inject({ kind: 'tampering' });
  expect(await take()).toEqual([]);
  const unknown = trail.send(new GetTrailStatusCommand({ Name: 'nonsense' }));
  await expect(unknown).rejects.toMatchObject({ name: 'TrailNotFoundException' });
});

test('a long poll ends when the trace begins anew', async () => {
  const sqs = new SQSClient(await start());
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'console' }));
  const waiting = sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }));
  const ended = expect(waiting).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
  // The call must have arrived: a later one that has been answered says so.
  await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  simulator.restart();
  await ended;
});
