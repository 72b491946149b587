import {
  alarmsPattern,
  checkPattern,
  deniedPattern,
  drsPattern,
  forwardPattern,
  runsPattern,
  securityPattern,
  signInPattern,
} from './patterns';
import type { Resource, ResourceOf } from './resource';
import type { Place, SetupWishes } from './wishes';

/** Where the console's queue stands, and whose it is. */
export interface Home extends Place {
  readonly partition: string;
  readonly project: string;
  readonly installationId: string;
  /** `{project}-console-{installation}`: the shipped policies allow names of this form only. */
  readonly queueName: string;
}

/** Wishes with everything decided. */
export interface Decided {
  readonly topics: readonly { readonly arn: string; readonly filterPolicy: string }[];
  readonly stateMachines: readonly string[];
  readonly drs: boolean;
  readonly security: boolean;
  readonly alarms: boolean;
  readonly forwardFrom: readonly Place[];
}

/** What discovery offers for wishes that leave it open. */
export interface Offered {
  readonly topics: readonly string[];
  readonly stateMachines: readonly string[];
  readonly places: readonly Place[];
}

/** Fills what the wishes leave open. The platform marks every mail with `eventType`; whatever lacks it is none of its mails. */
export function decide(wishes: SetupWishes, offered: Offered): Decided {
  const topics = wishes.topics ?? offered.topics.map((arn) => ({ arn, filterPolicy: undefined }));
  return {
    ...wishes,
    topics: topics.map(({ arn, filterPolicy }) => ({ arn, filterPolicy: filterPolicy ?? usualFilter(arn) })),
    stateMachines: wishes.stateMachines ?? offered.stateMachines,
    forwardFrom: wishes.forwardFrom ?? offered.places,
  };
}

/** The filter policy of a topic unless the wishes say otherwise; blank for none. */
export function usualFilter(topicArn: string): string {
  return topicArn.includes('-execution-notifications-') ? JSON.stringify({ eventType: [{ exists: true }] }) : '';
}

const daySeconds = 86_400;

/** Everything the console needs in AWS for these wishes, in the order in which it is made. */
export function wantedOf(decided: Decided, home: Home): readonly Resource[] {
  const rules = ownRules(decided, home);
  const deadLetters: ResourceOf<'queue'> = {
    ...queueOf(home, `${home.queueName}-dlq`, 'Queue for messages that could not be handled'),
    settings: { SqsManagedSseEnabled: 'true', MessageRetentionPeriod: String(14 * daySeconds) },
  };
  const queue = queueOf(home, home.queueName, 'Queue of this console');
  const settings = {
    SqsManagedSseEnabled: 'true',
    VisibilityTimeout: '60',
    ReceiveMessageWaitTimeSeconds: '20',
    MessageRetentionPeriod: String(4 * daySeconds),
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount: 20 }),
    Policy: queuePolicy(queue.arn, {
      topics: decided.topics.map(({ arn }) => arn),
      rules: rules.map(({ arn }) => arn),
    }),
  };
  return [
    deadLetters,
    { ...queue, settings },
    ...rules,
    ...decided.topics.map((topic) => subscriptionOf(home, topic, queue.arn)),
    ...forwarding(decided.forwardFrom, home),
  ];
}

function ownRules({ drs, stateMachines, security, alarms }: Decided, home: Home): ResourceOf<'rule'>[] {
  const target = arnOf(home, 'sqs', home.queueName);
  const rule = (suffix: string, title: string, pattern: object, state = 'ENABLED') =>
    ruleOf(home, home, { suffix, title, pattern, state, target, targetRole: '' });
  return [
    ...(drs ? [rule('drs', 'Rule for events of DRS', drsPattern)] : []),
    ...(stateMachines.length > 0 ? [rule('states', 'Rule for runs of Step Functions', runsPattern(stateMachines))] : []),
    ...(security
      ? [
          rule('security', 'Rule for calls that destroy or blind', securityPattern),
          rule('denied', 'Rule for denied calls', deniedPattern, 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'),
          rule('sign-in', 'Rule for failed sign-ins', signInPattern),
        ]
      : []),
    ...(alarms ? [rule('alarms', 'Rule for CloudWatch alarms', alarmsPattern([home.project, 'tocsin']))] : []),
    rule('check', 'Rule for the test event', checkPattern(home.installationId)),
  ];
}

function forwarding(places: readonly Place[], home: Home): Resource[] {
  const busArn = arnOf(home, 'events', 'event-bus/default');
  const accounts = [...new Set(places.map(({ accountId }) => accountId))];
  const roleArn = (accountId: string) => `arn:${home.partition}:iam::${accountId}:role/${roleName(home)}`;
  return [
    ...accounts.flatMap((accountId): Resource[] => [
      ...(accountId === home.accountId ? [] : [permissionOf(home, accountId)]),
      {
        kind: 'role',
        id: roleArn(accountId),
        arn: roleArn(accountId),
        title: `Role that forwards events of account ${accountId}`,
        name: roleName(home),
        accountId,
        // IAM knows no regions; its calls go through the place that is forwarded first.
        region: places.find((place) => place.accountId === accountId)?.region ?? home.region,
        settings: forwardRole(busArn),
      },
    ]),
    ...places.map((place) =>
      ruleOf(home, place, {
        suffix: 'forward',
        title: `Rule that forwards events of ${place.accountId} in ${place.region}`,
        pattern: forwardPattern,
        state: 'ENABLED',
        target: busArn,
        targetRole: roleArn(place.accountId),
      }),
    ),
  ];
}

/** A rule's or role's name; AWS allows 64 characters. */
export function namedAfter(queueName: string, suffix: string): string {
  return `${queueName.slice(0, 63 - suffix.length)}-${suffix}`;
}

export function roleName(home: Home): string {
  return namedAfter(home.queueName, 'forward');
}

/** Begins the ids of this installation's statements in the policy of the bus. */
export function statementPrefix(home: Home): string {
  return `tocsin-${home.installationId}-`;
}

export function permissionOf(home: Home, accountId: string): ResourceOf<'bus-permission'> {
  const name = `${statementPrefix(home)}${accountId}`;
  return {
    kind: 'bus-permission',
    id: `${arnOf(home, 'events', 'event-bus/default')}/${name}`,
    title: `Leave for account ${accountId} to put events on our bus`,
    name,
    accountId: home.accountId,
    region: home.region,
    settings: { principal: accountId },
  };
}

export function queueOf(home: Home, name: string, title: string): ResourceOf<'queue'> {
  const arn = arnOf(home, 'sqs', name);
  return { kind: 'queue', id: arn, arn, title, name, accountId: home.accountId, region: home.region, settings: {} };
}

export function subscriptionOf(
  home: Home,
  topic: { readonly arn: string; readonly filterPolicy: string },
  queueArn: string,
): ResourceOf<'subscription'> {
  const name = topic.arn.split(':').at(-1) ?? topic.arn;
  return {
    kind: 'subscription',
    id: `${topic.arn} → ${queueArn}`,
    title: `Subscription to ${name}`,
    name,
    accountId: home.accountId,
    region: home.region,
    topicArn: topic.arn,
    queueArn,
    settings: { filterPolicy: topic.filterPolicy, rawDelivery: 'false' },
  };
}

interface RuleGiven {
  readonly suffix: string;
  readonly title: string;
  readonly pattern: object;
  readonly state: string;
  readonly target: string;
  readonly targetRole: string;
}

function ruleOf(home: Home, place: Place, { suffix, title, pattern, ...rest }: RuleGiven): ResourceOf<'rule'> {
  const name = namedAfter(home.queueName, suffix);
  const arn = `arn:${home.partition}:events:${place.region}:${place.accountId}:rule/${name}`;
  const { accountId, region } = place;
  return {
    kind: 'rule',
    id: arn,
    arn,
    title,
    name,
    accountId,
    region,
    settings: { pattern: JSON.stringify(pattern), ...rest },
  };
}

function arnOf(home: Home, service: string, name: string): string {
  return `arn:${home.partition}:${service}:${home.region}:${home.accountId}:${name}`;
}

function forwardRole(busArn: string): { trust: string; policy: string } {
  const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  return {
    trust: document({ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sts:AssumeRole' }),
    policy: document({ Effect: 'Allow', Action: 'events:PutEvents', Resource: busArn }),
  };
}

/** Who may put messages into the queue: the chosen topics and our rules, and nobody else. */
export function queuePolicy(
  queueArn: string,
  from: { readonly topics: readonly string[]; readonly rules: readonly string[] },
): string {
  const allow = (sid: string, service: string, sources: readonly string[]) => ({
    Sid: sid,
    Effect: 'Allow',
    Principal: { Service: service },
    Action: 'sqs:SendMessage',
    Resource: queueArn,
    Condition: { ArnEquals: { 'aws:SourceArn': sources } },
  });
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      ...(from.topics.length > 0 ? [allow('FromTopics', 'sns.amazonaws.com', from.topics)] : []),
      ...(from.rules.length > 0 ? [allow('FromRules', 'events.amazonaws.com', from.rules)] : []),
    ],
  });
}
