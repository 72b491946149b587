import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  DisableAlarmActionsCommand,
  EnableAlarmActionsCommand,
  ListTagsForResourceCommand,
  PutMetricAlarmCommand,
  type PutMetricAlarmCommandInput,
  PutMetricDataCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compilePattern } from '../models/pattern';
import { queuePolicy, startTestCloud, type TestCloud } from '../testing/test-cloud';

const PLACE = { account: '111122223333', region: 'us-east-1' };
const START = Date.UTC(2026, 2, 14, 9);
const MINUTE = 60_000;
let wire: TestCloud;
let cloudwatch: CloudWatchClient;
let topicArn: string;
beforeEach(async () => {
  wire = await startTestCloud();
  cloudwatch = new CloudWatchClient(wire.client);
  topicArn = wire.cloud.topics.create(PLACE.account, PLACE.region, 'alerts');
});
afterEach(() => wire.stop());

const putAlarm = (more: Partial<PutMetricAlarmCommandInput> = {}) =>
  cloudwatch.send(
    new PutMetricAlarmCommand({
      AlarmName: 'lag',
      Namespace: 'Tocsin',
      MetricName: 'Lag',
      Statistic: 'Maximum',
      Period: 60,
      EvaluationPeriods: 2,
      DatapointsToAlarm: 1,
      Threshold: 900,
      ComparisonOperator: 'GreaterThanThreshold',
      AlarmActions: [topicArn],
      Tags: [{ Key: 'tocsin:installation', Value: 'one' }],
      ...more,
    }),
  );
const put = (Value: number) =>
  cloudwatch.send(
    new PutMetricDataCommand({
      Namespace: 'Tocsin',
      MetricData: [{ MetricName: 'Lag', Value, Timestamp: new Date(wire.parts.time.now()) }],
    }),
  );
const alarm = async () => (await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames: ['lag'] }))).MetricAlarms?.[0];
const minute = (count: number) => wire.parts.time.advanceTo(START + count * MINUTE);

/** A queue that hears of the topic and of alarm events on the bus. */
function listen() {
  const arn = `arn:aws:sqs:${PLACE.region}:${PLACE.account}:heard`;
  const ruleArn = `arn:aws:events:${PLACE.region}:${PLACE.account}:rule/alarms`;
  const policy = JSON.parse(queuePolicy(arn, 'sns.amazonaws.com', topicArn));
  policy.Statement.push(...JSON.parse(queuePolicy(arn, 'events.amazonaws.com', ruleArn)).Statement);
  wire.cloud.queues.create({ ...PLACE, name: 'heard', attributes: { Policy: JSON.stringify(policy) }, tags: {} });
  const topic = wire.cloud.topics.find(topicArn);
  const plain = { attributes: new Map<string, string>(), filter: () => null };
  if (topic !== null) wire.cloud.topics.subscribe(topic, { owner: PLACE.account, protocol: 'sqs', endpoint: arn, ...plain });
  const eventPattern = '{"source":["aws.cloudwatch"]}';
  const matches = compilePattern(eventPattern);
  if (!matches.ok) throw new Error(matches.error);
  const settings = { eventPattern, matches: matches.value, schedule: null, description: null, state: 'ENABLED' } as const;
  wire.cloud.buses.putRule(PLACE.account, PLACE.region, 'alarms', settings).targets.set('1', { Id: '1', Arn: arn });
  return () =>
    wire.cloud.queues
      .byArn(arn)
      ?.receive(10, 30_000)
      .map(({ body }) => JSON.parse(body)) ?? [];
}

test('an alarm goes off when its metric breaches, tells its topic and the bus, and comes back', async () => {
  const heard = listen();
  await putAlarm();
  expect(await alarm()).toMatchObject({ StateValue: 'INSUFFICIENT_DATA', AlarmArn: expect.stringContaining(':alarm:lag') });
  await put(1200);
  minute(1);
  expect(await alarm()).toMatchObject({ StateValue: 'ALARM', StateReason: expect.stringContaining('[1200.0]') });
  const messages = heard();
  const mail = messages.find((message) => message.Type === 'Notification');
  expect(mail.Subject).toBe('ALARM: "lag" in US East (N. Virginia)');
  expect(JSON.parse(mail.Message)).toMatchObject({
    AlarmName: 'lag',
    NewStateValue: 'ALARM',
    OldStateValue: 'INSUFFICIENT_DATA',
    StateChangeTime: '2026-03-14T09:01:00.000+0000',
    Region: 'US East (N. Virginia)',
    Trigger: { MetricName: 'Lag', Namespace: 'Tocsin', Threshold: 900, Period: 60, Statistic: 'MAXIMUM', Dimensions: [] },
  });
  expect(messages.find((message) => message.source === 'aws.cloudwatch')).toMatchObject({
    'detail-type': 'CloudWatch Alarm State Change',
    detail: { alarmName: 'lag', state: { value: 'ALARM' }, previousState: { value: 'INSUFFICIENT_DATA' } },
  });
  minute(2);
  await put(10);
  minute(4);
  expect((await alarm())?.StateValue).toBe('OK');
  minute(6);
  expect((await alarm())?.StateValue).toBe('INSUFFICIENT_DATA');
});

test('history tells changes, states and actions, newest first', async () => {
  await putAlarm({ TreatMissingData: 'notBreaching' });
  await cloudwatch.send(new SetAlarmStateCommand({ AlarmName: 'lag', StateValue: 'ALARM', StateReason: 'a test' }));
  minute(1);
  const { AlarmHistoryItems } = await cloudwatch.send(new DescribeAlarmHistoryCommand({ AlarmName: 'lag' }));
  expect(AlarmHistoryItems?.map(({ HistoryItemType }) => HistoryItemType)).toEqual([
    'StateUpdate',
    'Action',
    'StateUpdate',
    'ConfigurationUpdate',
  ]);
  expect(AlarmHistoryItems?.[1]?.HistorySummary).toBe(`Successfully executed action ${topicArn}`);
});

test('disabled actions tell nobody; a key that CloudWatch may not use is a failed action', async () => {
  const heard = listen();
  await putAlarm();
  await cloudwatch.send(new DisableAlarmActionsCommand({ AlarmNames: ['lag'] }));
  expect((await alarm())?.ActionsEnabled).toBe(false);
  const set = (StateValue: 'OK' | 'ALARM') =>
    cloudwatch.send(new SetAlarmStateCommand({ AlarmName: 'lag', StateValue, StateReason: 'a test' }));
  await set('ALARM');
  expect(heard().filter((message) => message.Type === 'Notification')).toEqual([]);
  await cloudwatch.send(new EnableAlarmActionsCommand({ AlarmNames: ['lag'] }));
  wire.cloud.topics.setAttribute(topicArn, 'KmsMasterKeyId', 'alias/aws/sns');
  await set('OK');
  await set('ALARM');
  const { AlarmHistoryItems } = await cloudwatch.send(new DescribeAlarmHistoryCommand({ HistoryItemType: 'Action' }));
  expect(AlarmHistoryItems?.[0]?.HistorySummary).toBe(`Failed to execute action ${topicArn}`);
});

test('alarms over Metrics Insights, tags, deletion', async () => {
  await putAlarm({
    MetricName: undefined,
    Namespace: undefined,
    Statistic: undefined,
    Period: undefined,
    Metrics: [{ Id: 'q1', Expression: 'SELECT MAX(Lag) FROM "Tocsin"', Period: 60, ReturnData: true }],
  });
  await put(1200);
  minute(1);
  const found = await alarm();
  expect(found).toMatchObject({ StateValue: 'ALARM', Metrics: [{ Id: 'q1' }] });
  expect((await cloudwatch.send(new ListTagsForResourceCommand({ ResourceARN: found?.AlarmArn }))).Tags).toEqual([
    { Key: 'tocsin:installation', Value: 'one' },
  ]);
  await cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: ['lag'] }));
  expect(await alarm()).toBeUndefined();
  await expect(cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: ['lag'] }))).rejects.toMatchObject({
    name: 'ResourceNotFound',
  });
  await expect(putAlarm({ Statistic: undefined })).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
});
