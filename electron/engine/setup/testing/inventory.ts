import {
  DescribeEventBusCommand,
  EventBridgeClient,
  ListRulesCommand,
  ListTagsForResourceCommand,
  ListTargetsByRuleCommand,
} from '@aws-sdk/client-eventbridge';
import { GetRoleCommand, GetRolePolicyCommand, IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import { GetSubscriptionAttributesCommand, ListSubscriptionsCommand, ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, ListQueuesCommand, ListQueueTagsCommand, SQSClient } from '@aws-sdk/client-sqs';

/** Counts and moments that move by themselves. */
const MOVING = /^(Approximate|CreatedTimestamp|LastModifiedTimestamp)/;

/** Everything an account holds that a set-up could touch, as an administrator of that account sees it. */
export async function inventoryOf(endpoint: string, accountId: string): Promise<Record<string, unknown>> {
  const config = { endpoint, region: 'us-east-1', credentials: { accessKeyId: accountId, secretAccessKey: 'root' } };
  const [sqs, sns, events, iam] = [
    new SQSClient(config),
    new SNSClient(config),
    new EventBridgeClient(config),
    new IAMClient(config),
  ];
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
  const { Topics } = await sns.send(new ListTopicsCommand({}));
  const { Subscriptions = [] } = await sns.send(new ListSubscriptionsCommand({}));
  const { Rules = [] } = await events.send(new ListRulesCommand({}));
  const { Policy } = await events.send(new DescribeEventBusCommand({}));
  const { Roles = [] } = await iam.send(new ListRolesCommand({}));
  const found = {
    queues: await Promise.all(
      QueueUrls.map(async (QueueUrl) => {
        const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
        const { Tags } = await sqs.send(new ListQueueTagsCommand({ QueueUrl }));
        return { QueueUrl, Tags, Attributes: Object.entries(Attributes).filter(([name]) => !MOVING.test(name)) };
      }),
    ),
    topics: Topics,
    subscriptions: await Promise.all(
      Subscriptions.map(async (one) => {
        if (one.SubscriptionArn === undefined || one.SubscriptionArn === 'PendingConfirmation') return one;
        const { Attributes = {} } = await sns.send(
          new GetSubscriptionAttributesCommand({ SubscriptionArn: one.SubscriptionArn }),
        );
        const { SubscriptionArn: _, ...rest } = Attributes;
        return rest;
      }),
    ),
    rules: await Promise.all(
      Rules.map(async (rule) => {
        const targets = await events.send(new ListTargetsByRuleCommand({ Rule: rule.Name })).catch(() => null);
        const { Tags } = await events.send(new ListTagsForResourceCommand({ ResourceARN: rule.Arn }));
        return { ...rule, Targets: targets?.Targets, Tags };
      }),
    ),
    busPolicy: Policy ?? null,
    roles: await Promise.all(
      Roles.map(async ({ RoleName }) => {
        const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
        const policy = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: 'forward' })).catch(() => null);
        return { RoleName, Trust: Role?.AssumeRolePolicyDocument, Tags: Role?.Tags, policy: policy?.PolicyDocument };
      }),
    ),
  };
  for (const client of [sqs, sns, events, iam]) client.destroy();
  return found;
}
