import { z } from 'zod';
import type { Phones } from '../models/phones';
import type { Topic, TopicStore } from '../models/topics';
import { readPolicy } from '../policy/document';
import type { Call, Operation, Service } from '../service';
import { passRole } from './operation';
import { Entries, invalidParameter, notFound, operation, snsPage } from './sns-access';
import { snsPublishOperations } from './sns-publish';
import { snsSmsOperations } from './sns-sms';
import { snsSubscriptionOperations } from './sns-subscriptions';

const SETTABLE =
  /^(DisplayName|Policy|DeliveryPolicy|KmsMasterKeyId|TracingConfig|SignatureVersion|FifoTopic|ContentBasedDeduplication|\w+Feedback(RoleArn|SampleRate))$/;
const TopicArn = z.object({ TopicArn: z.string() });
const tagged = { resources: ({ ResourceArn }: { ResourceArn: string }) => [ResourceArn] };
const about = { resources: ({ TopicArn: arn }: { TopicArn: string }) => [arn] };

/** SNS: topics with delivery to queues, and SMS. */
export function snsService(topics: TopicStore, phones: Phones): Service {
  return {
    id: 'sns',
    signingName: 'sns',
    iamPrefix: 'sns',
    protocol: { kind: 'query', version: '2010-03-31', xmlns: 'http://sns.amazonaws.com/doc/2010-03-31/' },
    operations: {
      ...topicOperations(topics),
      ...snsPublishOperations(topics, phones),
      ...snsSubscriptionOperations(topics),
      ...snsSmsOperations(phones),
    },
  };
}

function topicOperations(topics: TopicStore): Readonly<Record<string, Operation>> {
  const mine = (arn: string): Topic => {
    const topic = topics.find(arn);
    if (topic === null) throw notFound('Topic does not exist');
    return topic;
  };
  return {
    CreateTopic: operation(
      z.object({
        Name: z.string().regex(/^[\w-]{1,256}(\.fifo)?$/),
        Attributes: Entries,
        Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).default([]),
      }),
      (input, call) => {
        if (input.Name.endsWith('.fifo') !== (input.Attributes.FifoTopic === 'true'))
          throw invalidParameter('Topic Name Reason: FIFO topics, and no others, end with .fifo');
        const arn = topics.create(call.caller.accountId, call.region, input.Name);
        const topic = mine(arn);
        for (const [name, value] of Object.entries(input.Attributes)) setAttribute(topics, topic, name, value);
        for (const { Key, Value } of input.Tags) topic.tags.set(Key, Value);
        return { TopicArn: arn };
      },
      { resources: ({ Name }, { region, caller }) => [`arn:aws:sns:${region}:${caller.accountId}:${Name}`] },
    ),
    ListTopics: operation(z.object({ NextToken: z.string().optional() }), (input, call) => {
      const all = topics.list(call.caller.accountId, call.region);
      const page = snsPage(all, input.NextToken, `topics ${placeOf(call)}`, ({ arn }) => arn);
      return { Topics: page.items.map(({ arn }) => ({ TopicArn: arn })), NextToken: page.nextToken };
    }),
    GetTopicAttributes: operation(TopicArn, (input) => ({ Attributes: new Map(shownAttributes(mine(input.TopicArn))) }), about),
    SetTopicAttributes: operation(
      TopicArn.extend({ AttributeName: z.string(), AttributeValue: z.string().default('') }),
      (input) => setAttribute(topics, mine(input.TopicArn), input.AttributeName, input.AttributeValue),
      {
        ...about,
        also: ({ AttributeName, AttributeValue }) =>
          passRole('sns.amazonaws.com', AttributeName.endsWith('FeedbackRoleArn') ? [AttributeValue] : []),
      },
    ),
    DeleteTopic: operation(
      TopicArn,
      (input) => {
        const topic = topics.find(input.TopicArn);
        if (topic !== null) topics.remove(topic); // deleting what is not there succeeds
      },
      about,
    ),
    TagResource: operation(
      z.object({ ResourceArn: z.string(), Tags: z.array(z.object({ Key: z.string(), Value: z.string() })) }),
      (input) => {
        for (const { Key, Value } of input.Tags) mine(input.ResourceArn).tags.set(Key, Value);
        return {};
      },
      tagged,
    ),
    UntagResource: operation(
      z.object({ ResourceArn: z.string(), TagKeys: z.array(z.string()) }),
      (input) => {
        for (const key of input.TagKeys) mine(input.ResourceArn).tags.delete(key);
        return {};
      },
      tagged,
    ),
    ListTagsForResource: operation(
      z.object({ ResourceArn: z.string() }),
      (input) => ({ Tags: [...mine(input.ResourceArn).tags].map(([Key, Value]) => ({ Key, Value })) }),
      tagged,
    ),
  };
}

function setAttribute(topics: TopicStore, topic: Topic, name: string, value: string): void {
  if (!SETTABLE.test(name)) throw invalidParameter('AttributeName');
  if (name === 'Policy' && value !== '' && !readPolicy(value).ok) throw invalidParameter('Policy Error: null');
  topics.setAttribute(topic.arn, name, value);
}

function shownAttributes(topic: Topic): readonly (readonly [string, string])[] {
  const all = [...topic.subscriptions.values()];
  const confirmed = all.filter((subscription) => subscription.confirmed).length;
  const deliveryPolicy = {
    http: {
      defaultHealthyRetryPolicy: {
        minDelayTarget: 20,
        maxDelayTarget: 20,
        numRetries: 3,
        numMaxDelayRetries: 0,
        numNoDelayRetries: 0,
        numMinDelayRetries: 0,
        backoffFunction: 'linear',
      },
      disableSubscriptionOverrides: false,
    },
  };
  return Object.entries({
    TopicArn: topic.arn,
    Owner: topic.account,
    DisplayName: '',
    Policy: JSON.stringify(ownerPolicy(topic)),
    EffectiveDeliveryPolicy: JSON.stringify(deliveryPolicy),
    SubscriptionsConfirmed: String(confirmed),
    SubscriptionsPending: String(all.length - confirmed),
    SubscriptionsDeleted: String(topic.unsubscribed),
    ...Object.fromEntries(topic.attributes),
  });
}

/** What a topic without a policy of its own allows: its own account, by identity policies. */
function ownerPolicy(topic: Topic) {
  const actions = ['GetTopicAttributes', 'SetTopicAttributes', 'DeleteTopic', 'Subscribe', 'ListSubscriptionsByTopic', 'Publish'];
  return {
    Version: '2008-10-17',
    Id: '__default_policy_ID',
    Statement: [
      {
        Sid: '__default_statement_ID',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: actions.map((action) => `SNS:${action}`),
        Resource: topic.arn,
        Condition: { StringEquals: { 'AWS:SourceOwner': topic.account } },
      },
    ],
  };
}

function placeOf({ caller, region }: Call): string {
  return `${caller.accountId} ${region}`;
}
