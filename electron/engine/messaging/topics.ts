import {
  CreateTopicCommand,
  DeleteTopicCommand,
  GetTopicAttributesCommand,
  ListTopicsCommand,
  PublishCommand,
  SetTopicAttributesCommand,
} from '@aws-sdk/client-sns';
import { type DeliveryLogging, LoggedProtocol, type Topic, type TopicEntry } from '../../../shared/contract/sns';
import { isObject, jsonOf } from '../../../shared/domain/event-pattern/values';
import type { SampleMessage } from '../../../shared/domain/filter-policy/filter-policy';
import type { Instant } from '../../../shared/domain/primitives';
import type { AwsContext } from '../aws/aws-context';
import { isMissing } from '../aws/errors';

/** Pages of a hundred that are read at most: an account has room for 100,000 topics, and nobody looks at more than this. */
const MOST_PAGES = 50;

/** Every topic of the account and region by name; attributes are asked for one by one, so they are not here. */
export async function listTopics(aws: AwsContext, at: Instant): Promise<TopicEntry[]> {
  const found: TopicEntry[] = [];
  let NextToken: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await aws.sns.send(new ListTopicsCommand({ NextToken }));
    for (const { TopicArn } of answer.Topics ?? []) if (TopicArn !== undefined) found.push(entryOf(aws, TopicArn, at));
    NextToken = answer.NextToken;
    if (NextToken === undefined) break;
  }
  return found;
}

export async function readTopic(aws: AwsContext, topicArn: string, at: Instant): Promise<Topic> {
  const answer = await aws.sns.send(new GetTopicAttributesCommand({ TopicArn: topicArn }));
  const attributes = answer.Attributes ?? {};
  const count = (name: string): number => Number(attributes[name] ?? 0) || 0;
  const encryptionKey = filled(attributes.KmsMasterKeyId);
  return {
    ...entryOf(aws, topicArn, at),
    displayName: attributes.DisplayName ?? '',
    owner: attributes.Owner ?? '',
    confirmed: count('SubscriptionsConfirmed'),
    pending: count('SubscriptionsPending'),
    deleted: count('SubscriptionsDeleted'),
    encryptionKey,
    remarks: remarksOf(encryptionKey, attributes.Policy ?? ''),
    policy: jsonOf(attributes.Policy ?? '') ?? null,
    deliveryLogging: LoggedProtocol.options.map((protocol) => loggingOf(protocol, attributes)),
  };
}

/** The new topic's ARN, or null where one of that name exists: SNS would hand out somebody else's as if it were new. */
export async function createTopic(
  aws: AwsContext,
  wanted: { readonly name: string; readonly displayName?: string | undefined },
): Promise<string | null> {
  const { accountId, partition } = await aws.identity();
  const expected = `arn:${partition}:sns:${aws.spec.region}:${accountId}:${wanted.name}`;
  if (await topicExists(aws, expected)) return null;
  const made = await aws.sns.send(
    new CreateTopicCommand({
      Name: wanted.name,
      ...(wanted.displayName === undefined ? {} : { Attributes: { DisplayName: wanted.displayName } }),
      Tags: [{ Key: 'tocsin:installation', Value: aws.installationId }],
    }),
  );
  return made.TopicArn ?? expected;
}

async function topicExists({ sns }: AwsContext, TopicArn: string): Promise<boolean> {
  try {
    await sns.send(new GetTopicAttributesCommand({ TopicArn }));
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

export async function setDisplayName({ sns }: AwsContext, TopicArn: string, displayName: string): Promise<void> {
  await sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName: 'DisplayName', AttributeValue: displayName }));
}

export async function deleteTopic({ sns }: AwsContext, TopicArn: string): Promise<void> {
  await sns.send(new DeleteTopicCommand({ TopicArn }));
}

/** Switches the logging of one protocol's deliveries on, for successes and failures alike, or off where there is no role. */
export async function logDeliveries(
  { sns }: AwsContext,
  TopicArn: string,
  wanted: { readonly protocol: LoggedProtocol; readonly roleArn: string | null; readonly successSamplePercent: number },
): Promise<void> {
  const { protocol, roleArn } = wanted;
  const set = (AttributeName: string, AttributeValue: string) =>
    sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName: `${protocol}${AttributeName}`, AttributeValue }));
  await set('SuccessFeedbackRoleArn', roleArn ?? '');
  await set('FailureFeedbackRoleArn', roleArn ?? '');
  if (roleArn !== null) await set('SuccessFeedbackSampleRate', String(wanted.successSamplePercent));
}

/** Publishes one message. Answers its id. */
export async function publish(
  { sns }: AwsContext,
  TopicArn: string,
  wanted: {
    readonly subject?: string | undefined;
    readonly message: string;
    readonly attributes: SampleMessage['attributes'];
  },
): Promise<string> {
  const attributes = Object.entries(wanted.attributes).map(([name, { type, value }]) => [
    name,
    { DataType: type, StringValue: value },
  ]);
  const answer = await sns.send(
    new PublishCommand({
      TopicArn,
      Message: wanted.message,
      ...(wanted.subject === undefined ? {} : { Subject: wanted.subject }),
      ...(attributes.length === 0 ? {} : { MessageAttributes: Object.fromEntries(attributes) }),
    }),
  );
  return answer.MessageId ?? '';
}

/** The last part of a topic's ARN. */
export function nameOfTopic(topicArn: string): string {
  return topicArn.slice(topicArn.lastIndexOf(':') + 1);
}

function entryOf({ platform, spec }: AwsContext, topicArn: string, observedAt: Instant): TopicEntry {
  const name = nameOfTopic(topicArn);
  const isPlatform = name.startsWith(`${platform.project}-`) && name.endsWith(`-${platform.environment}`);
  return { contextId: spec.contextId, observedAt, source: 'sns', topicArn, name, isPlatform };
}

function loggingOf(protocol: LoggedProtocol, attributes: Readonly<Record<string, string>>): DeliveryLogging {
  const percent = filled(attributes[`${protocol}SuccessFeedbackSampleRate`]);
  return {
    protocol,
    successRole: filled(attributes[`${protocol}SuccessFeedbackRoleArn`]),
    failureRole: filled(attributes[`${protocol}FailureFeedbackRoleArn`]),
    successSamplePercent: percent === null ? null : Number(percent),
  };
}

/** What keeps services from publishing here. Source: aws-contracts 4.1. */
function remarksOf(key: string | null, policy: string): string[] {
  const remarks: string[] = [];
  if (key !== null && /alias\/aws\/sns$/.test(key)) {
    remarks.push(
      'It is encrypted with the AWS-managed key, which EventBridge rules and CloudWatch alarms may not use: what they send here is lost. Use a customer key that admits them, or none.',
    );
  } else if (key !== null) {
    remarks.push(`Whoever publishes here needs kms:GenerateDataKey and kms:Decrypt on ${key}.`);
  }
  if (isOpenToAll(policy)) remarks.push('Its policy lets anybody publish or subscribe, without a condition.');
  return remarks;
}

function isOpenToAll(policy: string): boolean {
  const document = jsonOf(policy);
  const statements: unknown = isObject(document) ? document.Statement : [];
  return (Array.isArray(statements) ? statements : [statements]).some(
    (one: unknown) =>
      isObject(one) &&
      one.Effect === 'Allow' &&
      one.Condition === undefined &&
      ['*', '{"AWS":"*"}'].includes(textOf(one.Principal)),
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

function filled(value: string | undefined): string | null {
  return value === undefined || value === '' ? null : value;
}
