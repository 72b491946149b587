import { PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { CreateQueueCommand } from '@aws-sdk/client-sqs';
import { createRouterClient } from '@orpc/server';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { ConsoleEvent } from '../../../shared/domain/events';
import { startTestCloud } from '../../simulator/testing/test-cloud';
import { openAwsContext } from '../aws/aws-context';
import { openConnections } from '../aws/clients';
import type { Actor } from '../ports';
import { anEngine, payrollSpec } from '../testing/an-engine';
import { at, payroll } from '../testing/events';
import { createRouter } from './router';

const platform = { project: 'aws-drs-orchestration', environment: 'dev' };
const opened: ConsoleEvent = {
  type: 'context.opened',
  at: at(0),
  context: {
    contextId: payroll,
    name: 'payroll',
    profile: 'payroll',
    region: 'us-east-1',
    accountId: '111122223333',
    environment: 'test',
    colour: 'teal',
    rehearsal: false,
  },
};

/** An engine whose one context looks at an empty simulated account. */
async function aConsole() {
  const wire = await startTestCloud();
  const { engine, ports } = await anEngine();
  engine.commit([opened]);
  const connections = openConnections();
  const keys = { accessKeyId: 'AKIAEXAMPLEOPERATOR1', secretAccessKey: 'of-no-account' };
  const aws = await openAwsContext({
    spec: { ...payrollSpec, endpointUrl: wire.client.endpoint, keys },
    platform,
    installationId: 'inst-1',
    connections,
    ports,
    env: {},
  });
  onTestFinished(async () => {
    aws.close();
    connections.close();
    await wire.stop();
  });
  const router = createRouter({ ...engine, inside: { ...engine.inside, awsOf: () => aws } });
  const as = (role: Actor['role']) =>
    createRouterClient(router, { context: { actor: { id: `token:${role}`, role, host: 'headless' } } });
  return { wire, engine, aws, view: as('view'), act: as('act'), admin: as('admin') };
}

const queue = 'arn:aws:sqs:us-east-1:111122223333:aws-drs-orchestration-console-inst-1';
const refusal = (code: string) => ({ data: { code } });

describe('topics', () => {
  test('are made, shown, renamed and deleted, each with its record', async () => {
    const { admin, view } = await aConsole();
    const made = await admin.sns.createTopic({ name: 'war-room', displayName: 'War room' });
    expect(made).toMatchObject({ name: 'war-room', displayName: 'War room', confirmed: 0, isPlatform: false });
    const { topicArn } = made;
    expect((await view.sns.topics({})).items.map(({ name }) => name)).toEqual(['war-room']);
    expect(await admin.sns.changeTopic({ topicArn, displayName: 'Room' })).toMatchObject({ displayName: 'Room' });
    await expect(admin.sns.deleteTopic({ topicArn, confirm: 'war room' })).rejects.toMatchObject(refusal('topic.not-confirmed'));
    expect(await admin.sns.deleteTopic({ topicArn, confirm: 'war-room' })).toMatchObject({ outcome: 'accepted' });
    expect((await view.sns.topics({})).items).toEqual([]);
    const kinds = (await view.audit.list({ kind: 'command.requested' })).items.map(({ data }) => data.command);
    expect(kinds).toEqual(['sns.deleteTopic', 'sns.deleteTopic', 'sns.changeTopic', 'sns.createTopic']);
  });

  test('that exist are never taken for new ones', async () => {
    const { admin } = await aConsole();
    await admin.sns.createTopic({ name: 'theirs' });
    await expect(admin.sns.createTopic({ name: 'theirs' })).rejects.toMatchObject({ status: 409, ...refusal('topic.exists') });
  });

  test('of the orchestrator stay', async () => {
    const { admin } = await aConsole();
    const { topicArn, name } = await admin.sns.createTopic({ name: 'aws-drs-orchestration-drs-alerts-dev' });
    await expect(admin.sns.deleteTopic({ topicArn, confirm: name })).rejects.toMatchObject(refusal('topic.platform'));
  });

  test('encrypted with the managed key say what that costs', async () => {
    const { admin, view, wire } = await aConsole();
    const { topicArn } = await admin.sns.createTopic({ name: 'sealed' });
    wire.cloud.topics.setAttribute(topicArn, 'KmsMasterKeyId', 'alias/aws/sns');
    const { encryptionKey, remarks } = await view.sns.topic({ topicArn });
    expect(encryptionKey).toBe('alias/aws/sns');
    expect(remarks).toEqual([expect.stringContaining('CloudWatch alarms may not use')]);
  });

  test('that do not exist are told as such', async () => {
    const { view } = await aConsole();
    await expect(view.sns.topic({ topicArn: 'arn:aws:sns:us-east-1:111122223333:nothing' })).rejects.toMatchObject({
      ...refusal('aws.not-found'),
      message: expect.stringContaining('topic nothing'),
    });
  });

  test('are changed by administrators only', async () => {
    const { act } = await aConsole();
    await expect(act.sns.createTopic({ name: 'mine' })).rejects.toMatchObject({ status: 403 });
  });

  test('log their deliveries, and their metrics are read back', async () => {
    const { admin, act, view } = await aConsole();
    const { topicArn } = await admin.sns.createTopic({ name: 'watched' });
    const roleArn = 'arn:aws:iam::111122223333:role/sns-feedback';
    const on = await admin.sns.logDeliveries({ topicArn, protocol: 'SQS', roleArn, successSamplePercent: 20 });
    expect(on.deliveryLogging.find(({ protocol }) => protocol === 'SQS')).toEqual({
      protocol: 'SQS',
      successRole: roleArn,
      failureRole: roleArn,
      successSamplePercent: 20,
    });
    const off = await admin.sns.logDeliveries({ topicArn, protocol: 'SQS', roleArn: null });
    expect(off.deliveryLogging.find(({ protocol }) => protocol === 'SQS')).toMatchObject({ successRole: null });
    expect(await act.sns.publish({ topicArn, message: 'a test' })).toMatchObject({ outcome: 'accepted' });
    const { items, periodSeconds } = await view.sns.deliveries({ topicArn, hours: 3 });
    expect(periodSeconds).toBe(60);
    expect(items.map(({ name }) => name)).toContain('NumberOfNotificationsFailed');
  });
});

describe('subscriptions', () => {
  test('are made with a filter, changed in both scopes, and ended', async () => {
    const { admin, view } = await aConsole();
    const { topicArn } = await admin.sns.createTopic({ name: 'war-room' });
    const made = await admin.sns.subscribe({
      topicArn,
      protocol: 'sqs',
      endpoint: queue,
      filterPolicy: { eventType: ['fail', 'pause'] },
    });
    expect(made).toMatchObject({ state: 'confirmed', protocol: 'sqs', endpoint: queue });
    const { subscriptionId } = made;
    expect(await view.sns.subscription({ subscriptionId })).toMatchObject({
      filterPolicy: { eventType: ['fail', 'pause'] },
      filterPolicyScope: 'MessageAttributes',
      rawDelivery: false,
    });
    const nested = { detail: { state: ['FAILED'] } };
    expect(
      await admin.sns.changeSubscription({
        subscriptionId,
        filterPolicy: nested,
        filterPolicyScope: 'MessageBody',
        rawDelivery: true,
      }),
    ).toMatchObject({ filterPolicy: nested, filterPolicyScope: 'MessageBody', rawDelivery: true });
    expect(
      await admin.sns.changeSubscription({ subscriptionId, filterPolicy: null, filterPolicyScope: 'MessageAttributes' }),
    ).toMatchObject({ filterPolicy: null, filterPolicyScope: 'MessageAttributes', rawDelivery: true });
    expect(await admin.sns.unsubscribe({ subscriptionId })).toMatchObject({ outcome: 'accepted' });
    expect((await view.sns.subscriptions({ topic: topicArn })).items).toEqual([]);
  });

  test('with a policy SNS would refuse are not asked for', async () => {
    const { admin } = await aConsole();
    const { topicArn } = await admin.sns.createTopic({ name: 'war-room' });
    const filterPolicy = { eventType: [{ starts: 'f' }] };
    await expect(admin.sns.subscribe({ topicArn, protocol: 'sqs', endpoint: queue, filterPolicy })).rejects.toMatchObject({
      status: 400,
      data: { code: 'filter-policy.invalid', field: 'filterPolicy.eventType[0]' },
    });
  });

  test('that wait for their owner say so', async () => {
    const { admin, view } = await aConsole();
    const { topicArn } = await admin.sns.createTopic({ name: 'war-room' });
    expect(await admin.sns.subscribe({ topicArn, protocol: 'email', endpoint: 'dana@example.com' })).toMatchObject({
      state: 'pending',
    });
    const [waiting] = (await view.sns.subscriptions({ topic: topicArn })).items;
    expect(waiting).toMatchObject({ state: 'pending', endpoint: 'dana@example.com' });
    await expect(admin.sns.unsubscribe({ subscriptionId: waiting?.subscriptionId ?? '' })).rejects.toMatchObject(
      refusal('subscription.pending'),
    );
  });

  test('would let a message pass, or not', async () => {
    const { view } = await aConsole();
    const filterPolicy = { eventType: ['fail'] };
    expect(await view.sns.checkFilter({ filterPolicy, message: { attributes: { eventType: { value: 'fail' } } } })).toMatchObject(
      {
        valid: true,
        keys: 1,
        combinations: 1,
        passes: true,
      },
    );
    expect(await view.sns.checkFilter({ filterPolicy: { eventType: 'fail' } })).toMatchObject({ valid: false, passes: null });
  });
});

describe('rules', () => {
  test('are listed with their targets, whose they are, and whether we hear them', async () => {
    const { aws, view } = await aConsole();
    await aws.sqs.send(new CreateQueueCommand({ QueueName: 'aws-drs-orchestration-console-inst-1' }));
    const EventPattern = JSON.stringify({ source: ['aws.drs'] });
    for (const Name of ['aws-drs-orchestration-console-inst-1-drs', 'unrelated'])
      await aws.events.send(new PutRuleCommand({ Name, EventPattern }));
    await aws.events.send(
      new PutTargetsCommand({ Rule: 'aws-drs-orchestration-console-inst-1-drs', Targets: [{ Id: 'tocsin', Arn: queue }] }),
    );
    const { items } = await view.bus.rules({});
    expect(items.map(({ name, whose, feedsUs, enabled }) => ({ name, whose, feedsUs, enabled }))).toEqual([
      { name: 'aws-drs-orchestration-console-inst-1-drs', whose: 'ours', feedsUs: true, enabled: true },
      { name: 'unrelated', whose: 'other', feedsUs: false, enabled: true },
    ]);
    expect((await view.bus.rules({ feeding: 'true' })).items).toHaveLength(1);
  });

  test('are tried on samples, by EventBridge and by us', async () => {
    const { view } = await aConsole();
    const pattern = { source: ['aws.drs'], detail: { state: ['RECOVERY_LAUNCH_FAILED'] } };
    expect(await view.bus.testPattern({ pattern, sample: 'launch-failed' })).toEqual({
      matches: true,
      expected: true,
      problems: [],
      missed: [],
      notAsked: null,
    });
    expect(await view.bus.testPattern({ pattern, sample: 'replication-stalled' })).toMatchObject({
      matches: false,
      missed: ['detail'],
    });
    expect(await view.bus.testPattern({ pattern: '{"source": "aws.drs"}', sample: 'alarm' })).toMatchObject({
      matches: null,
      problems: [{ path: 'source' }],
    });
    await expect(view.bus.testPattern({ pattern, sample: 'nonsense' })).rejects.toMatchObject({ status: 404 });
  });

  test('events of our own are sent by those who may act', async () => {
    const { act, view } = await aConsole();
    const event = { detailType: 'Drill announced', detail: { plan: 'Payroll DR' } };
    expect(await act.bus.send(event)).toMatchObject({ outcome: 'accepted', eventId: expect.any(String) });
    await expect(view.bus.send(event)).rejects.toMatchObject({ status: 403 });
  });
});

test('security events are told, listed and counted', async () => {
  const { engine, view } = await aConsole();
  const finding = {
    category: 'failed-sign-in' as const,
    severity: 'MEDIUM' as const,
    who: 'dana',
    mfa: false,
    where: '198.51.100.7',
    what: 'signin:ConsoleLogin',
    targets: [],
    account: '444455556666',
    region: 'us-east-1',
    errorCode: 'Failed authentication',
    byPlatform: false,
  };
  const told = (id: string): ConsoleEvent => ({
    type: 'message.security',
    at: at(5),
    contextId: payroll,
    source: 'sqs-messages',
    messageId: id,
    occurredAt: at(0),
    finding,
  });
  engine.commit([told('one'), told('two'), told('three')]);
  expect((await view.security.events({})).items).toHaveLength(3);
  expect((await view.security.events({ category: 'denied-call' })).items).toEqual([]);
  expect(await view.security.summary({})).toMatchObject({
    byCategory: { 'failed-sign-in': 3 },
    failedSignIns: [{ account: '444455556666', lastDay: 3 }],
  });
  expect((await view.alerts.list({})).items).toMatchObject([{ kind: 'security', severity: 'HIGH' }]);
  expect((await view.audit.list({ kind: 'security.observed' })).items).toHaveLength(3);
});
