import {
  DescribeEventBusCommand,
  EventBridgeClient,
  ListRulesCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-eventbridge';
import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import { ListSubscriptionsCommand, ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { ListQueuesCommand, ListQueueTagsCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Simulated } from '../serve';

/** What an account lists of everything a set-up could touch, as its own administrator sees it. */
export async function inventoryOf(
  simulated: Simulated,
  accountId: string,
  region = 'us-east-1',
): Promise<Record<string, unknown>> {
  const config = {
    endpoint: simulated.url,
    region,
    credentials: { accessKeyId: accountId, secretAccessKey: 'root' },
  };
  const sqs = new SQSClient(config);
  const sns = new SNSClient(config);
  const events = new EventBridgeClient(config);
  const iam = new IAMClient(config);
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
  const { Rules = [] } = await events.send(new ListRulesCommand({}));
  const { Subscriptions = [] } = await sns.send(new ListSubscriptionsCommand({}));
  const found = {
    queues: await Promise.all(
      QueueUrls.map(async (QueueUrl) => [QueueUrl, (await sqs.send(new ListQueueTagsCommand({ QueueUrl }))).Tags]),
    ),
    topics: (await sns.send(new ListTopicsCommand({}))).Topics,
    subscriptions: Subscriptions.map(({ TopicArn, Protocol, Endpoint }) => [TopicArn, Protocol, Endpoint]),
    rules: await Promise.all(
      Rules.map(async (rule) => [rule, (await events.send(new ListTagsForResourceCommand({ ResourceARN: rule.Arn }))).Tags]),
    ),
    busPolicy: (await events.send(new DescribeEventBusCommand({}))).Policy ?? null,
    roles: (await iam.send(new ListRolesCommand({}))).Roles?.map(({ RoleName, AssumeRolePolicyDocument }) => [
      RoleName,
      AssumeRolePolicyDocument,
    ]),
  };
  for (const client of [sqs, sns, events, iam]) client.destroy();
  return found;
}
