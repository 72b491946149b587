import { type MessageAttributeValue, PublishCommand } from '@aws-sdk/client-sns';
import type { ChannelTools, SendJob, SendOutcome } from '../channel';
import { outcome } from '../outcome';
import { awsFailure } from './aws-failure';
import type { AwsRoad } from './aws-road';
import { bytesOf, fitJson, fitSubject, fitText, MOST_PUBLISH_BYTES } from './fit';

export interface Publication {
  readonly subject: string;
  readonly message: string;
  /** A text is cut anywhere, JSON only so that it stays JSON. */
  readonly kind: 'text' | 'json';
  readonly attributes: Readonly<Record<string, string>>;
}

/** A queue that takes messages raw holds ten attributes; SNS throws away a message with more. */
const MOST_ATTRIBUTES = 10;

/** Publishes to a topic. What is too long is shortened; FIFO topics keep the order of a thread, and drop a repeat themselves. */
export async function publish(
  { aws, clients }: AwsRoad,
  topicArn: string,
  publication: Publication,
  job: SendJob,
  tools: ChannelTools,
): Promise<SendOutcome> {
  const attributes = attributesOf(publication.attributes, job);
  const room = MOST_PUBLISH_BYTES - attributeBytes(attributes);
  const message = publication.kind === 'json' ? fitJson(publication.message, room) : fitText(publication.message, room);
  const isFifo = topicArn.endsWith('.fifo');
  try {
    const { MessageId } = await clients.sns.send(
      new PublishCommand({
        TopicArn: topicArn,
        Subject: fitSubject(publication.subject),
        Message: message,
        MessageAttributes: attributes,
        ...(isFifo && {
          MessageGroupId: plainId(job.delivery.threadKey),
          MessageDeduplicationId: plainId(job.delivery.deliveryId),
        }),
      }),
      { abortSignal: job.signal },
    );
    return outcome('accepted', { status: 200, providerId: MessageId ?? null, reply: cutWords(publication, message) });
  } catch (error) {
    return awsFailure(error, aws, tools.ports.wall);
  }
}

/** Says whose message it is, so that subscribers can filter, and this console knows its own when its queue hears the topic. */
function attributesOf(given: Readonly<Record<string, string>>, job: SendJob): Record<string, MessageAttributeValue> {
  const own = {
    'tocsin.delivery': job.delivery.deliveryId,
    'tocsin.event': job.event.type,
    'tocsin.severity': job.event.severity,
  };
  const usable = Object.entries(given).filter(([name, value]) => /^[A-Za-z0-9_.-]{1,256}$/.test(name) && value !== '');
  const entries = [...Object.entries(own), ...usable].slice(0, MOST_ATTRIBUTES);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, { DataType: 'String', StringValue: fitText(value, 2_000) }] as const),
  );
}

function attributeBytes(attributes: Readonly<Record<string, MessageAttributeValue>>): number {
  return Object.entries(attributes).reduce(
    (sum, [name, { DataType = '', StringValue = '' }]) => sum + bytesOf(name) + bytesOf(DataType) + bytesOf(StringValue),
    0,
  );
}

/** Group and deduplication ids take 128 letters, digits and punctuation. */
function plainId(text: string): string {
  return text.replace(/[^\x21-\x7e]/g, '_').slice(-128);
}

function cutWords(publication: Publication, sent: string): string | null {
  return sent === publication.message ? null : `shortened from ${bytesOf(publication.message)} to ${bytesOf(sent)} bytes`;
}
