import {
  CreateConfigurationSetCommand,
  CreateConfigurationSetEventDestinationCommand,
  CreateEmailIdentityCommand,
  GetAccountCommand,
  GetConfigurationSetEventDestinationsCommand,
  GetEmailIdentityCommand,
  ListEmailIdentitiesCommand,
  SESv2Client,
  SendEmailCommand,
} from '@aws-sdk/client-sesv2';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { REHEARSAL_KEY } from '../callers';
import { enforceShipped } from '../policy/shipped';
import { queuePolicy, startTestCloud, type TestCloud } from '../testing/test-cloud';

const ACCOUNT = '111122223333';
const SET = 'tocsin';
let wire: TestCloud;
let ses: SESv2Client;
beforeEach(async () => {
  wire = await startTestCloud();
  ses = new SESv2Client(wire.client);
});
afterEach(() => wire.stop());

const MIME = 'From: a@example.com\r\nTo: b@example.org\r\nSubject: x\r\n\r\nGrüße';
const send = (to: string, more: object = {}, client = ses) =>
  client.send(
    new SendEmailCommand({
      FromEmailAddress: 'Tocsin <a@example.com>',
      Destination: { ToAddresses: [to] },
      Content: { Raw: { Data: Buffer.from(MIME) } },
      EmailTags: [{ Name: 'tocsin-delivery', Value: 'd1' }],
      ...more,
    }),
  );

test('a mail is kept as it was sent', async () => {
  const { MessageId } = await send('b@example.org');
  expect(wire.cloud.mails.sent()).toMatchObject([
    { messageId: MessageId, from: 'a@example.com', to: ['b@example.org'], raw: MIME, tags: { 'tocsin-delivery': 'd1' } },
  ]);
  expect(await ses.send(new GetAccountCommand({}))).toMatchObject({ SendingEnabled: true, SendQuota: { SentLast24Hours: 1 } });
});

test.each([
  ['ses:sandbox', 'MessageRejected', /not verified.*US-EAST-1: a@example\.com, b@example\.org/],
  ['ses:paused', 'SendingPausedException', /paused/],
  ['ses:rate', 'TooManyRequestsException', /rate exceeded/],
])('%s refuses with %s', async (fault, name, message) => {
  wire.parts.faults.set(fault, true);
  await expect(send('b@example.org')).rejects.toMatchObject({ name, message: expect.stringMatching(message) });
});

test('in the sandbox, verified identities can write to each other', async () => {
  wire.parts.faults.set('ses:sandbox', true);
  await ses.send(new CreateEmailIdentityCommand({ EmailIdentity: 'example.com' }));
  await ses.send(new CreateEmailIdentityCommand({ EmailIdentity: 'b@example.org' }));
  expect((await ses.send(new ListEmailIdentitiesCommand({}))).EmailIdentities).toHaveLength(2);
  expect(await ses.send(new GetEmailIdentityCommand({ EmailIdentity: 'example.com' }))).toMatchObject({
    VerifiedForSendingStatus: true,
  });
  await expect(ses.send(new GetEmailIdentityCommand({ EmailIdentity: 'a@example.com' }))).rejects.toMatchObject({
    name: 'NotFoundException',
  });
  expect(await ses.send(new GetAccountCommand({}))).toMatchObject({ ProductionAccessEnabled: false });
  expect((await send('b@example.org')).MessageId).toBeDefined();
});

test('an unknown configuration set is refused', async () => {
  await expect(send('b@example.org', { ConfigurationSetName: SET })).rejects.toMatchObject({ name: 'NotFoundException' });
});

test('a configuration set tells a topic what became of a mail', async () => {
  const topicArn = wire.cloud.topics.create(ACCOUNT, 'us-east-1', 'mail-events');
  const topic = wire.cloud.topics.find(topicArn);
  const sourceArn = `arn:aws:ses:us-east-1:${ACCOUNT}:configuration-set/${SET}`;
  wire.cloud.topics.setAttribute(
    topicArn,
    'Policy',
    queuePolicy(topicArn, 'ses.amazonaws.com', sourceArn).replace('sqs:SendMessage', 'sns:Publish'),
  );
  if (topic === null) throw new Error('no topic');
  wire.cloud.topics.subscribe(topic, { owner: ACCOUNT, protocol: 'sms', endpoint: '+15555550100', ...noFilter });
  await ses.send(new CreateConfigurationSetCommand({ ConfigurationSetName: SET }));
  await ses.send(
    new CreateConfigurationSetEventDestinationCommand({
      ConfigurationSetName: SET,
      EventDestinationName: 'console',
      EventDestination: {
        Enabled: true,
        MatchingEventTypes: ['DELIVERY', 'BOUNCE', 'COMPLAINT'],
        SnsDestination: { TopicArn: topicArn },
      },
    }),
  );
  const found = await ses.send(new GetConfigurationSetEventDestinationsCommand({ ConfigurationSetName: SET }));
  expect(found.EventDestinations?.[0]?.SnsDestination?.TopicArn).toBe(topicArn);
  const { MessageId } = await send('complaint@simulator.amazonses.com', { ConfigurationSetName: SET });
  await send('bounce@simulator.amazonses.com', { ConfigurationSetName: SET });
  wire.parts.time.advanceTo(wire.parts.time.now() + 10_000);
  const told: { eventType: string; mail: object }[] = wire.cloud.post.letters().map(({ text }) => JSON.parse(text));
  expect(told.map(({ eventType }) => eventType).sort()).toEqual(['Bounce', 'Complaint', 'Delivery']);
  expect(told.find(({ eventType }) => eventType === 'Delivery')?.mail).toMatchObject({
    messageId: MessageId,
    tags: { 'tocsin-delivery': ['d1'], 'ses:configuration-set': [SET] },
  });
});

const noFilter = { attributes: new Map<string, string>(), filter: () => null };

test('the alert policy lets mail out, the observe policy does not', async () => {
  await wire.stop();
  for (const [name, isAllowed] of [
    ['alert', true],
    ['observe', false],
  ] as const) {
    const enforced = await startTestCloud({ enforce: enforceShipped([name]) });
    const credentials = { accessKeyId: REHEARSAL_KEY, secretAccessKey: 'x' };
    const sent = send('b@example.org', {}, new SESv2Client({ ...enforced.client, credentials }));
    if (isAllowed) expect((await sent).MessageId).toBeDefined();
    else await expect(sent).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await enforced.stop();
  }
});
