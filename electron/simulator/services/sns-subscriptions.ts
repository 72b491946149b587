import { z } from 'zod';
import { readArn } from '../models/arn';
import { changeAttributes, type Subscription } from '../models/subscription';
import type { Topic, TopicStore } from '../models/topics';
import { AwsFault, type Operation } from '../service';
import { Entries, invalidParameter, notFound, operation, snsPage } from './sns-access';

const SubscriptionArn = z.object({ SubscriptionArn: z.string() });
/** What an endpoint of each protocol must look like. */
const ENDPOINTS: Readonly<Record<string, (endpoint: string) => boolean>> = {
  sqs: (endpoint) => readArn(endpoint)?.service === 'sqs',
  lambda: (endpoint) => readArn(endpoint)?.service === 'lambda',
  email: (endpoint) => /^[^@\s]+@[^@\s]+$/.test(endpoint),
  'email-json': (endpoint) => /^[^@\s]+@[^@\s]+$/.test(endpoint),
  sms: (endpoint) => /^\+?[\d -]{3,20}$/.test(endpoint),
  http: (endpoint) => endpoint.startsWith('http://'),
  https: (endpoint) => endpoint.startsWith('https://'),
};
const PROTOCOLS = ['sqs', 'http', 'https', 'email', 'email-json', 'sms', 'lambda', 'application', 'firehose'];

export function snsSubscriptionOperations(topics: TopicStore): Readonly<Record<string, Operation>> {
  const topic = (arn: string): Topic => {
    const found = topics.find(arn);
    if (found === null) throw notFound('Topic does not exist');
    return found;
  };
  const subscription = (arn: string): Subscription => {
    if (readArn(arn) === null)
      throw invalidParameter(`SubscriptionArn Reason: An ARN must have at least 6 elements, not ${arn.split(':').length}`);
    const found = topics.subscription(arn);
    if (found === null) throw notFound('Subscription does not exist');
    return found;
  };

  return {
    Subscribe: operation(
      z.object({
        TopicArn: z.string(),
        Protocol: z.string(),
        Endpoint: z.string().optional(),
        Attributes: Entries,
        ReturnSubscriptionArn: z.stringbool().default(false),
      }),
      (input, call) => {
        const target = topic(input.TopicArn);
        const endpoint = requireEndpoint(input.Protocol, input.Endpoint);
        const wanted = changeAttributes(new Map(), input.Attributes);
        if (!wanted.ok) throw invalidParameter(wanted.error);
        const existing = [...target.subscriptions.values()].find(
          (other) => other.protocol === input.Protocol && other.endpoint === endpoint,
        );
        if (existing !== undefined) return { SubscriptionArn: reuse(existing, input.Attributes).arn };
        requireRoom(target, wanted.value.attributes);
        const created = topics.subscribe(target, {
          owner: call.caller.accountId,
          protocol: input.Protocol,
          endpoint,
          ...wanted.value,
        });
        return { SubscriptionArn: created.confirmed || input.ReturnSubscriptionArn ? created.arn : 'pending confirmation' };
      },
      {
        resources: ({ TopicArn }) => [TopicArn],
        conditions: ({ Protocol, Endpoint = '' }) => ({ 'sns:Protocol': Protocol, 'sns:Endpoint': Endpoint }),
      },
    ),
    ConfirmSubscription: operation(
      z.object({ TopicArn: z.string(), Token: z.string() }),
      (input) => {
        const pending = [...topic(input.TopicArn).subscriptions.values()].find(({ token }) => token === input.Token);
        if (pending === undefined) throw invalidParameter('Token');
        pending.confirmed = true;
        return { SubscriptionArn: pending.arn };
      },
      { resources: ({ TopicArn }) => [TopicArn] },
    ),
    Unsubscribe: operation(SubscriptionArn, (input) => {
      if (readArn(input.SubscriptionArn) === null) throw invalidParameter('SubscriptionArn');
      const found = topics.subscription(input.SubscriptionArn);
      if (found !== null) topics.unsubscribe(found); // unsubscribing twice succeeds
    }),
    ListSubscriptions: operation(z.object({ NextToken: z.string().optional() }), (input, call) => {
      const all = topics.subscriptions(call.caller.accountId, call.region);
      return listed(all, input.NextToken, `subscriptions ${call.caller.accountId} ${call.region}`);
    }),
    ListSubscriptionsByTopic: operation(
      z.object({ TopicArn: z.string(), NextToken: z.string().optional() }),
      (input) => listed([...topic(input.TopicArn).subscriptions.values()], input.NextToken, input.TopicArn),
      { resources: ({ TopicArn }) => [TopicArn] },
    ),
    GetSubscriptionAttributes: operation(SubscriptionArn, (input) => ({
      Attributes: new Map(Object.entries(shownAttributes(subscription(input.SubscriptionArn)))),
    })),
    SetSubscriptionAttributes: operation(
      SubscriptionArn.extend({ AttributeName: z.string(), AttributeValue: z.string().default('') }),
      (input) => {
        const target = subscription(input.SubscriptionArn);
        const changed = changeAttributes(target.attributes, { [input.AttributeName]: input.AttributeValue });
        if (!changed.ok) throw invalidParameter(changed.error);
        if (!target.attributes.has('FilterPolicy')) requireRoom(topic(target.topicArn), changed.value.attributes);
        target.attributes.set(input.AttributeName, input.AttributeValue);
        target.filter = changed.value.filter;
      },
    ),
  };
}

/** Filter policies a topic may have (aws-contracts 4.4). */
const MAX_FILTERS = 200;

function requireRoom(target: Topic, wanted: ReadonlyMap<string, string>): void {
  if (!wanted.get('FilterPolicy')) return;
  const count = [...target.subscriptions.values()].filter(({ attributes }) => attributes.get('FilterPolicy')).length;
  if (count >= MAX_FILTERS)
    throw new AwsFault(
      'FilterPolicyLimitExceeded',
      'Invalid parameter: FilterPolicy: Exceeded the number of filter policies',
      403,
    );
}

function requireEndpoint(protocol: string, endpoint: string | undefined): string {
  if (!PROTOCOLS.includes(protocol)) throw invalidParameter(`Amazon SNS does not support this protocol string: ${protocol}`);
  if (endpoint === undefined || endpoint === '') throw invalidParameter('Endpoint');
  const problem = ENDPOINTS[protocol]?.(endpoint) === false;
  if (problem) throw invalidParameter(protocol === 'sqs' ? 'SQS endpoint ARN' : `Invalid ${protocol} endpoint: ${endpoint}`);
  return endpoint;
}

/** Subscribing again answers the same subscription, unless it is to work differently. */
function reuse(existing: Subscription, wanted: Readonly<Record<string, string>>): Subscription {
  const differs = Object.entries(wanted).some(([name, value]) => existing.attributes.get(name) !== value);
  if (differs) throw invalidParameter('Attributes Reason: Subscription already exists with different attributes');
  return existing;
}

function listed(all: readonly Subscription[], token: string | undefined, scope: string) {
  const page = snsPage(all, token, scope, ({ arn }) => arn);
  return {
    Subscriptions: page.items.map(({ arn, topicArn, owner, protocol, endpoint, confirmed }) => ({
      SubscriptionArn: confirmed ? arn : 'PendingConfirmation',
      Owner: owner,
      Protocol: protocol,
      Endpoint: endpoint,
      TopicArn: topicArn,
    })),
    NextToken: page.nextToken,
  };
}

function shownAttributes(subscription: Subscription): Record<string, string> {
  const { arn, topicArn, owner, protocol, endpoint, confirmed, attributes } = subscription;
  return {
    SubscriptionArn: arn,
    TopicArn: topicArn,
    Owner: owner,
    Protocol: protocol,
    Endpoint: endpoint,
    PendingConfirmation: String(!confirmed),
    ConfirmationWasAuthenticated: String(confirmed),
    RawMessageDelivery: 'false',
    ...(attributes.has('FilterPolicy') && { FilterPolicyScope: 'MessageAttributes' }),
    ...Object.fromEntries([...attributes].filter(([, value]) => value !== '')),
  };
}
