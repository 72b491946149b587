import {
  DeleteRuleCommand,
  DescribeRuleCommand,
  DisableRuleCommand,
  EventBridgeClient,
  ListRulesCommand,
  ListTagsForResourceCommand,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  type Target,
  TestEventPatternCommand,
} from '@aws-sdk/client-eventbridge';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { queuePolicy, startTestCloud, type TestCloud } from '../testing/test-cloud';

const PLATFORM = '111122223333';
const QUEUE = `arn:aws:sqs:us-east-1:${PLATFORM}:aws-drs-orchestration-console-1`;
const RULE = `arn:aws:events:us-east-1:${PLATFORM}:rule/console`;
const SERVER = 'arn:aws:drs:us-east-1:444455556666:source-server/s-0a1b2c3d4e5f60a03';
let wire: TestCloud;
let events: EventBridgeClient;
beforeEach(async () => {
  wire = await startTestCloud();
  events = new EventBridgeClient(wire.client);
  const attributes = { Policy: queuePolicy(QUEUE, 'events.amazonaws.com', RULE) };
  wire.cloud.queues.create({ account: PLATFORM, region: 'us-east-1', name: QUEUE.split(':').at(-1) ?? '', attributes, tags: {} });
});
afterEach(() => wire.stop());

const putRule = (pattern: object) => events.send(new PutRuleCommand({ Name: 'console', EventPattern: JSON.stringify(pattern) }));
const putTargets = (...Targets: Target[]) => events.send(new PutTargetsCommand({ Rule: 'console', Targets }));
const received = () => (wire.cloud.queues.byArn(QUEUE)?.receive(10, 30_000) ?? []).map(({ body }) => body);
const launchFailed = (account = PLATFORM) =>
  wire.cloud.buses.put({
    account,
    region: 'us-east-1',
    source: 'aws.drs',
    detailType: 'DRS Source Server Launch Result',
    time: Date.UTC(2026, 2, 14, 9, 24, 52, 300),
    resources: [SERVER],
    detail: { state: 'RECOVERY_LAUNCH_FAILED', 'job-id': 'drsjob-5e10aa01bb02cc0e2', 'is-drill': 'TRUE' },
  });

describe('routing', () => {
  test('a queue gets the bare event', async () => {
    await putRule({ source: ['aws.drs'], detail: { state: [{ suffix: 'FAILED' }] } });
    await putTargets({ Id: '1', Arn: QUEUE });
    const id = launchFailed();
    expect(received().map((body) => JSON.parse(body))).toEqual([
      {
        version: '0',
        id,
        'detail-type': 'DRS Source Server Launch Result',
        source: 'aws.drs',
        account: PLATFORM,
        time: '2026-03-14T09:24:52Z',
        region: 'us-east-1',
        resources: [SERVER],
        detail: { state: 'RECOVERY_LAUNCH_FAILED', 'job-id': 'drsjob-5e10aa01bb02cc0e2', 'is-drill': 'TRUE' },
      },
    ]);
  });

  test('a queue whose policy does not admit the rule gets nothing', async () => {
    await putRule({ source: ['aws.drs'] });
    await putTargets({ Id: '1', Arn: QUEUE });
    wire.cloud.queues.byArn(QUEUE)?.setAttributes({ Policy: queuePolicy(QUEUE, 'events.amazonaws.com', `${RULE}-other`) });
    launchFailed();
    expect(received()).toEqual([]);
  });

  test('a topic gets the event only if its policy and its key admit EventBridge', async () => {
    const topic = wire.cloud.topics.create(PLATFORM, 'us-east-1', 'drs-alerts');
    const found = wire.cloud.topics.find(topic);
    if (found === null) throw new Error('no topic');
    wire.cloud.queues.byArn(QUEUE)?.setAttributes({ Policy: queuePolicy(QUEUE, 'sns.amazonaws.com', topic) });
    const raw = new Map([['RawMessageDelivery', 'true']]);
    wire.cloud.topics.subscribe(found, {
      owner: PLATFORM,
      protocol: 'sqs',
      endpoint: QUEUE,
      attributes: raw,
      filter: () => null,
    });
    await putRule({ source: ['aws.drs'] });
    await putTargets({ Id: '1', Arn: topic });
    launchFailed();
    expect(received()).toHaveLength(0);
    wire.cloud.topics.setAttribute(
      topic,
      'Policy',
      queuePolicy(topic, 'events.amazonaws.com', RULE).replace('sqs:SendMessage', 'sns:Publish'),
    );
    launchFailed();
    expect(received()).toHaveLength(1);
    wire.cloud.topics.setAttribute(topic, 'KmsMasterKeyId', 'alias/aws/sns');
    launchFailed();
    expect(received()).toHaveLength(0);
  });

  test('inputs: constant, part, and transformed', async () => {
    await putRule({ source: ['aws.drs'] });
    const InputTransformer = {
      InputPathsMap: { state: '$.detail.state', server: '$.detail.sourceServerID', resources: '$.resources' },
      InputTemplate: '{"sourceServerId": "<server>", "state": "<state>", "timestamp": "$.time", "all": <resources>}',
    };
    await putTargets(
      { Id: '1', Arn: QUEUE, Input: '{"fixed":true}' },
      { Id: '2', Arn: QUEUE, InputPath: '$.detail' },
      { Id: '3', Arn: QUEUE, InputTransformer },
    );
    launchFailed();
    expect(received()).toEqual([
      '{"fixed":true}',
      '{"state":"RECOVERY_LAUNCH_FAILED","job-id":"drsjob-5e10aa01bb02cc0e2","is-drill":"TRUE"}',
      `{"sourceServerId": "", "state": "RECOVERY_LAUNCH_FAILED", "timestamp": "$.time", "all": ["${SERVER}"]}`,
    ]);
  });

  test('read-only calls seen by CloudTrail reach only rules that ask for them', async () => {
    const put = () =>
      wire.cloud.buses.put({
        account: PLATFORM,
        region: 'us-east-1',
        source: 'aws.drs',
        detailType: 'AWS API Call via CloudTrail',
        time: 0,
        resources: [],
        detail: { eventName: 'DescribeJobs', readOnly: true },
      });
    await putRule({ source: ['aws.drs'] });
    await putTargets({ Id: '1', Arn: QUEUE });
    put();
    expect(received()).toHaveLength(0);
    const State = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';
    await events.send(new PutRuleCommand({ Name: 'console', EventPattern: '{"source":["aws.drs"]}', State }));
    put();
    expect(received()).toHaveLength(1);
  });
});

describe('rules', () => {
  test('put, describe, disable, delete', async () => {
    const Tags = [{ Key: 'Installation', Value: '1' }];
    const put = await events.send(new PutRuleCommand({ Name: 'console', EventPattern: '{"source":["aws.drs"]}', Tags }));
    expect(put.RuleArn).toBe(RULE);
    expect((await events.send(new ListTagsForResourceCommand({ ResourceARN: RULE }))).Tags).toEqual(Tags);
    await putTargets({ Id: '1', Arn: QUEUE });
    await events.send(new DisableRuleCommand({ Name: 'console' }));
    launchFailed();
    expect(received()).toEqual([]);
    expect(await events.send(new DescribeRuleCommand({ Name: 'console' }))).toMatchObject({
      State: 'DISABLED',
      EventBusName: 'default',
    });
    await expect(events.send(new DeleteRuleCommand({ Name: 'console' }))).rejects.toThrow(/has targets/);
    await events.send(new RemoveTargetsCommand({ Rule: 'console', Ids: ['1'] }));
    await events.send(new DeleteRuleCommand({ Name: 'console' }));
    await expect(events.send(new DescribeRuleCommand({ Name: 'console' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  test('lists come in pages', async () => {
    for (let index = 0; index < 5; index += 1) {
      await events.send(new PutRuleCommand({ Name: `rule-${index}`, ScheduleExpression: 'rate(1 minute)' }));
    }
    const names: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const page = await events.send(new ListRulesCommand({ Limit: 2, NextToken }));
      names.push(...(page.Rules ?? []).map(({ Name }) => Name));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(names).toEqual(['rule-0', 'rule-1', 'rule-2', 'rule-3', 'rule-4']);
    await expect(events.send(new ListRulesCommand({ NextToken: 'forged' }))).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });

  test('a pattern that is none, a rule without trigger, a sixth target', async () => {
    const bad = events.send(new PutRuleCommand({ Name: 'bad', EventPattern: '{"source":["aws.drs",{"prefx":"a"}]}' }));
    await expect(bad).rejects.toMatchObject({
      name: 'InvalidEventPatternException',
      message: expect.stringContaining('Unrecognized match type prefx'),
    });
    await expect(events.send(new PutRuleCommand({ Name: 'bad' }))).rejects.toMatchObject({ name: 'ValidationException' });
    await putRule({ source: ['aws.drs'] });
    const six = Array.from({ length: 6 }, (_, index) => ({ Id: String(index), Arn: QUEUE }));
    await expect(putTargets(...six)).rejects.toMatchObject({ name: 'LimitExceededException' });
    await expect(events.send(new ListTargetsByRuleCommand({ Rule: 'none' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  test('events of one’s own', async () => {
    await putRule({ source: ['war-room'] });
    await putTargets({ Id: '1', Arn: QUEUE });
    const entry = { Source: 'war-room', DetailType: 'note', Detail: '{"a":1}' };
    const Entries = [
      entry,
      { ...entry, Source: 'aws.drs' },
      { ...entry, Detail: 'no json' },
      { ...entry, DetailType: undefined },
    ];
    const reply = await events.send(new PutEventsCommand({ Entries }));
    expect(reply.FailedEntryCount).toBe(3);
    expect(reply.Entries?.map(({ ErrorCode }) => ErrorCode)).toEqual([
      undefined,
      'NotAuthorizedForSourceException',
      'MalformedDetail',
      'InvalidArgument',
    ]);
    expect(received()).toHaveLength(1);
  });

  test('a pattern can be tried', async () => {
    const tried = await events.send(new TestEventPatternCommand({ EventPattern: '{"source":["a"]}', Event: '{"source":"a"}' }));
    expect(tried.Result).toBe(true);
  });
});
