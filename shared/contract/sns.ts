import { z } from 'zod';
import { FilterScope, SampleMessage } from '../domain/filter-policy/filter-policy';
import { ContextId, Instant } from '../domain/primitives';
import { Accepted, ListInput, method, page } from './base';

/** What every answer read from AWS for this call carries. */
const read = { contextId: ContextId, observedAt: Instant, source: z.literal('sns') };
const inContext = z.object({ context: ContextId.optional() });
const arn = z.string().regex(/^arn:[^:]+:sns:[^:]*:\d{12}:[\w.-]+$/, 'this is not the ARN of a topic');

export const TopicEntry = z.object({ ...read, topicArn: z.string(), name: z.string(), isPlatform: z.boolean() });
export type TopicEntry = z.infer<typeof TopicEntry>;

/** Protocols whose deliveries SNS can log, as the names of its attributes begin. */
export const LoggedProtocol = z.enum(['HTTP', 'Firehose', 'Lambda', 'Application', 'SQS']);
export type LoggedProtocol = z.infer<typeof LoggedProtocol>;

export const DeliveryLogging = z.object({
  protocol: LoggedProtocol,
  /** Role that writes the logs; null where it is off. */
  successRole: z.string().nullable(),
  failureRole: z.string().nullable(),
  /** Percent of successful deliveries that are logged. */
  successSamplePercent: z.number().nullable(),
});
export type DeliveryLogging = z.infer<typeof DeliveryLogging>;

export const Topic = TopicEntry.extend({
  displayName: z.string(),
  owner: z.string(),
  confirmed: z.number().int(),
  pending: z.number().int(),
  deleted: z.number().int(),
  /** Key that encrypts messages at rest; null where there is none. */
  encryptionKey: z.string().nullable(),
  /** What the key or the policy keep from working, one sentence each. */
  remarks: z.array(z.string()),
  policy: z.unknown(),
  deliveryLogging: z.array(DeliveryLogging),
});
export type Topic = z.infer<typeof Topic>;

export const SubscriptionProtocol = z.enum([
  'email',
  'email-json',
  'sms',
  'http',
  'https',
  'sqs',
  'lambda',
  'firehose',
  'application',
]);
export type SubscriptionProtocol = z.infer<typeof SubscriptionProtocol>;

export const SubscriptionEntry = z.object({
  ...read,
  /** Its ARN; where it waits for confirmation SNS gives none, and it is told by topic, protocol and endpoint. */
  subscriptionId: z.string(),
  topicArn: z.string(),
  protocol: z.string(),
  endpoint: z.string(),
  owner: z.string(),
  state: z.enum(['confirmed', 'pending', 'deleted']),
});
export type SubscriptionEntry = z.infer<typeof SubscriptionEntry>;

export const Subscription = SubscriptionEntry.extend({
  filterPolicy: z.record(z.string(), z.unknown()).nullable(),
  filterPolicyScope: FilterScope,
  rawDelivery: z.boolean(),
  /** Queue for what cannot be delivered, or null. */
  deadLetterQueue: z.string().nullable(),
});
export type Subscription = z.infer<typeof Subscription>;

const FilterPolicy = z.record(z.string(), z.unknown()).nullable();
const Problem = z.object({ path: z.string(), message: z.string() });

export const FilterCheck = z.object({
  valid: z.boolean(),
  problems: z.array(Problem),
  keys: z.number().int(),
  combinations: z.number(),
  /** Of the message that was given; null without one, or where the policy is not valid. */
  passes: z.boolean().nullable(),
  because: z.string().nullable(),
});
export type FilterCheck = z.infer<typeof FilterCheck>;

export const TopicMetric = z.object({
  name: z.string(),
  /** Over the whole time asked for; null where CloudWatch has nothing. */
  total: z.number().nullable(),
  points: z.array(z.object({ at: Instant, value: z.number() })),
});
export type TopicMetric = z.infer<typeof TopicMetric>;

/** One delivery as SNS logged it. `answer` is what the endpoint said, redacted. */
export const LoggedDelivery = z.object({
  at: Instant,
  messageId: z.string(),
  protocol: z.enum([...LoggedProtocol.options, 'other']),
  destination: z.string(),
  succeeded: z.boolean(),
  statusCode: z.number().nullable(),
  answer: z.string(),
  attempts: z.number().nullable(),
  dwellMs: z.number().nullable(),
});
export type LoggedDelivery = z.infer<typeof LoggedDelivery>;

/** What SNS logged of a topic. Successes are a sample; failures are all there. */
export const DeliveryLog = z.object({
  from: Instant,
  to: Instant,
  /** Newest first, at most 200. */
  items: z.array(LoggedDelivery),
  protocols: z.array(
    z.object({
      protocol: LoggedDelivery.shape.protocol,
      succeeded: z.number().int(),
      failed: z.number().int(),
      slowestMs: z.number().nullable(),
      lastFailure: z.string().nullable(),
    }),
  ),
  /** A group that does not exist: SNS has had nothing to write there, or may not. */
  groups: z.array(z.object({ name: z.string(), exists: z.boolean() })),
  /** True where there was more than is read at once; the newest may be missing. */
  isCut: z.boolean(),
});
export type DeliveryLog = z.infer<typeof DeliveryLog>;

const byTopic = inContext.extend({ topicArn: arn });
const bySubscription = inContext.extend({ subscriptionId: z.string().min(1) });

export const sns = {
  topics: method
    .route({ method: 'GET', path: '/sns/topics', summary: 'Topics of the account and region' })
    .input(ListInput.extend(inContext.shape))
    .output(page(TopicEntry)),
  topic: method
    .route({ method: 'GET', path: '/sns/topics/{topicArn}', summary: 'One topic with its attributes' })
    .input(byTopic)
    .output(Topic),
  createTopic: method
    .route({ method: 'POST', path: '/sns/topics', summary: 'Make a topic; 409 where there is one of that name' })
    .input(
      inContext.extend({
        name: z.string().regex(/^[\w-]{1,256}$/, 'letters, digits, hyphens and underscores, at most 256'),
        displayName: z.string().max(100).optional(),
      }),
    )
    .output(Topic),
  changeTopic: method
    .route({ method: 'PUT', path: '/sns/topics/{topicArn}', summary: 'Display name of a topic' })
    .input(byTopic.extend({ displayName: z.string().max(100) }))
    .output(Topic),
  deleteTopic: method
    .route({ method: 'DELETE', path: '/sns/topics/{topicArn}', summary: 'Delete a topic; `confirm` is its name, typed' })
    .input(byTopic.extend({ confirm: z.string() }))
    .output(Accepted),
  logDeliveries: method
    .route({
      method: 'PUT',
      path: '/sns/topics/{topicArn}/delivery-status',
      summary: 'Log deliveries of one protocol; without a role, stop logging them',
    })
    .input(
      byTopic.extend({
        protocol: LoggedProtocol,
        roleArn: z
          .string()
          .regex(/^arn:[^:]+:iam::\d{12}:role\/.+$/, 'this is not the ARN of a role')
          .nullable(),
        successSamplePercent: z.number().int().min(0).max(100).default(100),
      }),
    )
    .output(Topic),
  deliveries: method
    .route({
      method: 'GET',
      path: '/sns/topics/{topicArn}/delivery-status',
      summary: 'What CloudWatch counted of a topic: published, delivered, failed, filtered out',
    })
    .input(byTopic.extend({ hours: z.coerce.number().int().min(1).max(336).default(24) }))
    .output(z.object({ items: z.array(TopicMetric), from: Instant, to: Instant, periodSeconds: z.number() })),
  deliveryLog: method
    .route({
      method: 'GET',
      path: '/sns/topics/{topicArn}/delivery-log',
      summary: 'Deliveries of a topic as SNS logged them, with what each endpoint answered',
    })
    .input(byTopic.extend({ hours: z.coerce.number().int().min(1).max(336).default(24) }))
    .output(DeliveryLog),
  publish: method
    .route({ method: 'POST', path: '/sns/topics/{topicArn}/messages', summary: 'Publish a message, for a test' })
    .input(
      byTopic.extend({
        subject: z.string().min(1).max(100).optional(),
        message: z.string().min(1).max(262_144),
        attributes: SampleMessage.shape.attributes,
      }),
    )
    .output(Accepted.extend({ messageId: z.string() })),
  subscriptions: method
    .route({ method: 'GET', path: '/sns/subscriptions', summary: 'Subscriptions of a topic, or all of the account and region' })
    .input(ListInput.extend(inContext.shape).extend({ topic: arn.optional() }))
    .output(page(SubscriptionEntry)),
  subscription: method
    .route({ method: 'GET', path: '/sns/subscriptions/{subscriptionId}', summary: 'One subscription with its filter policy' })
    .input(bySubscription)
    .output(Subscription),
  subscribe: method
    .route({ method: 'POST', path: '/sns/subscriptions', summary: 'Subscribe an endpoint to a topic' })
    .input(
      byTopic.extend({
        protocol: SubscriptionProtocol,
        endpoint: z.string().min(1).max(2048),
        filterPolicy: FilterPolicy.optional(),
        filterPolicyScope: FilterScope.optional(),
        rawDelivery: z.boolean().optional(),
      }),
    )
    .output(SubscriptionEntry),
  changeSubscription: method
    .route({
      method: 'PUT',
      path: '/sns/subscriptions/{subscriptionId}',
      summary: 'Filter policy and raw delivery; what is not given stays. `filterPolicy: null` removes it',
    })
    .input(
      bySubscription.extend({
        filterPolicy: FilterPolicy.optional(),
        filterPolicyScope: FilterScope.optional(),
        rawDelivery: z.boolean().optional(),
      }),
    )
    .output(Subscription),
  unsubscribe: method
    .route({ method: 'DELETE', path: '/sns/subscriptions/{subscriptionId}', summary: 'End a subscription' })
    .input(bySubscription)
    .output(Accepted),
  checkFilter: method
    .route({
      method: 'POST',
      path: '/sns/filter-policies/check',
      summary: 'Whether SNS would take a filter policy, and whether a message would pass it; asks nothing of AWS',
    })
    .input(
      z.object({
        filterPolicy: z.unknown(),
        scope: FilterScope.default('MessageAttributes'),
        message: SampleMessage.optional(),
      }),
    )
    .output(FilterCheck),
};
