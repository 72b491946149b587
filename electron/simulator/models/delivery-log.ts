import { createHash } from 'node:crypto';
import type { Chance, SimulatedTime } from '../world';
import type { LogStore } from './logs';
import type { Roles } from './roles';
import type { Subscription } from './subscription';
import type { Topic } from './topics';

/** Protocol of a subscription → first part of the topic attributes that switch its log on. Mail and SMS have none. */
const PREFIXES: Readonly<Record<string, string>> = {
  sqs: 'SQS',
  http: 'HTTP',
  https: 'HTTP',
  lambda: 'Lambda',
  firehose: 'Firehose',
  application: 'Application',
};

export interface Delivered {
  readonly messageId: string;
  readonly text: string;
  readonly isDelivered: boolean;
}

/** Delivery status logging (aws-contracts 4.5): what was delivered and what was not, where a topic asks for it with a role that may log. */
export function createDeliveryLog(ports: {
  readonly time: SimulatedTime;
  readonly chance: Chance;
  readonly logs: LogStore;
  readonly roles: Roles;
}): (topic: Topic, subscription: Subscription, delivered: Delivered) => void {
  const { time, chance, logs, roles } = ports;
  return (topic, subscription, { messageId, text, isDelivered }) => {
    const prefix = PREFIXES[subscription.protocol];
    const result = isDelivered ? 'Success' : 'Failure';
    const role = topic.attributes.get(`${prefix}${result}FeedbackRoleArn`);
    if (prefix === undefined || role === undefined) return;
    const rate = Number(topic.attributes.get(`${prefix}SuccessFeedbackSampleRate`) ?? '0');
    if (isDelivered && chance.unit() * 100 >= rate) return;
    const name = `sns/${topic.region}/${topic.account}/${topic.name}${isDelivered ? '' : '/Failure'}`;
    const arn = `arn:aws:logs:${topic.region}:${topic.account}:log-group:${name}`;
    if (!roles.serves(role, 'sns.amazonaws.com', 'logs:PutLogEvents', `${arn}:log-stream:*`)) return;
    const made = logs.create(topic, name, time.now());
    const group = made.ok ? made.value : logs.find(topic, name);
    if (group === null) return;
    const at = time.now();
    const line = {
      notification: {
        messageMD5Sum: createHash('md5').update(text).digest('hex'),
        messageId,
        topicArn: topic.arn,
        timestamp: new Date(at).toISOString().replace('T', ' ').slice(0, 23),
      },
      delivery: {
        deliveryId: chance.uuid(),
        destination: subscription.endpoint,
        providerResponse: answerOf(prefix, isDelivered, chance),
        dwellTimeMs: 61,
        attempts: isDelivered ? 1 : 3,
        statusCode: isDelivered ? 200 : 403,
      },
      status: isDelivered ? 'SUCCESS' : 'FAILURE',
    };
    logs.write(group, chance.uuid(), at, [JSON.stringify(line)]);
  };
}

/** What the endpoint said: SQS with its ids, or why not; others in a word. */
function answerOf(prefix: string, isDelivered: boolean, chance: Chance): string {
  if (prefix !== 'SQS') return isDelivered ? 'OK' : 'The endpoint did not accept the message';
  const sqsRequestId = chance.uuid();
  return JSON.stringify(
    isDelivered
      ? { sqsRequestId, sqsMessageId: chance.uuid() }
      : { ErrorCode: 'AccessDenied', ErrorMessage: 'Access to the queue is denied', sqsRequestId },
  );
}
