import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ContextId, Instant } from '../../../../shared/domain/primitives';
import { type QueueMessage, understand } from './understand';

const contextId = ContextId.parse('rehearsal:drill');
const at = Instant.parse('2026-03-14T09:26:00.000Z');
const topic = (name: string) => `arn:aws:sns:us-east-1:111122223333:aws-drs-orchestration-${name}-dev`;
const token = `AQC${'EAAAAKgAAAAMAAAAA'.repeat(20)}`;

const read = (body: unknown, more: Partial<QueueMessage> = {}) =>
  understand({ MessageId: 'sqs-1', Body: typeof body === 'string' ? body : JSON.stringify(body), ...more }, contextId, at);

/** An SNS envelope with raw delivery off. */
function envelope(message: string, more: object = {}): object {
  return {
    Type: 'Notification',
    MessageId: 'dc1e94d9',
    TopicArn: topic('execution-notifications'),
    Subject: '[DRS] Recovery Plan: Payroll DR - fail',
    Message: message,
    Timestamp: '2026-03-14T09:25:11.482Z',
    SignatureVersion: '1',
    ...more,
  };
}
const attributes = {
  MessageAttributes: { recoveryPlanId: { Type: 'String', Value: '7c1d2e3f' }, eventType: { Type: 'String', Value: 'fail' } },
};

/** A mail in the platform's form; values start at column 21. */
function mail(title: string, fields: Readonly<Record<string, string>>): string {
  const ruler = '='.repeat(56);
  const lines = Object.entries(fields).map(([label, value]) => `  ${`${label}:`.padEnd(18)} ${value}`);
  return [ruler, `  AWS DRS ORCHESTRATION - ${title}`, ruler, '', ...lines, ''].join('\r\n');
}
const failed = mail('RECOVERY FAILED', {
  'Recovery Plan': 'Payroll DR',
  'Execution ID': '0f3c9a52-7d1e-4b8a-9c46-2e5b7a1d9f60',
  'Failed Wave': '1',
  Error: '1 servers failed to launch',
});

const launch = {
  version: '0',
  id: '9da9af57',
  'detail-type': 'DRS Source Server Launch Result',
  source: 'aws.drs',
  account: '444455556666',
  time: '2026-03-14T09:24:52Z',
  region: 'us-east-1',
  resources: ['arn:aws:drs:us-east-1:444455556666:source-server/s-0a1b2c3d4e5f60a03'],
  detail: { state: 'RECOVERY_LAUNCH_FAILED', 'job-id': 'drsjob-5e10aa01bb02cc0e2', 'is-drill': 'TRUE' },
};

describe('a message of the queue', () => {
  test('mail in an envelope: execution from the text, plan and kind from the attributes', () => {
    expect(read(envelope(failed, attributes))).toMatchObject({
      type: 'message.execution-mail',
      messageId: 'dc1e94d9',
      occurredAt: '2026-03-14T09:25:11.482Z',
      eventType: 'fail',
      executionId: '0f3c9a52-7d1e-4b8a-9c46-2e5b7a1d9f60',
      planId: '7c1d2e3f',
    });
  });

  test('the same mail delivered raw keeps its attributes in SQS', () => {
    const MessageAttributes = { eventType: { StringValue: 'fail' }, recoveryPlanId: { StringValue: '7c1d2e3f' } };
    expect(read(failed, { MessageAttributes })).toMatchObject({
      type: 'message.execution-mail',
      messageId: 'sqs-1',
      planId: '7c1d2e3f',
    });
  });

  test('a completion after a resume has no plan name and is understood all the same', () => {
    const text = mail('RECOVERY COMPLETED', { 'Recovery Plan': '', 'Execution ID': 'e2', 'Total Waves': '0', Duration: 'N/A' });
    expect(read(envelope(text))).toMatchObject({
      type: 'message.execution-mail',
      eventType: 'complete',
      executionId: 'e2',
      planId: null,
    });
  });

  test('what SES tells of a mail is a receipt', () => {
    const told = {
      eventType: 'Bounce',
      mail: { messageId: 'ses-1' },
      bounce: { bounceType: 'Permanent', bouncedRecipients: [] },
    };
    expect(read(envelope(JSON.stringify(told), { TopicArn: topic('console-mail-events') }))).toMatchObject({
      type: 'message.receipt',
      messageId: 'dc1e94d9',
      receipt: { providerId: 'ses-1', verdict: 'failed' },
    });
  });

  test('a notification of ours that comes back by a topic we hear is no message of the platform', () => {
    const marked = { MessageAttributes: { 'tocsin.delivery': { Type: 'String', Value: 'dlv-1' } } };
    expect(read(envelope('Wave 1 failed', marked))).toMatchObject({
      type: 'message.other',
      subject: expect.stringMatching(/^Notification: /),
    });
    const MessageAttributes = { 'tocsin.delivery': { StringValue: 'dlv-1' } };
    for (const body of ['{"type":"execution.failed"}', 'Wave 1 failed'])
      expect(read(body, { MessageAttributes })).toMatchObject({ type: 'message.other' });
  });

  test('the token of a pause mail is nowhere in what we keep', () => {
    const text = `${mail('EXECUTION PAUSED', { 'Execution ID': 'e2' })}\r\naws stepfunctions send-task-success --task-token '${token}' --output '{}'`;
    const event = read(envelope(text));
    expect(event.type).toBe('message.execution-mail');
    expect(JSON.stringify(event)).not.toContain('AQC');
    expect(JSON.stringify(read(`not json ${token}`))).not.toContain('AQC');
  });

  test('a launch result: the server stands only in the resource, and the drill in a text', () => {
    expect(read(launch)).toMatchObject({
      type: 'message.launch-result',
      messageId: '9da9af57',
      sourceServerId: 's-0a1b2c3d4e5f60a03',
      jobId: 'drsjob-5e10aa01bb02cc0e2',
      succeeded: false,
      isDrill: true,
    });
  });

  test('a time of whole seconds means the end of that second, but never later than it was heard', () => {
    expect(read(launch)).toMatchObject({ occurredAt: '2026-03-14T09:24:52.999Z' });
    const justNow = { ...launch, time: '2026-03-14T09:26:00Z' };
    expect(read(justNow)).toMatchObject({ occurredAt: '2026-03-14T09:26:00.000Z' });
  });

  test('an event by way of a topic goes by the id of that delivery', () => {
    expect(read(envelope(JSON.stringify(launch), { TopicArn: topic('drs-alerts') }))).toMatchObject({
      type: 'message.launch-result',
      messageId: 'dc1e94d9',
    });
  });

  test('a replication stall and its end', () => {
    const stall = (state: string) => ({
      ...launch,
      'detail-type': 'DRS Source Server Data Replication Stalled Change',
      detail: { state },
    });
    expect(read(stall('STALLED'))).toMatchObject({ type: 'message.replication', stalled: true });
    expect(read(stall('NOT_STALLED'))).toMatchObject({ type: 'message.replication', stalled: false });
  });

  test('a run status, its dates in milliseconds', () => {
    const executionArn = 'arn:aws:states:us-east-1:111122223333:execution:m:0f3c9a52';
    const detail = {
      executionArn,
      stateMachineArn: 'm',
      name: '0f3c9a52',
      status: 'FAILED',
      startDate: 1773478801214,
      stopDate: 1773480312400,
      error: 'PlanExecutionFailed',
    };
    expect(
      read({
        ...launch,
        source: 'aws.states',
        'detail-type': 'Step Functions Execution Status Change',
        resources: [executionArn],
        detail,
      }),
    ).toMatchObject({
      type: 'message.run-status',
      run: { executionId: '0f3c9a52', status: 'FAILED', stoppedAt: '2026-03-14T09:25:12.400Z' },
    });
  });

  test.each([
    [
      'an alert with the quirks of its template',
      envelope(
        JSON.stringify({
          alertType: 'DRS Recovery Failure',
          sourceServerId: '',
          timestamp: '$.time',
          message: 'DRS recovery launch failed',
        }),
      ),
    ],
    [
      'an alarm',
      envelope(JSON.stringify({ AlarmName: 'denied', NewStateValue: 'ALARM', StateChangeTime: '2026-03-14T09:25:11.482+0000' })),
    ],
    ['an event nobody knows', { ...launch, 'detail-type': 'DRS PIT Snapshot Taken' }],
    ['a launch state nobody knows', { ...launch, detail: { state: 'RECOVERY_LAUNCH_PONDERING' } }],
    ['a topic of somebody else', envelope('hello', { TopicArn: topic('lunch') })],
  ])('%s is passed on', (_, body) => {
    expect(read(body).type).toBe('message.other');
  });

  test.each([
    ['text that is no JSON', 'hello'],
    ['broken JSON', '{"Type": "Notification", '],
    ['a list', '[1,2]'],
    ['JSON of nobody', '{"a":1}'],
    ['a notification without execution', envelope('=====\r\nno fields', attributes)],
    ['a launch result without server', { ...launch, resources: [] }],
    ['256 KiB of nothing', 'x'.repeat(262_144)],
    ['binary', '\u0000\u0001\ufffd\u0002'],
    ['nothing', ''],
  ])('%s is kept aside with its reason', (_, body) => {
    const event = read(body);
    expect(event.type).toBe('message.malformed');
    if (event.type !== 'message.malformed') return;
    expect(event.reason).not.toBe('');
    expect(event.excerpt.length).toBeLessThanOrEqual(2000);
    expect(event.excerpt).not.toContain('\u0000');
  });

  test('never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.object().map((value) => JSON.stringify({ ...launch, ...value })),
        ),
        (body) => void read(body),
      ),
    );
  });
});
