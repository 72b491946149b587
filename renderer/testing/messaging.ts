import type { BusRule, SampleEvent } from '../../shared/contract/events';
import type { DeliveryLog, LoggedDelivery, SubscriptionEntry, Topic, TopicMetric } from '../../shared/contract/sns';
import { instantOf } from '../../shared/domain/primitives';
import type { SecurityFinding } from '../../shared/domain/security/security-event';
import type { ConsoleClient } from '../bridge/client';
import { contextId } from './world';

/** Topics, rules and security events of one standing moment. */
type Messaging = Pick<ConsoleClient, 'sns' | 'bus' | 'security'>;

const moment = Date.parse('2026-03-14T09:25:00Z');
const observedAt = instantOf(moment);
const home = 'us-east-1:111122223333';
const arn = (name: string) => `arn:aws:sns:${home}:${name}`;

const feedbackRole = 'arn:aws:iam::111122223333:role/sns-feedback';

const topics: readonly Topic[] = (
  [
    ['aws-drs-orchestration-drs-alerts-dev', 'alias/aws/sns', 2, 0],
    ['aws-drs-orchestration-execution-notifications-dev', 'alias/aws/sns', 2, 0],
    ['aws-drs-orchestration-execution-pause-dev', 'alias/aws/sns', 1, 0],
    ['war-room', null, 3, 2],
  ] as const
).map(([name, encryptionKey, confirmed, pending]) => ({
  contextId,
  observedAt,
  source: 'sns',
  topicArn: arn(name),
  name,
  isPlatform: name !== 'war-room',
  displayName: name === 'war-room' ? 'War room' : '',
  owner: '111122223333',
  confirmed,
  pending,
  deleted: 0,
  encryptionKey,
  remarks:
    encryptionKey === null
      ? []
      : [
          'It is encrypted with the AWS-managed key, which EventBridge rules and CloudWatch alarms may not use: what they send here is lost. Use a customer key that admits them, or none.',
        ],
  policy: null,
  deliveryLogging: (['HTTP', 'Firehose', 'Lambda', 'Application', 'SQS'] as const).map((protocol) => ({
    protocol,
    successRole: name === 'war-room' && protocol === 'SQS' ? feedbackRole : null,
    failureRole: name === 'war-room' && protocol === 'SQS' ? feedbackRole : null,
    successSamplePercent: name === 'war-room' && protocol === 'SQS' ? 100 : null,
  })),
}));

const endpoints = [
  ['email', 'dana@example.com', 'confirmed'],
  ['https', 'https://hooks.example.com/war-room', 'confirmed'],
  ['sms', '+15550100', 'pending'],
  ['sqs', `arn:aws:sqs:${home}:aws-drs-orchestration-console-inst-1`, 'confirmed'],
] as const;

function subscriptionsOf(topicArn: string): SubscriptionEntry[] {
  return endpoints.map(([protocol, endpoint, state], index) => ({
    contextId,
    observedAt,
    source: 'sns',
    subscriptionId: state === 'confirmed' ? `${topicArn}:2bcfbf39-05c3-41de-beaa-fcfcc21c8f5${index}` : `pending:${endpoint}`,
    topicArn,
    protocol,
    endpoint,
    owner: '111122223333',
    state,
  }));
}

const rule = (name: string, change: Partial<BusRule>): BusRule => ({
  contextId,
  observedAt,
  source: 'eventbridge',
  name,
  ruleArn: `arn:aws:events:${home}:rule/${name}`,
  description: '',
  enabled: true,
  seesReads: false,
  pattern: { source: ['aws.drs'], 'detail-type': ['DRS Source Server Launch Result'] },
  schedule: null,
  targets: [{ id: 'tocsin', arn: `arn:aws:sqs:${home}:aws-drs-orchestration-console-inst-1` }],
  targetsRead: true,
  whose: 'ours',
  feedsUs: true,
  ...change,
});

const rules: readonly BusRule[] = [
  rule('aws-drs-orchestration-DRSRecoveryFailureRule-1A2B', {
    whose: 'platform',
    targets: [{ id: 'alerts', arn: arn('aws-drs-orchestration-drs-alerts-dev') }],
  }),
  rule('aws-drs-orchestration-console-inst-1-drs', {}),
  rule('aws-drs-orchestration-console-inst-1-states', { pattern: { source: ['aws.states'] } }),
  rule('aws-drs-orchestration-execution-polling-schedule-dev', {
    whose: 'platform',
    pattern: null,
    schedule: 'rate(1 minute)',
    feedsUs: false,
    targets: [{ id: 'handler', arn: `arn:aws:lambda:${home}:function:aws-drs-orchestration-execution-handler-dev` }],
  }),
  rule('nightly-report', { whose: 'other', feedsUs: false, enabled: false, targets: [] }),
];

const samples: SampleEvent[] = [
  {
    id: 'launch-failed',
    title: 'A server failed to launch',
    event: {
      source: 'aws.drs',
      'detail-type': 'DRS Source Server Launch Result',
      detail: { state: 'RECOVERY_LAUNCH_FAILED', 'job-id': 'drsjob-5e10aa01bb02cc0e2', 'is-drill': 'TRUE' },
    },
  },
];

const findings: readonly SecurityFinding[] = [
  {
    category: 'destroys-recovery',
    severity: 'CRITICAL',
    who: 'arn:aws:sts::444455556666:assumed-role/Admin/mallory',
    mfa: false,
    where: '203.0.113.10',
    what: 'drs:DeleteSourceServer',
    targets: ['s-0a1b2c3d4e5f60a03'],
    account: '444455556666',
    region: 'us-east-1',
    errorCode: null,
    byPlatform: false,
  },
  {
    category: 'failed-sign-in',
    severity: 'MEDIUM',
    who: 'an unknown user',
    mfa: false,
    where: '198.51.100.7',
    what: 'signin:ConsoleLogin',
    targets: [],
    account: '111122223333',
    region: 'us-east-1',
    errorCode: 'Failed authentication',
    byPlatform: false,
  },
  {
    category: 'destroys-recovery',
    severity: 'LOW',
    who: 'arn:aws:sts::444455556666:assumed-role/DRSOrchestrationRole/drs-orchestration',
    mfa: false,
    where: '203.0.113.10',
    what: 'drs:TerminateRecoveryInstances',
    targets: ['i-0f1e2d3c4b5a6d001'],
    account: '444455556666',
    region: 'us-east-1',
    errorCode: null,
    byPlatform: true,
  },
];

const metric = (name: string, values: readonly number[]): TopicMetric => ({
  name,
  total: values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0),
  points: values.map((value, index) => ({ at: instantOf(moment - (values.length - index) * 300_000), value })),
});

function deliveryLogOf(topicArn: string): DeliveryLog {
  const destination = 'arn:aws:sqs:us-east-1:111122223333:aws-drs-orchestration-console-inst-1';
  const delivery = (minutes: number, succeeded: boolean): LoggedDelivery => ({
    at: instantOf(moment - minutes * 60_000),
    messageId: `m-${minutes}`,
    protocol: 'SQS',
    destination,
    succeeded,
    statusCode: succeeded ? 200 : 403,
    answer: succeeded
      ? '{"sqsRequestId":"c1d2","sqsMessageId":"9f8e"}'
      : '{"ErrorCode":"AccessDenied","ErrorMessage":"Access to the queue is denied"}',
    attempts: succeeded ? 1 : 3,
    dwellMs: succeeded ? 61 : 240,
  });
  const items = [delivery(4, true), delivery(12, false), delivery(31, true)];
  return {
    from: instantOf(moment - 86_400_000),
    to: observedAt,
    items,
    protocols: [{ protocol: 'SQS', succeeded: 2, failed: 1, slowestMs: 240, lastFailure: items[1]?.answer ?? null }],
    groups: [{ name: `sns/us-east-1/111122223333/${topicArn}`, exists: true }],
    isCut: false,
  };
}

export function messagingFixture(): Messaging {
  const unavailable = async () => Promise.reject(new Error('This fixture does not answer that.'));
  const find = async ({ topicArn }: { topicArn: string }) => topics.find((one) => one.topicArn === topicArn) ?? unavailable();
  return {
    sns: {
      topics: async () => ({ items: [...topics], nextToken: null }),
      topic: find,
      createTopic: unavailable,
      changeTopic: find,
      deleteTopic: unavailable,
      logDeliveries: find,
      deliveries: async () => ({
        items: [
          metric('NumberOfMessagesPublished', [1, 0, 1, 3]),
          metric('NumberOfNotificationsDelivered', [2, 0, 2, 6]),
          metric('NumberOfNotificationsFailed', [0, 0, 0, 1]),
          metric('NumberOfNotificationsFilteredOut', []),
        ],
        from: instantOf(moment - 86_400_000),
        to: observedAt,
        periodSeconds: 300,
      }),
      deliveryLog: async ({ topicArn }) => deliveryLogOf(topicArn),
      publish: unavailable,
      subscriptions: async ({ topic = '' }) => ({ items: subscriptionsOf(topic), nextToken: null }),
      subscription: async ({ subscriptionId }) => {
        const topicArn = subscriptionId.slice(0, subscriptionId.lastIndexOf(':'));
        const found = subscriptionsOf(topicArn).find((one) => one.subscriptionId === subscriptionId);
        if (found === undefined) return unavailable();
        const filterPolicy = { eventType: ['fail', 'pause'] };
        return { ...found, filterPolicy, filterPolicyScope: 'MessageAttributes', rawDelivery: false, deadLetterQueue: null };
      },
      subscribe: unavailable,
      changeSubscription: unavailable,
      unsubscribe: unavailable,
      checkFilter: unavailable,
    },
    bus: {
      rules: async () => ({ items: [...rules], nextToken: null }),
      samples: async () => ({ items: samples, nextToken: null }),
      testPattern: async () => ({ matches: true, expected: true, problems: [], missed: [], notAsked: null }),
      send: unavailable,
    },
    security: {
      events: async () => ({
        items: findings.map((finding, index) => {
          const at = instantOf(moment - index * 190_000);
          return {
            seq: 900 - index,
            event: {
              type: 'message.security' as const,
              at,
              contextId,
              source: 'sqs-messages' as const,
              messageId: `trail-${index}`,
              occurredAt: at,
              finding,
            },
          };
        }),
        nextToken: null,
      }),
      summary: async () => ({
        bySeverity: { INFO: 0, LOW: 1, MEDIUM: 1, HIGH: 0, CRITICAL: 1 },
        byCategory: {
          'failed-sign-in': 1,
          'denied-call': 0,
          'destroys-recovery': 2,
          'real-failover': 0,
          'weakens-readiness': 0,
          'orchestration-tampering': 0,
          'blinds-monitoring': 0,
          'data-and-keys': 0,
        },
        failedSignIns: [{ account: '111122223333', lastHour: 1, lastDay: 4, newestAt: instantOf(moment - 190_000) }],
        newestAt: observedAt,
      }),
    },
  };
}
