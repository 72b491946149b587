import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { simpleParser } from 'mailparser';
import { describe, expect, test } from 'vitest';
import { MailDefaults } from '../../../shared/domain/notifications/defaults';
import { queuePolicy } from '../../simulator/testing/test-cloud';
import { bytesOf, fitJson, fitSubject, fitText } from './aws/fit';
import type { SendJob } from './channel';
import { emailSes } from './email-ses';
import { emailSns } from './email-sns';
import { sms } from './sms';
import { sns } from './sns';
import { aRendered, aSendJob } from './testing/a-send-job';
import { ACCOUNT, type AwsTools, awsTools } from './testing/aws-tools';

const arn = (name: string, account = ACCOUNT) => `arn:aws:sns:us-east-1:${account}:${name}`;

function topic({ cloud }: AwsTools, name = 'alerts') {
  cloud.cloud.topics.create(ACCOUNT, 'us-east-1', name);
  const made = cloud.cloud.topics.find(arn(name));
  if (made === null) throw new Error('no topic');
  return made;
}

function subscribe(made: AwsTools, protocol: string, endpoint: string, filter: string | null = null) {
  const subscription = made.cloud.cloud.topics.subscribe(topic(made), {
    owner: ACCOUNT,
    protocol,
    endpoint,
    attributes: new Map(filter === null ? [] : [['FilterPolicy', filter]]),
    filter: () => null,
  });
  subscription.confirmed = true;
  return subscription;
}

const textJob = (given: Partial<SendJob> = {}): SendJob =>
  aSendJob({
    carrier: 'email-sns',
    configuration: { SNSTopicArn: arn('alerts') },
    rendered: aRendered('text', { subject: 'Ausführung fehlgeschlagen', text: 'Welle 1' }),
    ...given,
  });

const jsonJob = (given: Partial<SendJob> = {}): SendJob =>
  aSendJob({
    carrier: 'sns',
    configuration: { TopicArn: arn('alerts') },
    rendered: aRendered('sns', {
      subject: 'x',
      message: '{"type":"execution.failed"}',
      attributes: { environment: 'production' },
    }),
    ...given,
  });

const to = (address: string): Pick<SendJob, 'delivery'> => ({
  delivery: aSendJob({ carrier: 'sms', delivery: { destination: address, recipient: address } }).delivery,
});
const smsJob = (number: string, configuration: object = {}): SendJob =>
  aSendJob({
    carrier: 'sms',
    ...to(number),
    configuration: { PhoneNumbers: [number], ...configuration },
    rendered: aRendered('sms', { text: 'CRITICAL: a03 failed to launch' }),
  });
const sesJob = (address: string, given: Partial<SendJob> & { set?: string } = {}): SendJob =>
  aSendJob({
    carrier: 'email-ses',
    ...to(address),
    configuration: { Recipients: [address] },
    mail: MailDefaults.parse({
      Transport: 'SES',
      From: 'tocsin@drills.example',
      ...(given.set === undefined ? {} : { Ses: { ConfigurationSetName: given.set } }),
    }),
    rendered: aRendered('mail', { subject: 'Ausführung 🚒', html: '<p>Ü</p>', text: 'Ü', locale: 'de', inline: [] }),
    ...given,
  });

describe('a topic', () => {
  test('gets text with its subject, and subscribers by mail read it', async () => {
    const made = await awsTools();
    subscribe(made, 'email', 'dana@example.com');
    expect(await emailSns.send(textJob(), made.tools)).toMatchObject({
      outcome: 'accepted',
      providerId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(made.cloud.cloud.post.letters()[0]).toMatchObject({
      endpoint: 'dana@example.com',
      subject: 'Ausführung fehlgeschlagen',
      text: 'Welle 1',
    });
  });

  test('gets JSON whole, with attributes to filter by', async () => {
    const made = await awsTools();
    const queueArn = `arn:aws:sqs:us-east-1:${ACCOUNT}:heard`;
    const sqs = new SQSClient(made.cloud.client);
    const Attributes = { Policy: queuePolicy(queueArn, 'sns.amazonaws.com', arn('alerts')) };
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'heard', Attributes }));
    subscribe(made, 'sqs', queueArn);
    await sns.send(jsonJob(), made.tools);
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    expect(JSON.parse(Messages[0]?.Body ?? '')).toMatchObject({
      Message: '{"type":"execution.failed"}',
      MessageAttributes: {
        environment: { Type: 'String', Value: 'production' },
        'tocsin.delivery': { Value: 'dlv-01hzy3' },
        'tocsin.event': { Value: 'execution.failed' },
      },
    });
  });

  test('with order takes a repeat as the same', async () => {
    const made = await awsTools();
    topic(made, 'alerts.fifo');
    const job = jsonJob({ configuration: { TopicArn: arn('alerts.fifo') } });
    const first = await sns.send(job, made.tools);
    expect(first.outcome).toBe('accepted');
    expect((await sns.send(job, made.tools)).providerId).toBe(first.providerId);
  });

  test('that is gone, or not ours to use, is told with what to do', async () => {
    const made = await awsTools();
    expect(await emailSns.send(textJob(), made.tools)).toMatchObject({
      outcome: 'permanent',
      status: 404,
      destinationBroken: true,
      reply: expect.stringContaining('Topic does not exist'),
    });
    made.cloud.cloud.topics.setAttribute(topic(made).arn, 'KmsMasterKeyId', 'key/denied');
    expect(await emailSns.send(textJob(), made.tools)).toMatchObject({ outcome: 'permanent', destinationBroken: true });
    made.cloud.parts.faults.set('sns:denied', true);
    expect(await emailSns.send(textJob(), made.tools)).toMatchObject({
      outcome: 'permanent',
      destinationBroken: true,
      reply: expect.stringContaining('sns:Publish'),
    });
  });

  test.each([
    ['sns:expired', 'transient'],
    ['sns:down', 'ambiguous'],
    ['sns:invalid', 'permanent'],
  ])('under %s it is %s, asked once', async (fault, expected) => {
    const made = await awsTools();
    topic(made);
    made.cloud.parts.faults.set(fault, true);
    expect((await emailSns.send(textJob(), made.tools)).outcome).toBe(expected);
    const publish = made.cloud.recorder.counts().filter(({ operation }) => operation === 'Publish');
    expect(publish.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(1);
  });

  test('throttling is told as such', async () => {
    const made = await awsTools();
    topic(made);
    made.cloud.parts.faults.set('sns:throttle', true);
    const outcomes = [];
    for (let n = 0; n < 6; n += 1) outcomes.push((await emailSns.send(textJob(), made.tools)).outcome);
    expect(outcomes.filter((outcome) => outcome !== 'accepted')).toContain('throttled');
    expect(outcomes).not.toContain('permanent');
  });

  test('nobody listening is no fault of the message', async () => {
    const made = await awsTools({ endpoint: 'http://127.0.0.1:1' });
    expect((await emailSns.send(textJob(), made.tools)).outcome).toBe('transient');
  });

  test('of an account that is not open waits', async () => {
    const { tools } = await awsTools();
    const job = textJob({ configuration: { SNSTopicArn: arn('alerts', '999999999999') } });
    expect(await emailSns.send(job, tools)).toMatchObject({
      outcome: 'transient',
      reply: expect.stringContaining('999999999999'),
    });
  });

  test('is out of bounds for a rehearsal whose account is real', async () => {
    const { tools } = await awsTools({ rehearsal: true, endpoint: 'https://sns.us-east-1.amazonaws.com' });
    expect((await emailSns.send(textJob(), tools)).suppress).toContain('rehearsal');
    expect((await sms.send(smsJob('+15555550100'), tools)).suppress).toContain('rehearsal');
    expect((await emailSes.send(sesJob('dana@example.com'), tools)).suppress).toContain('rehearsal');
  });
});

describe('SMS', () => {
  test('goes to a number', async () => {
    const { tools, cloud } = await awsTools();
    expect(await sms.send(smsJob('+15555550100', { SenderId: 'Tocsin' }), tools)).toMatchObject({ outcome: 'accepted' });
    expect(cloud.cloud.post.letters()).toMatchObject([{ endpoint: '+15555550100', text: 'CRITICAL: a03 failed to launch' }]);
  });

  test('to a number that opted out, or to none, is told', async () => {
    const { tools, cloud } = await awsTools();
    expect(await sms.send(smsJob('0555'), tools)).toMatchObject({ outcome: 'permanent', destinationBroken: true });
    cloud.parts.faults.set('sns:sms-opted-out', true);
    expect(await sms.send(smsJob('+15555550100'), tools)).toMatchObject({
      outcome: 'permanent',
      destinationBroken: true,
      reply: expect.stringContaining('opted out'),
    });
  });
});

describe('SES', () => {
  test('carries the whole mail, with the delivery it belongs to', async () => {
    const { tools, cloud } = await awsTools();
    const sent = await emailSes.send(sesJob('dana@example.com'), tools);
    const [mail] = cloud.cloud.mails.sent();
    expect(mail).toMatchObject({
      messageId: sent.providerId,
      to: ['dana@example.com'],
      tags: { 'tocsin-delivery': 'dlv-01hzy3' },
    });
    const parsed = await simpleParser(mail?.raw ?? '');
    expect(parsed).toMatchObject({
      subject: 'Ausführung 🚒',
      text: expect.stringContaining('Ü'),
      html: expect.stringContaining('<p>Ü</p>'),
    });
    expect(sent.thread?.root).toBe(`<${sent.providerId}@email.amazonses.com>`);
    await emailSes.send(sesJob('dana@example.com', { thread: sent.thread }), tools);
    expect((await simpleParser(cloud.cloud.mails.sent()[0]?.raw ?? '')).inReplyTo).toBe(sent.thread?.root);
  });

  test.each([
    ['ses:sandbox', { outcome: 'permanent', reply: expect.stringContaining('not verified') }],
    ['ses:paused', { outcome: 'throttled', retryAfterSeconds: 900 }],
    ['ses:rate', { outcome: 'throttled', status: 429 }],
    ['ses:denied', { outcome: 'permanent', destinationBroken: true, reply: expect.stringContaining('ses:SendEmail') }],
    ['ses:down', { outcome: 'ambiguous' }],
  ])('under %s', async (fault, expected) => {
    const { tools, cloud } = await awsTools();
    cloud.parts.faults.set(fault, true);
    expect(await emailSes.send(sesJob('dana@example.com'), tools)).toMatchObject(expected);
  });

  test('an unknown configuration set is the operator’s to mend', async () => {
    const { tools } = await awsTools();
    const sent = await emailSes.send(sesJob('dana@example.com', { set: 'gone' }), tools);
    expect(sent).toMatchObject({ outcome: 'permanent', destinationBroken: true, reply: expect.stringContaining('<gone>') });
  });
});

describe('who hears through the topic of the same channel', () => {
  const job = (address: string) =>
    sesJob(address, { configuration: { SNSTopicArn: arn('alerts'), Recipients: ['dana@example.com', 'lee@example.com'] } });

  test('is not mailed as well; the subscribers are asked for once in five minutes', async () => {
    const made = await awsTools();
    subscribe(made, 'email', 'Dana@Example.com');
    const pending = subscribe(made, 'email', 'lee@example.com');
    pending.confirmed = false;
    expect((await emailSes.send(job('dana@example.com'), made.tools)).suppress).toContain(arn('alerts'));
    expect((await emailSes.send(job('lee@example.com'), made.tools)).suppress).toBeUndefined();
    const asked = () => made.cloud.recorder.counts().find(({ operation }) => operation === 'ListSubscriptionsByTopic')?.count;
    expect(asked()).toBe(1);
    await made.time.advance(5 * 60_000);
    pending.confirmed = true;
    expect((await emailSes.send(job('lee@example.com'), made.tools)).suppress).toBeDefined();
    expect(asked()).toBe(2);
  });

  test('is mailed where the subscription lets only some through, and where nobody may look', async () => {
    const made = await awsTools();
    subscribe(made, 'email', 'dana@example.com', '{"eventType":["fail"]}');
    expect((await emailSes.send(job('dana@example.com'), made.tools)).suppress).toBeUndefined();
    made.cloud.parts.faults.set('sns:denied', true);
    await made.time.advance(5 * 60_000);
    expect((await emailSes.send(job('dana@example.com'), made.tools)).suppress).toBeUndefined();
  });
});

describe('what is too long', () => {
  test.each([262_143, 262_144, 262_145])('%i bytes of text', async (bytes) => {
    const made = await awsTools();
    topic(made);
    const rendered = aRendered('text', { subject: 'x'.repeat(120), text: 'é'.repeat(bytes / 2) });
    expect((await emailSns.send(textJob({ rendered }), made.tools)).outcome).toBe('accepted');
  });

  test('a text is cut between characters and says so', () => {
    expect(fitText('é👩‍🚒'.repeat(10), 40)).toBe('é👩‍🚒é👩‍🚒é\n[cut]');
    expect(bytesOf(fitText('é👩‍🚒'.repeat(10), 40))).toBeLessThanOrEqual(40);
    expect(fitText('short', 40)).toBe('short');
  });

  test('JSON stays JSON, and names what was left out', () => {
    const json = JSON.stringify({ type: 'x', servers: 'y'.repeat(500), title: 'z' });
    expect(JSON.parse(fitJson(json, 100))).toEqual({ type: 'x', title: 'z', omitted: ['servers'] });
    expect(JSON.parse(fitJson(`["${'y'.repeat(500)}"]`, 300))).toMatchObject({ omitted: ['everything'] });
  });

  test('a subject is one short line', () => {
    expect(fitSubject(`Failed:\r\nBcc: x ${'y'.repeat(200)}`)).toMatch(/^Failed: Bcc: x y{84}$/);
    expect(fitSubject('\n')).toBe('Notification');
  });
});
