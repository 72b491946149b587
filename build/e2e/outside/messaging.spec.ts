import { ListQueuesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { z } from 'zod';
import { expect, test } from '../fixtures';
import { type Served, startServe, startSimulate } from '../serve';
import { beside, clientOf } from './account';
import { silentSources } from './health';

/** Topics, rules and security events as scripts use them: over REST, with ARNs in paths, each change for administrators. */

const Names = z.object({ items: z.array(z.looseObject({ name: z.string() })) });
const Security = z.object({
  items: z.array(z.object({ event: z.object({ finding: z.looseObject({ what: z.string(), severity: z.string() }) }) })),
});
const Notices = z.object({ items: z.array(z.looseObject({ kind: z.string(), severity: z.string(), title: z.string() })) });

const namesIn = async (serve: Served, path: string) => Names.parse(await serve.get(path)).items.map(({ name }) => name);

async function asked(serve: Served, method: string, path: string, body?: unknown) {
  const reply = await serve.api(path, { method, ...(body === undefined ? {} : { body }) });
  const answer: unknown = await reply.json();
  return { status: reply.status, answer };
}

test.describe('messaging', () => {
  test.setTimeout(150_000);

  test('topics and subscriptions are made, tuned and ended', async ({ dataDir }) => {
    const serve = await startServe(['--data-dir', dataDir, '--rehearse', 'payroll-drill', '--operator', 'human']);
    await expect.poll(() => silentSources(serve), { timeout: 60_000 }).toEqual([]);
    expect(await namesIn(serve, '/sns/topics')).toContain('aws-drs-orchestration-execution-notifications-dev');

    const name = 'aws-drs-orchestration-war-room';
    const made = await asked(serve, 'POST', '/sns/topics', { name, displayName: 'War room' });
    expect(made).toMatchObject({ status: 200, answer: { name, displayName: 'War room' } });
    expect(await asked(serve, 'POST', '/sns/topics', { name })).toMatchObject({ status: 409, answer: { code: 'topic.exists' } });
    const { topicArn } = z.looseObject({ topicArn: z.string() }).parse(made.answer);

    const subscribed = await asked(serve, 'POST', '/sns/subscriptions', {
      topicArn,
      protocol: 'lambda',
      endpoint: 'arn:aws:lambda:us-east-1:111122223333:function:pager',
    });
    expect(subscribed).toMatchObject({ status: 200, answer: { state: 'confirmed' } });
    const { subscriptionId } = z.looseObject({ subscriptionId: z.string() }).parse(subscribed.answer);
    const subscription = `/sns/subscriptions/${encodeURIComponent(subscriptionId)}`;
    expect(await asked(serve, 'PUT', subscription, { filterPolicy: { eventType: ['fail', 'pause'] } })).toMatchObject({
      status: 200,
      answer: { filterPolicy: { eventType: ['fail', 'pause'] } },
    });
    expect(await asked(serve, 'PUT', subscription, { filterPolicy: { eventType: [{ like: 'f' }] } })).toMatchObject({
      status: 400,
      answer: { code: 'filter-policy.invalid', field: 'filterPolicy.eventType[0]' },
    });
    expect(await asked(serve, 'DELETE', subscription)).toMatchObject({ status: 200 });

    const topic = `/sns/topics/${encodeURIComponent(topicArn)}`;
    expect(await asked(serve, 'DELETE', topic, { confirm: 'no' })).toMatchObject({ status: 400, answer: { field: 'confirm' } });
    expect(await asked(serve, 'DELETE', topic, { confirm: name })).toMatchObject({ status: 200 });
    expect(await namesIn(serve, '/sns/topics')).not.toContain(name);
    expect(await serve.stop()).toBe(0);
  });

  test('rules that feed the console are listed and tried, and an event of ours is sent', async ({ dataDir }) => {
    const serve = await startServe(['--data-dir', dataDir, '--rehearse', 'payroll-drill', '--operator', 'human']);
    await expect.poll(() => silentSources(serve), { timeout: 60_000 }).toEqual([]);
    await expect
      .poll(async () => (await namesIn(serve, '/bus/rules?feeding=true')).join(' '), { timeout: 60_000 })
      .toContain('aws-drs-orchestration-console-');
    const pattern = { source: ['aws.drs'], detail: { state: ['STALLED'] } };
    expect(await asked(serve, 'POST', '/bus/patterns/test', { pattern, sample: 'replication-stalled' })).toMatchObject({
      answer: { matches: true, expected: true },
    });
    expect(await asked(serve, 'POST', '/bus/events', { detailType: 'Drill announced', detail: {} })).toMatchObject({
      status: 200,
      answer: { outcome: 'accepted' },
    });
    expect(await serve.stop()).toBe(0);
  });

  test('a destructive call in the trail is told as an alert, and listed', async ({ dataDir }) => {
    const simulated = await startSimulate(['--scenario', 'payroll-drill', '--speed', '60', '--operator', 'human']);
    const serve = await startServe(['--data-dir', dataDir, ...beside(simulated)]);
    await expect.poll(() => silentSources(serve), { timeout: 60_000 }).toEqual([]);
    const sqs = new SQSClient(clientOf(simulated));
    const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
    const QueueUrl = QueueUrls.find((url) => !url.endsWith('-dlq'));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(deletion) }));
    sqs.destroy();
    const told = async () => Security.parse(await serve.get('/security/events')).items.map(({ event }) => event.finding);
    await expect
      .poll(told, { timeout: 30_000 })
      .toContainEqual(expect.objectContaining({ what: 'drs:DeleteSourceServer', severity: 'CRITICAL', account: '444455556666' }));
    const { items } = Notices.parse(await serve.get('/alerts'));
    expect(items).toContainEqual(expect.objectContaining({ kind: 'security', severity: 'CRITICAL' }));
    expect(await serve.stop()).toBe(0);
    await simulated.stop();
  });
});

/** As CloudTrail sends it through EventBridge (aws-contracts 5.3). */
const deletion = {
  version: '0',
  id: '5d2f8a10-0000-4000-8000-000000000001',
  'detail-type': 'AWS API Call via CloudTrail',
  source: 'aws.drs',
  account: '444455556666',
  time: '2026-03-14T09:30:02Z',
  region: 'us-east-1',
  resources: [],
  detail: {
    userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::444455556666:assumed-role/Admin/mallory' },
    eventTime: '2026-03-14T09:30:02Z',
    eventSource: 'drs.amazonaws.com',
    eventName: 'DeleteSourceServer',
    awsRegion: 'us-east-1',
    sourceIPAddress: '203.0.113.10',
    requestParameters: { sourceServerID: 's-0a1b2c3d4e5f60a03' },
    responseElements: null,
    recipientAccountId: '444455556666',
  },
};
