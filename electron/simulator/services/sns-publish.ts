import { z } from 'zod';
import { isRecord, readJson } from '../models/json';
import { type MessageAttributes, messageBytes } from '../models/message';
import type { Phones } from '../models/phones';
import type { Topic, TopicStore } from '../models/topics';
import { AwsFault, type Operation } from '../service';
import type { MessageAttribute } from '../world';
import { invalidParameter, notFound, operation } from './sns-access';
import { publishToPhone } from './sns-sms';

const Attributes = z
  .array(
    z.object({
      Name: z.string(),
      Value: z.object({ DataType: z.string(), StringValue: z.string().optional(), BinaryValue: z.string().optional() }),
    }),
  )
  .default([]);
const Publish = z.object({
  Message: z.string().default(''),
  Subject: z.string().optional(),
  MessageStructure: z.string().optional(),
  MessageAttributes: Attributes,
  MessageGroupId: z.string().optional(),
  MessageDeduplicationId: z.string().optional(),
});
type Publish = z.output<typeof Publish>;

const MAX_BYTES = 262_144;

export function snsPublishOperations(topics: TopicStore, phones: Phones): Readonly<Record<string, Operation>> {
  const publish = (topicArn: string, input: Publish): string => {
    const attributes = readAttributes(input.MessageAttributes);
    requirePublishable(input, attributes);
    const topic = topics.find(topicArn);
    if (topic === null) throw notFound('Topic does not exist');
    requireKey(topic);
    requireGroup(topic, input);
    return topics.publish({
      topicArn,
      ...(input.MessageDeduplicationId !== undefined && { deduplicationId: input.MessageDeduplicationId }),
      message: input.Message,
      attributes,
      ...(input.Subject !== undefined && { subject: input.Subject }),
      ...(input.MessageStructure === 'json' && { messageStructure: 'json' as const }),
    });
  };
  return {
    Publish: operation(
      Publish.extend({ TopicArn: z.string().optional(), TargetArn: z.string().optional(), PhoneNumber: z.string().optional() }),
      (input, call) => {
        const { PhoneNumber } = input;
        if (PhoneNumber === undefined) return { MessageId: publish(targetOf(input), input) };
        requirePublishable(input, readAttributes(input.MessageAttributes));
        return { MessageId: publishToPhone(phones, PhoneNumber, input.Message, call) };
      },
      // A number is no resource: policies see it as anything at all.
      { resources: (input) => [input.PhoneNumber === undefined ? targetOf(input) : input.PhoneNumber] },
    ),
    PublishBatch: operation(
      z.object({
        TopicArn: z.string(),
        PublishBatchRequestEntries: z
          .array(Publish.extend({ Id: z.string() }))
          .min(1)
          .max(10),
      }),
      (input) => {
        const Successful: object[] = [];
        const Failed: object[] = [];
        for (const entry of input.PublishBatchRequestEntries) {
          try {
            Successful.push({ Id: entry.Id, MessageId: publish(input.TopicArn, entry) });
          } catch (problem) {
            if (!(problem instanceof AwsFault)) throw problem;
            Failed.push({ Id: entry.Id, Code: problem.code, Message: problem.message, SenderFault: true });
          }
        }
        return { Successful, Failed };
      },
      { resources: ({ TopicArn }) => [TopicArn], action: 'Publish' },
    ),
  };
}

/** A customer key named so stands for one whose policy leaves the caller out, or that somebody switched off. */
function requireKey({ attributes }: Topic): void {
  const key = attributes.get('KmsMasterKeyId') ?? '';
  if (key.includes('denied')) throw new AwsFault('KMSAccessDenied', 'The ciphertext refers to a key the caller may not use.');
  if (key.includes('disabled')) throw new AwsFault('KMSDisabled', `${key} is disabled.`);
}

/** FIFO topics keep order within a group, and need to know which messages are the same. */
function requireGroup({ name, attributes }: Topic, { MessageGroupId, MessageDeduplicationId }: Publish): void {
  if (!name.endsWith('.fifo')) return;
  if (MessageGroupId === undefined) throw invalidParameter('The MessageGroupId parameter is required for FIFO topics');
  if (MessageDeduplicationId === undefined && attributes.get('ContentBasedDeduplication') !== 'true')
    throw invalidParameter(
      'The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
    );
  if (MessageGroupId.length > 128 || (MessageDeduplicationId ?? '').length > 128)
    throw invalidParameter('MessageDeduplicationId');
}

function targetOf({ TopicArn, TargetArn }: { TopicArn?: string | undefined; TargetArn?: string | undefined }): string {
  const target = TopicArn ?? TargetArn;
  if (target === undefined) throw invalidParameter('TopicArn or TargetArn Reason: no value for required parameter');
  return target;
}

function readAttributes(given: z.output<typeof Attributes>): MessageAttributes {
  const entries = given.map(({ Name, Value }): [string, MessageAttribute] => {
    if (Value.StringValue === undefined && Value.BinaryValue === undefined) {
      throw new AwsFault(
        'ParameterValueInvalid',
        `The message attribute '${Name}' must contain non-empty message attribute value.`,
      );
    }
    const { DataType, StringValue, BinaryValue } = Value;
    return [
      Name,
      { DataType, ...(StringValue !== undefined && { StringValue }), ...(BinaryValue !== undefined && { BinaryValue }) },
    ];
  });
  return Object.fromEntries(entries);
}

function requirePublishable({ Message, Subject, MessageStructure }: Publish, attributes: MessageAttributes): void {
  if (Message === '') throw invalidParameter('Empty message');
  if (messageBytes(Message, attributes) > MAX_BYTES) throw invalidParameter('Message too long');
  // Shorter than a hundred characters, and neither line breaks nor control characters: it becomes the subject of a mail.
  if (Subject !== undefined && !/^\P{Cc}{1,99}$/u.test(Subject)) throw invalidParameter('Subject');
  if (MessageStructure === undefined) return;
  if (MessageStructure !== 'json') throw invalidParameter('MessageStructure');
  const texts = readJson(Message);
  if (!isRecord(texts)) throw invalidParameter('Message Structure - JSON message body failed to parse');
  if (typeof texts.default !== 'string') throw invalidParameter('Message Structure - No default entry in JSON message body');
}
