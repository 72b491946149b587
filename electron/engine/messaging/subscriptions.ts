import {
  GetSubscriptionAttributesCommand,
  type Subscription as Listed,
  ListSubscriptionsByTopicCommand,
  ListSubscriptionsCommand,
  SetSubscriptionAttributesCommand,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import type { Subscription, SubscriptionEntry } from '../../../shared/contract/sns';
import { isObject, jsonOf } from '../../../shared/domain/event-pattern/values';
import { FilterScope } from '../../../shared/domain/filter-policy/filter-policy';
import type { Instant } from '../../../shared/domain/primitives';
import type { AwsContext } from '../aws/aws-context';

const MOST_PAGES = 50;

/** Subscriptions of one topic, or of the account and region. */
export async function listSubscriptions(aws: AwsContext, topicArn: string | null, at: Instant): Promise<SubscriptionEntry[]> {
  const found: SubscriptionEntry[] = [];
  let NextToken: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer =
      topicArn === null
        ? await aws.sns.send(new ListSubscriptionsCommand({ NextToken }))
        : await aws.sns.send(new ListSubscriptionsByTopicCommand({ TopicArn: topicArn, NextToken }));
    found.push(...(answer.Subscriptions ?? []).map((one) => entryOf(aws, one, at)));
    NextToken = answer.NextToken;
    if (NextToken === undefined) break;
  }
  return found;
}

export async function readSubscription(aws: AwsContext, subscriptionArn: string, at: Instant): Promise<Subscription> {
  const answer = await aws.sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn: subscriptionArn }));
  const attributes = answer.Attributes ?? {};
  const policy = jsonOf(attributes.FilterPolicy ?? '');
  const redrive = jsonOf(attributes.RedrivePolicy ?? '');
  const scope = FilterScope.safeParse(attributes.FilterPolicyScope);
  return {
    contextId: aws.spec.contextId,
    observedAt: at,
    source: 'sns',
    subscriptionId: subscriptionArn,
    topicArn: attributes.TopicArn ?? subscriptionArn.slice(0, subscriptionArn.lastIndexOf(':')),
    protocol: attributes.Protocol ?? '',
    endpoint: attributes.Endpoint ?? '',
    owner: attributes.Owner ?? '',
    state: attributes.PendingConfirmation === 'true' ? 'pending' : 'confirmed',
    filterPolicy: isObject(policy) && Object.keys(policy).length > 0 ? policy : null,
    filterPolicyScope: scope.success ? scope.data : 'MessageAttributes',
    rawDelivery: attributes.RawMessageDelivery === 'true',
    deadLetterQueue: isObject(redrive) && typeof redrive.deadLetterTargetArn === 'string' ? redrive.deadLetterTargetArn : null,
  };
}

/** What may be changed of a subscription; null removes the policy, what is not given stays. */
export interface Tuning {
  readonly filterPolicy?: Readonly<Record<string, unknown>> | null | undefined;
  readonly filterPolicyScope?: FilterScope | undefined;
  readonly rawDelivery?: boolean | undefined;
}

/** Subscribes. Answers the ARN, which SNS gives even to one that waits for confirmation. */
export async function subscribe(
  { sns }: AwsContext,
  wanted: Tuning & { readonly topicArn: string; readonly protocol: string; readonly endpoint: string },
): Promise<string> {
  const { filterPolicy, filterPolicyScope, rawDelivery } = wanted;
  const answer = await sns.send(
    new SubscribeCommand({
      TopicArn: wanted.topicArn,
      Protocol: wanted.protocol,
      Endpoint: wanted.endpoint,
      ReturnSubscriptionArn: true,
      Attributes: {
        ...(filterPolicy == null ? {} : { FilterPolicy: JSON.stringify(filterPolicy) }),
        ...(filterPolicy == null || filterPolicyScope === undefined ? {} : { FilterPolicyScope: filterPolicyScope }),
        ...(rawDelivery === undefined ? {} : { RawMessageDelivery: String(rawDelivery) }),
      },
    }),
  );
  return answer.SubscriptionArn ?? '';
}

/**
 * Changes a subscription, one attribute a call, as SNS wants it. Policy and scope go in the order in which each step is valid: a flat
 * policy is one in both scopes, a nested one only in that of the body.
 */
export async function changeSubscription({ sns }: AwsContext, SubscriptionArn: string, change: Tuning): Promise<void> {
  const { filterPolicy, filterPolicyScope, rawDelivery } = change;
  const policy: readonly Step[] = filterPolicy === undefined ? [] : [['FilterPolicy', JSON.stringify(filterPolicy ?? {})]];
  const scope: readonly Step[] = filterPolicyScope === undefined ? [] : [['FilterPolicyScope', filterPolicyScope]];
  const raw: readonly Step[] = rawDelivery === undefined ? [] : [['RawMessageDelivery', String(rawDelivery)]];
  const steps = filterPolicyScope === 'MessageBody' ? [...scope, ...policy, ...raw] : [...policy, ...scope, ...raw];
  for (const [AttributeName, AttributeValue] of steps)
    await sns.send(new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName, AttributeValue }));
}

type Step = readonly [name: string, value: string];

export async function unsubscribe({ sns }: AwsContext, SubscriptionArn: string): Promise<void> {
  await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
}

/** SNS names a subscription only once it is confirmed. */
export function isConfirmedId(subscriptionId: string): boolean {
  return subscriptionId.startsWith('arn:');
}

function entryOf({ spec }: AwsContext, one: Listed, observedAt: Instant): SubscriptionEntry {
  const { SubscriptionArn: arn = '', TopicArn = '', Protocol = '', Endpoint = '', Owner = '' } = one;
  const state = arn.startsWith('arn:') ? 'confirmed' : /^deleted$/i.test(arn) ? 'deleted' : 'pending';
  return {
    contextId: spec.contextId,
    observedAt,
    source: 'sns',
    subscriptionId: state === 'confirmed' ? arn : `${state}:${TopicArn}:${Protocol}:${Endpoint}`,
    topicArn: TopicArn,
    protocol: Protocol,
    endpoint: Endpoint,
    owner: Owner,
    state,
  };
}
