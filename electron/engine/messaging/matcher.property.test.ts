import { EventBridgeClient, TestEventPatternCommand } from '@aws-sdk/client-eventbridge';
import {
  CreateTopicCommand,
  PublishCommand,
  SetSubscriptionAttributesCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compilePattern } from '../../../shared/domain/event-pattern/pattern';
import { readFilterPolicy, type SampleMessage, wouldPass } from '../../../shared/domain/filter-policy/filter-policy';
import { queuePolicy, startTestCloud, type TestCloud } from '../../simulator/testing/test-cloud';

/** Two matchers written apart from each other agree: ours, and that of the simulated AWS behind its wire. */

const ACCOUNT = '111122223333';
const QUEUE = `arn:aws:sqs:us-east-1:${ACCOUNT}:aws-drs-orchestration-console-1`;
let wire: TestCloud;
beforeEach(async () => {
  wire = await startTestCloud();
});
afterEach(() => wire.stop());

const word = fc.constantFrom('fail', 'FAIL', 'pause', 'start', 'fa', '', 'a*b', 'axxb', '12');
const number = fc.constantFrom(0, 1, 5, 12, -3, 2.5);
const sign = fc.constantFrom('=', '<', '<=', '>', '>=');
const condition = fc.oneof(
  word,
  number,
  fc.constantFrom(true, false, null),
  fc.record({ prefix: word }),
  fc.record({ suffix: word }),
  fc.record({ 'equals-ignore-case': word }),
  fc.record({ wildcard: fc.constantFrom('f*', '*l', 'a*b', 'p*u*e', '*', 'a\\*b') }),
  fc.record({ exists: fc.boolean() }),
  fc.record({ 'anything-but': fc.oneof(word, number, fc.array(word, { minLength: 1, maxLength: 3 })) }),
  fc.record({ 'anything-but': fc.record({ prefix: word }) }),
  fc.tuple(sign, number).map((numeric) => ({ numeric })),
  fc.tuple(number, number).map(([low, high]) => ({ numeric: ['>=', low, '<', high] })),
  // What nobody takes.
  fc.constantFrom<unknown>({ prefix: 3 }, { sounds: 'like' }, { numeric: ['~', 1] }, {}, { exists: 'yes' }),
);
const conditions = fc.array(condition, { minLength: 1, maxLength: 3 });
const names = fc.constantFrom('eventType', 'plan', 'size');
const flat = fc.dictionary(names, conditions, { minKeys: 1, maxKeys: 3 });
const pattern = fc.oneof(
  flat,
  fc.record({ detail: flat }),
  fc.record({ $or: fc.array(flat, { minLength: 2, maxLength: 3 }) }),
  fc.tuple(flat, flat).map(([outer, detail]) => ({ ...outer, detail })),
);
const scalar = fc.oneof(word, number, fc.constantFrom(true, false, null));
const value = fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }));
const fields = fc.dictionary(names, value, { maxKeys: 3 });
const event = fc.tuple(fields, fc.option(fields, { nil: undefined })).map(([outer, detail]) => ({
  ...outer,
  ...(detail === undefined ? {} : { detail }),
}));

test('patterns match the same events', async () => {
  const events = new EventBridgeClient({ ...wire.client, maxAttempts: 1 });
  await fc.assert(
    fc.asyncProperty(pattern, event, async (source, sample) => {
      const ours = compilePattern(source);
      const asked = await events
        .send(new TestEventPatternCommand({ EventPattern: JSON.stringify(source), Event: JSON.stringify(sample) }))
        .then(
          ({ Result }) => Result,
          () => 'refused',
        );
      expect(ours.ok ? ours.value.matches(sample) : 'refused').toBe(asked);
    }),
    { numRuns: 250 },
  );
  events.destroy();
});

test('filter policies let the same messages through', async () => {
  const sns = new SNSClient({ ...wire.client, maxAttempts: 1 });
  const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: 'console-alerts' }));
  const attributes = { Policy: queuePolicy(QUEUE, 'sns.amazonaws.com', TopicArn) };
  const queue = wire.cloud.queues.create({
    account: ACCOUNT,
    region: 'us-east-1',
    name: QUEUE.split(':').at(-1) ?? '',
    attributes,
    tags: {},
  });
  expect(queue).toBeDefined();
  const { SubscriptionArn } = await sns.send(
    new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: QUEUE, ReturnSubscriptionArn: true }),
  );
  const attribute = fc.oneof(
    word.filter((text) => text !== '').map((text) => ({ type: 'String', value: text })),
    number.map((size) => ({ type: 'Number', value: String(size) })),
    fc.array(scalar, { minLength: 1, maxLength: 3 }).map((list) => ({ type: 'String.Array', value: JSON.stringify(list) })),
  );
  const message: fc.Arbitrary<SampleMessage> = fc.record({
    body: fc.oneof(
      event.map((body) => JSON.stringify(body)),
      fc.constant('plain text'),
    ),
    attributes: fc.dictionary(names, attribute, { maxKeys: 3 }),
  });
  const scopes = fc.constantFrom('MessageAttributes' as const, 'MessageBody' as const);
  await fc.assert(
    fc.asyncProperty(scopes, pattern, message, async (scope, source, sample) => {
      const read = readFilterPolicy(source, scope);
      const set = (AttributeName: string, AttributeValue: string) =>
        sns.send(new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName, AttributeValue }));
      await set('FilterPolicy', '{}');
      await set('FilterPolicyScope', scope);
      const isTaken = await set('FilterPolicy', JSON.stringify(source)).then(
        () => true,
        () => false,
      );
      // SNS counts nested values once a level; the simulation counts them once, so ours may refuse more and never less.
      if (!isTaken || !read.ok) {
        expect(read.ok).toBe(false);
        if (isTaken && !read.ok) expect(read.error[0]?.message).toMatch(/at most/);
        return;
      }
      const MessageAttributes = Object.fromEntries(
        Object.entries(sample.attributes).map(([name, given]) => [name, { DataType: given.type, StringValue: given.value }]),
      );
      await sns.send(new PublishCommand({ TopicArn, Message: sample.body, MessageAttributes }));
      const received = wire.cloud.queues.byArn(QUEUE)?.receive(10, 600_000) ?? [];
      expect({ source, sample, passes: wouldPass(read.value, scope, sample).passes }).toEqual({
        source,
        sample,
        passes: received.length > 0,
      });
    }),
    { numRuns: 120 },
  );
  sns.destroy();
});
