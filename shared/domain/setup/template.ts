import { unreachable } from '../../lib/unreachable';
import { INSTALLATION_TAG, type Resource, type ResourceOf } from './resource';

type Json = Record<string, unknown>;

/**
 * The resources of one place as a CloudFormation template, for operators who may not create resources from here. Removing the stack
 * removes them. Policies stand beside their resources, since CloudFormation keeps them apart.
 */
export function templateOf(
  resources: readonly Resource[],
  about: { readonly description: string; readonly installationId: string },
): Json {
  const entries = resources.flatMap((resource) => entriesOf(resource, about.installationId));
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: about.description,
    Resources: Object.fromEntries(entries),
  };
}

function entriesOf(resource: Resource, installation: string): [string, Json][] {
  const Tags = [{ Key: INSTALLATION_TAG, Value: installation }];
  switch (resource.kind) {
    case 'queue':
      return queueEntries(resource, Tags);
    case 'rule':
      return [[`Rule${logical(resource.name)}`, ruleEntry(resource, Tags)]];
    case 'subscription':
      return [[`Subscription${logical(resource.name)}`, subscriptionEntry(resource)]];
    case 'bus-permission':
      return [
        [
          `Bus${logical(resource.name)}`,
          {
            Type: 'AWS::Events::EventBusPolicy',
            Properties: {
              StatementId: resource.name,
              Action: 'events:PutEvents',
              Principal: resource.settings.principal,
              EventBusName: 'default',
            },
          },
        ],
      ];
    case 'role':
      return [
        [
          `Role${logical(resource.name)}`,
          {
            Type: 'AWS::IAM::Role',
            Properties: {
              RoleName: resource.name,
              AssumeRolePolicyDocument: JSON.parse(resource.settings.trust),
              Policies: [{ PolicyName: 'forward', PolicyDocument: JSON.parse(resource.settings.policy) }],
              Tags,
            },
          },
        ],
      ];
    default:
      return unreachable(resource);
  }
}

function queueEntries({ name, settings }: ResourceOf<'queue'>, Tags: unknown): [string, Json][] {
  const { Policy, RedrivePolicy, ...attributes } = settings;
  const Properties = {
    QueueName: name,
    ...Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, plain(value)])),
    ...(RedrivePolicy === undefined ? {} : { RedrivePolicy: JSON.parse(RedrivePolicy) }),
    Tags,
  };
  const id = `Queue${logical(name)}`;
  const deadLetters = RedrivePolicy === undefined ? {} : { DependsOn: `Queue${logical(`${name}-dlq`)}` };
  return [
    [id, { Type: 'AWS::SQS::Queue', Properties, ...deadLetters }],
    ...(Policy === undefined
      ? []
      : [
          [
            `Policy${logical(name)}`,
            { Type: 'AWS::SQS::QueuePolicy', Properties: { Queues: [{ Ref: id }], PolicyDocument: JSON.parse(Policy) } },
          ] satisfies [string, Json],
        ]),
  ];
}

/** EventBridge rules take tags in CloudFormation too, so that the console recognises them as its own. */
function ruleEntry({ name, settings }: ResourceOf<'rule'>, Tags: unknown): Json {
  const { pattern, state, target, targetRole } = settings;
  return {
    Type: 'AWS::Events::Rule',
    Properties: {
      Name: name,
      EventPattern: JSON.parse(pattern),
      State: state,
      Targets: [{ Id: 'tocsin', Arn: target, ...(targetRole === '' ? {} : { RoleArn: targetRole }) }],
      Tags,
    },
    ...(targetRole === '' ? {} : { DependsOn: `Role${logical(name)}` }),
  };
}

function subscriptionEntry({ topicArn, queueArn, settings }: ResourceOf<'subscription'>): Json {
  return {
    Type: 'AWS::SNS::Subscription',
    Properties: {
      TopicArn: topicArn,
      Protocol: 'sqs',
      Endpoint: queueArn,
      RawMessageDelivery: settings.rawDelivery === 'true',
      ...(settings.filterPolicy === '' ? {} : { FilterPolicy: JSON.parse(settings.filterPolicy) }),
    },
    DependsOn: `Queue${logical(queueArn.split(':').at(-1) ?? '')}`,
  };
}

/** Logical ids are letters and digits only. */
function logical(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
}

/** Numbers and truths as CloudFormation wants them. */
function plain(value: string): unknown {
  return /^(\d+|true|false)$/.test(value) ? JSON.parse(value) : value;
}
