import { PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, GetQueueUrlCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { AwsContext } from '../../aws/aws-context';
import { isMissing } from '../../aws/errors';
import { queuePolicy, type Rule, type Wiring } from './wiring';

/** Seconds a received message stays hidden: recording takes milliseconds, so a minute covers a bad one. */
const visibilitySeconds = 60;
/** Deliveries before a message that is never deleted goes to the dead letters. */
const maxReceives = 20;
const daySeconds = 86_400;

export interface QueueSetUp {
  readonly queueUrl: string;
  /** False where it was found as it should be. */
  readonly isNew: boolean;
  /** Topics that exist and deliver to us. */
  readonly topics: readonly string[];
}

/** URL of a queue by name, or null where there is none. */
export async function findQueue({ sqs }: AwsContext, name: string, abortSignal: AbortSignal): Promise<string | null> {
  try {
    const answer = await sqs.send(new GetQueueUrlCommand({ QueueName: name }), { abortSignal });
    return answer.QueueUrl ?? null;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/**
 * Makes the queue, its dead letters, the rules and the subscriptions, or whatever of them is missing. May be repeated at any time;
 * changes nothing that is not ours. Source: aws-contracts 4.5 (SSE-SQS, since the managed KMS key would shut SNS out).
 */
export async function setUpQueue(aws: AwsContext, wiring: Wiring, today: string, signal: AbortSignal): Promise<QueueSetUp> {
  const tags = { 'tocsin:installation': aws.installationId, 'tocsin:last-use': today };
  const [deadLetters, found] = await Promise.all([
    findQueue(aws, wiring.deadLetters, signal),
    findQueue(aws, wiring.queue, signal),
  ]);
  if (deadLetters === null) {
    const Attributes = { SqsManagedSseEnabled: 'true', MessageRetentionPeriod: String(14 * daySeconds) };
    await aws.sqs.send(new CreateQueueCommand({ QueueName: wiring.deadLetters, Attributes, tags }), { abortSignal: signal });
  }
  const queueUrl = found ?? (await createQueue(aws, wiring, tags, signal));
  const attributes = {
    Policy: queuePolicy(wiring),
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: wiring.deadLettersArn, maxReceiveCount: maxReceives }),
  };
  await aws.sqs.send(new SetQueueAttributesCommand({ QueueUrl: queueUrl, Attributes: attributes }), { abortSignal: signal });
  const [subscribed] = await Promise.all([
    Promise.all(wiring.topics.map((topic) => subscribe(aws, topic, wiring.queueArn, signal))),
    Promise.all(wiring.rules.map((rule) => putRule(aws, rule, wiring.queueArn, signal))),
  ]);
  const topics = wiring.topics.filter((_, index) => subscribed[index] === true);
  return { queueUrl, isNew: found === null, topics };
}

async function createQueue(
  { sqs }: AwsContext,
  wiring: Wiring,
  tags: Record<string, string>,
  abortSignal: AbortSignal,
): Promise<string> {
  const Attributes = {
    SqsManagedSseEnabled: 'true',
    VisibilityTimeout: String(visibilitySeconds),
    ReceiveMessageWaitTimeSeconds: '20',
    MessageRetentionPeriod: String(4 * daySeconds),
  };
  const made = await sqs.send(new CreateQueueCommand({ QueueName: wiring.queue, Attributes, tags }), { abortSignal });
  if (made.QueueUrl === undefined) throw new Error(`SQS made ${wiring.queue} and gave no URL`);
  return made.QueueUrl;
}

async function putRule(aws: AwsContext, rule: Rule, queueArn: string, abortSignal: AbortSignal): Promise<void> {
  const { events, installationId } = aws;
  await events.send(
    new PutRuleCommand({
      Name: rule.name,
      EventPattern: JSON.stringify(rule.pattern),
      State: 'ENABLED',
      Description: 'Events for the queue of one installation of the operations console',
      // What tells it from a rule of somebody else; a rule that exists keeps the tags it has.
      Tags: [{ Key: 'tocsin:installation', Value: installationId }],
    }),
    { abortSignal },
  );
  const answer = await events.send(new PutTargetsCommand({ Rule: rule.name, Targets: [{ Id: 'tocsin', Arn: queueArn }] }), {
    abortSignal,
  });
  const [failed] = answer.FailedEntries ?? [];
  if (failed !== undefined)
    throw new Error(
      `EventBridge refused the queue as target of ${rule.name}: ${failed.ErrorMessage ?? failed.ErrorCode ?? 'no reason given'}`,
    );
}

/** Subscribes the queue, which SNS does once however often it is asked. False where there is no such topic. */
async function subscribe({ sns }: AwsContext, topic: string, queueArn: string, abortSignal: AbortSignal): Promise<boolean> {
  try {
    await sns.send(
      new SubscribeCommand({
        TopicArn: topic,
        Protocol: 'sqs',
        Endpoint: queueArn,
        Attributes: { RawMessageDelivery: 'false' },
        ReturnSubscriptionArn: true,
      }),
      { abortSignal },
    );
    return true;
  } catch (error) {
    if (isMissing(error) || isNamed(error, 'NotFound')) return false;
    throw error;
  }
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name.startsWith(name);
}
