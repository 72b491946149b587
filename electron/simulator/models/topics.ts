import { err, ok, type Result } from '../../../shared/lib/result';
import { readPolicy } from '../policy/document';
import { resourcePolicyAllows } from '../policy/resource-policy';
import type { Chance, SimulatedTime, Topics } from '../world';
import { readArn } from './arn';
import { createDeliveryLog } from './delivery-log';
import { deliveryBody, type Notification } from './envelope';
import { isRecord, readJson } from './json';
import type { LogStore } from './logs';
import type { MessageAttributes } from './message';
import type { Metrics } from './metrics';
import type { Post } from './post';
import type { Queues, Undelivered } from './queues';
import type { Roles } from './roles';
import { createSubscription, type NewSubscription, type Subscription } from './subscription';

export interface Topic {
  readonly account: string;
  readonly region: string;
  readonly name: string;
  readonly arn: string;
  readonly attributes: Map<string, string>;
  readonly tags: Map<string, string>;
  /** By ARN. */
  readonly subscriptions: Map<string, Subscription>;
  /** Of FIFO topics: deduplication id → the message that had it. */
  readonly recent: Map<string, { readonly messageId: string; readonly at: number }>;
  unsubscribed: number;
}

export interface Publication {
  readonly topicArn: string;
  readonly subject?: string;
  readonly message: string;
  readonly messageStructure?: 'json';
  readonly attributes?: MessageAttributes;
  /** FIFO topics: what repeats within five minutes is taken and not delivered. */
  readonly deduplicationId?: string;
}

export type Unpublished = 'no-such-topic' | 'not-permitted' | 'unusable-key';

/** SNS standard topics. The part the platform uses is `Topics` of `world.ts`. */
export interface TopicStore extends Topics {
  find(arn: string): Topic | null;
  list(account: string, region: string): readonly Topic[];
  remove(topic: Topic): void;
  /** Sets a topic attribute such as `Policy` or `KmsMasterKeyId`; an empty text unsets it. */
  setAttribute(topicArn: string, name: string, value: string): void;
  /** A topic published to by a service for one of its resources (an EventBridge rule), which its policy and key must admit. */
  publishAs(from: { readonly principal: string; readonly sourceArn: string }, message: Publication): Result<string, Unpublished>;
  subscribe(topic: Topic, subscription: NewSubscription): Subscription;
  unsubscribe(subscription: Subscription): void;
  subscription(arn: string): Subscription | null;
  subscriptions(account: string, region: string): readonly Subscription[];
}

const DEDUPLICATION_MS = 5 * 60_000;

export function createTopics(ports: {
  readonly time: SimulatedTime;
  readonly chance: Chance;
  readonly queues: Queues;
  readonly metrics: Metrics;
  readonly logs: LogStore;
  readonly roles: Roles;
  readonly post: Post;
}): TopicStore {
  const { time, chance, queues, metrics, post } = ports;
  const logDelivery = createDeliveryLog(ports);
  const topics = new Map<string, Topic>();

  function count(topic: Topic, name: string, value = 1): void {
    metrics.add(topic, { namespace: 'AWS/SNS', name, dimensions: { TopicName: topic.name } }, time.now(), value);
  }

  /** The id of the same message, where a FIFO topic took it a short while ago. */
  function repeated(topic: Topic, { deduplicationId }: Publication): string | null {
    const before = deduplicationId === undefined ? undefined : topic.recent.get(deduplicationId);
    return before !== undefined && time.now() - before.at < DEDUPLICATION_MS ? before.messageId : null;
  }

  function publishTo(topic: Topic, message: Publication): string {
    const before = repeated(topic, message);
    if (before !== null) return before;
    const notification: Notification = {
      id: chance.uuid(),
      topicArn: topic.arn,
      region: topic.region,
      at: time.now(),
      subject: message.subject,
      attributes: message.attributes ?? {},
    };
    if (message.deduplicationId !== undefined)
      topic.recent.set(message.deduplicationId, { messageId: notification.id, at: notification.at });
    count(topic, 'NumberOfMessagesPublished');
    count(topic, 'PublishSize', Buffer.byteLength(message.message));
    for (const subscription of topic.subscriptions.values()) {
      if (subscription.confirmed) deliver(topic, subscription, notification, textFor(subscription.protocol, message));
    }
    return notification.id;
  }

  function deliver(topic: Topic, subscription: Subscription, notification: Notification, text: string): void {
    const filtered = subscription.filter({ body: text, attributes: notification.attributes });
    if (filtered !== null) {
      count(topic, 'NumberOfNotificationsFilteredOut');
      count(topic, `NumberOfNotificationsFilteredOut-${filtered}`);
      return;
    }
    const outcome =
      subscription.protocol === 'sqs'
        ? deliverTo(topic, subscription, notification, text)
        : send(subscription, notification, text);
    logDelivery(topic, subscription, { messageId: notification.id, text, isDelivered: outcome.ok });
    count(topic, outcome.ok ? 'NumberOfNotificationsDelivered' : 'NumberOfNotificationsFailed');
    if (!outcome.ok) redrive(topic, subscription, notification, text);
  }

  /** To people, web hooks and functions: it counts as delivered, and the post shows what they got. */
  function send({ protocol, endpoint, topicArn }: Subscription, { subject }: Notification, text: string) {
    const about = {
      at: time.now(),
      protocol,
      endpoint,
      topicArn,
      kind: 'notification',
      subject: subject ?? null,
      token: null,
    } as const;
    if (protocol !== 'lambda' && protocol !== 'firehose') post.send({ ...about, text });
    return ok(undefined);
  }

  function deliverTo(
    topic: Topic,
    subscription: Subscription,
    notification: Notification,
    text: string,
    queueArn = subscription.endpoint,
  ) {
    const isRaw = subscription.attributes.get('RawMessageDelivery') === 'true';
    // A queue message holds ten attributes; SNS discards a raw message that needs more.
    if (isRaw && Object.keys(notification.attributes).length > 10)
      return err<Undelivered | 'too-many-attributes'>('too-many-attributes');
    return queues.deliver({
      queueArn,
      body: isRaw ? text : deliveryBody(notification, subscription.arn, text),
      attributes: isRaw ? notification.attributes : {},
      principal: 'sns.amazonaws.com',
      sourceArn: topic.arn,
      sourceAccount: topic.account,
    });
  }

  /** What cannot be delivered goes to the subscription's dead-letter queue, if it has one. */
  function redrive(topic: Topic, subscription: Subscription, notification: Notification, text: string): void {
    const policy = readJson(subscription.attributes.get('RedrivePolicy') ?? '');
    if (!isRecord(policy) || typeof policy.deadLetterTargetArn !== 'string') return;
    const { ok: isRedriven } = deliverTo(topic, subscription, notification, text, policy.deadLetterTargetArn);
    count(topic, isRedriven ? 'NumberOfNotificationsRedrivenToDlq' : 'NumberOfNotificationsFailedToRedriveToDlq');
  }

  return {
    create: (account, region, name) => {
      const arn = `arn:aws:sns:${region}:${account}:${name}`;
      if (!topics.has(arn)) {
        topics.set(arn, {
          account,
          region,
          name,
          arn,
          attributes: new Map(),
          tags: new Map(),
          subscriptions: new Map(),
          recent: new Map(),
          unsubscribed: 0,
        });
      }
      return arn;
    },
    publish: (message) => {
      const topic = topics.get(message.topicArn);
      if (topic === undefined) throw new Error(`no topic ${message.topicArn}`);
      return publishTo(topic, message);
    },
    publishAs: (from, message) => {
      const topic = topics.get(message.topicArn);
      if (topic === undefined) return err('no-such-topic');
      // The AWS-managed key lets no other service encrypt for the topic.
      if (topic.attributes.get('KmsMasterKeyId') === 'alias/aws/sns') return err('unusable-key');
      return admits(topic, from) || ownAlarm(topic, from) ? ok(publishTo(topic, message)) : err('not-permitted');
    },
    find: (arn) => topics.get(arn) ?? null,
    list: (account, region) =>
      [...topics.values()]
        .filter((topic) => topic.account === account && topic.region === region)
        .sort((a, b) => (a.arn < b.arn ? -1 : 1)),
    remove: (topic) => topics.delete(topic.arn),
    setAttribute: (topicArn, name, value) => {
      const attributes = topics.get(topicArn)?.attributes;
      if (value === '') attributes?.delete(name);
      else attributes?.set(name, value);
    },
    subscribe: (topic, wanted) => {
      const subscription = createSubscription(topic.arn, wanted, chance);
      topic.subscriptions.set(subscription.arn, subscription);
      if (!subscription.confirmed) {
        const { protocol, endpoint, token } = subscription;
        const text = `You have chosen to subscribe to the topic: ${topic.arn}`;
        const subject = 'AWS Notification - Subscription Confirmation';
        post.send({ at: time.now(), protocol, endpoint, topicArn: topic.arn, kind: 'confirmation', subject, text, token });
      }
      return subscription;
    },
    unsubscribe: (subscription) => {
      const topic = topics.get(subscription.topicArn);
      if (topic?.subscriptions.delete(subscription.arn)) topic.unsubscribed += 1;
    },
    subscription: (arn) => topics.get(arn.slice(0, arn.lastIndexOf(':')))?.subscriptions.get(arn) ?? null,
    subscriptions: (account, region) =>
      [...topics.values()]
        .filter((topic) => topic.region === region)
        .flatMap((topic) => [...topic.subscriptions.values()])
        .filter(({ owner }) => owner === account),
  };
}

/** The text a protocol gets of a `MessageStructure=json` message: its own key, else `default`. */
function textFor(protocol: string, { message, messageStructure }: Publication): string {
  if (messageStructure !== 'json') return message;
  const texts = readJson(message);
  if (!isRecord(texts)) return message;
  const text = texts[protocol] ?? texts.default;
  return typeof text === 'string' ? text : message;
}

/** The policy every topic begins with lets alarms of its own account in, and no other service. */
function ownAlarm(topic: Topic, from: { readonly principal: string; readonly sourceArn: string }): boolean {
  const isDefault = !topic.attributes.has('Policy');
  return isDefault && from.principal === 'cloudwatch.amazonaws.com' && readArn(from.sourceArn)?.account === topic.account;
}

function admits(topic: Topic, from: { readonly principal: string; readonly sourceArn: string }): boolean {
  const policy = readPolicy(topic.attributes.get('Policy') ?? '');
  return (
    policy.ok &&
    resourcePolicyAllows(policy.value, {
      principal: { kind: 'service', name: from.principal },
      action: 'sns:Publish',
      resource: topic.arn,
      conditions: { 'aws:SourceArn': from.sourceArn, 'aws:SourceAccount': readArn(from.sourceArn)?.account ?? '' },
    })
  );
}
