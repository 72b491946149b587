import { z } from 'zod';
import { md5, md5OfAttributes } from '../models/message';
import type { Received } from '../models/message-store';
import type { Queue } from '../models/queue';
import { numberAttribute } from '../models/queue-attributes';
import type { Wall } from '../world';
import { noSuchQueue, QueueUrl } from './sqs-access';

export const Receive = z.object({
  QueueUrl,
  MaxNumberOfMessages: z.number().int().min(1).max(10).default(1),
  VisibilityTimeout: z.number().int().min(0).max(43_200).optional(),
  WaitTimeSeconds: z.number().int().min(0).max(20).optional(),
  AttributeNames: z.array(z.string()).default([]),
  MessageSystemAttributeNames: z.array(z.string()).default([]),
  MessageAttributeNames: z.array(z.string()).default([]),
});
type Receive = z.infer<typeof Receive>;

/** A long poll: answers with the first messages to come, or with none after the wait. */
export async function receive(queue: Queue, input: Receive, wall: Wall, signal: AbortSignal) {
  const visibilityMs = (input.VisibilityTimeout ?? numberAttribute(queue.attributes, 'VisibilityTimeout')) * 1000;
  const waitMs = (input.WaitTimeSeconds ?? numberAttribute(queue.attributes, 'ReceiveMessageWaitTimeSeconds')) * 1000;
  const end = wall.now() + waitMs;
  while (!signal.aborted) {
    if (queue.isDeleted()) throw noSuchQueue();
    const messages = queue.receive(input.MaxNumberOfMessages, visibilityMs);
    if (messages.length > 0) return { Messages: messages.map((message) => shown(message, input)) };
    if (wall.now() >= end) break;
    await queue.wait(end - wall.now(), signal);
  }
  return {};
}

function shown(message: Received, input: Receive) {
  const attributes = systemAttributes(message, [...input.AttributeNames, ...input.MessageSystemAttributeNames]);
  const own = Object.fromEntries(
    Object.entries(message.attributes).filter(([name]) => isRequested(name, input.MessageAttributeNames)),
  );
  return {
    MessageId: message.id,
    ReceiptHandle: message.receipt,
    MD5OfBody: md5(message.body),
    Body: message.body,
    ...(Object.keys(attributes).length > 0 && { Attributes: attributes }),
    ...(Object.keys(own).length > 0 && { MessageAttributes: own, MD5OfMessageAttributes: md5OfAttributes(own) }),
  };
}

function systemAttributes(message: Received, names: readonly string[]): Record<string, string> {
  const all: Record<string, string> = {
    SenderId: message.senderId,
    SentTimestamp: String(message.sentAt),
    ApproximateReceiveCount: String(message.receives),
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
  };
  if (names.includes('All')) return all;
  return Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
}

/** `All`, `.*`, `prefix.*` or the name itself. */
function isRequested(name: string, wanted: readonly string[]): boolean {
  return wanted.some((pattern) =>
    pattern === 'All' || pattern === '.*'
      ? true
      : pattern.endsWith('.*')
        ? name.startsWith(pattern.slice(0, -2))
        : name === pattern,
  );
}
