import { z } from 'zod';
import { type MessageAttributes, md5, md5OfAttributes, messageBytes } from '../models/message';
import type { Queue } from '../models/queue';
import { numberAttribute } from '../models/queue-attributes';
import { AwsFault, type Operation } from '../service';
import { fieldsOf } from '../wire/parse-json';
import type { MessageAttribute, Wall } from '../world';
import { operation, type QueueAccess, QueueUrl } from './sqs-access';
import { Receive, receive } from './sqs-receive';

const Attribute = z.object({
  DataType: z.string().regex(/^(String|Number|Binary)(\..+)?$/, 'must be String, Number or Binary'),
  StringValue: z.string().optional(),
  BinaryValue: z.string().optional(),
});
const Attributes = z.record(z.string(), Attribute).default({});
const Outgoing = z.object({
  MessageBody: z.string(),
  DelaySeconds: z.number().int().min(0).max(900).optional(),
  MessageAttributes: Attributes,
});
const Visibility = z.object({ ReceiptHandle: z.string(), VisibilityTimeout: z.number().int().min(0).max(43_200) });
const EntryId = z.object({ Id: z.string() });

/** Sending, receiving and what follows, one by one and in batches of ten. */
export function sqsMessageOperations(access: QueueAccess, wall: Wall): Readonly<Record<string, Operation>> {
  const { byUrl, resource } = access;
  return {
    SendMessage: operation(
      Outgoing.extend({ QueueUrl }),
      (input, call) => send(byUrl(call, input.QueueUrl), input, call.caller.accessKeyId),
      resource,
    ),
    SendMessageBatch: operation(
      z.object({ QueueUrl, Entries: z.array(Outgoing.extend(EntryId.shape)) }),
      (input, call) => {
        const queue = byUrl(call, input.QueueUrl);
        return batch(input.Entries, (entry) => send(queue, entry, call.caller.accessKeyId));
      },
      { ...resource, action: 'SendMessage' },
    ),
    ReceiveMessage: operation(
      Receive,
      async (input, call) => receive(byUrl(call, input.QueueUrl), input, wall, call.signal),
      resource,
    ),
    DeleteMessage: operation(
      z.object({ QueueUrl, ReceiptHandle: z.string() }),
      (input, call) => remove(byUrl(call, input.QueueUrl), input.ReceiptHandle),
      resource,
    ),
    DeleteMessageBatch: operation(
      z.object({ QueueUrl, Entries: z.array(EntryId.extend({ ReceiptHandle: z.string() })) }),
      (input, call) => {
        const queue = byUrl(call, input.QueueUrl);
        return batch(input.Entries, ({ ReceiptHandle }) => remove(queue, ReceiptHandle));
      },
      { ...resource, action: 'DeleteMessage' },
    ),
    ChangeMessageVisibility: operation(
      Visibility.extend({ QueueUrl }),
      (input, call) => hide(byUrl(call, input.QueueUrl), input),
      resource,
    ),
    ChangeMessageVisibilityBatch: operation(
      z.object({ QueueUrl, Entries: z.array(Visibility.extend(EntryId.shape)) }),
      (input, call) => {
        const queue = byUrl(call, input.QueueUrl);
        return batch(input.Entries, (entry) => hide(queue, entry));
      },
      { ...resource, action: 'ChangeMessageVisibility' },
    ),
  };
}

function send(queue: Queue, input: z.output<typeof Outgoing>, senderId: string) {
  const attributes = plainAttributes(input.MessageAttributes);
  requireSendable(queue, input.MessageBody, attributes);
  const delayMs = input.DelaySeconds === undefined ? null : input.DelaySeconds * 1000;
  const message = queue.send({ body: input.MessageBody, attributes, senderId, delayMs });
  const hasAttributes = Object.keys(attributes).length > 0;
  return {
    MessageId: message.id,
    MD5OfMessageBody: md5(message.body),
    ...(hasAttributes && { MD5OfMessageAttributes: md5OfAttributes(attributes) }),
  };
}

/** Drops keys that zod leaves as undefined. */
function plainAttributes(given: z.output<typeof Attributes>): MessageAttributes {
  const entries = Object.entries(given).map(([name, { DataType, StringValue, BinaryValue }]): [string, MessageAttribute] => [
    name,
    { DataType, ...(StringValue !== undefined && { StringValue }), ...(BinaryValue !== undefined && { BinaryValue }) },
  ]);
  return Object.fromEntries(entries);
}

function requireSendable(queue: Queue, body: string, attributes: MessageAttributes): void {
  const max = numberAttribute(queue.attributes, 'MaximumMessageSize');
  if (body === '') throw new AwsFault('MissingParameter', 'The request must contain the parameter MessageBody.');
  if (Object.keys(attributes).length > 10) throw invalid('Number of message attributes [11] exceeds the allowed maximum [10].');
  if (messageBytes(body, attributes) > max) {
    throw invalid(`One or more parameters are invalid. Reason: Message must be shorter than ${max} bytes.`);
  }
  if (!isXmlText(body)) throw new AwsFault('InvalidMessageContents', 'Invalid characters found in the message body.');
}

/** SQS takes only what XML can carry. */
function isXmlText(text: string): boolean {
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    if (code < 0x20 && code !== 0x9 && code !== 0xa && code !== 0xd) return false;
    if ((code >= 0xd800 && code <= 0xdfff) || code === 0xfffe || code === 0xffff) return false;
  }
  return true;
}

function remove(queue: Queue, receipt: string): void {
  if (queue.remove(receipt) === 'invalid-receipt') throw invalidReceipt(receipt);
}

function hide(queue: Queue, entry: z.output<typeof Visibility>): void {
  const outcome = queue.hide(entry.ReceiptHandle, entry.VisibilityTimeout * 1000);
  if (outcome === 'invalid-receipt') throw invalidReceipt(entry.ReceiptHandle);
  if (outcome === 'not-in-flight') throw new AwsFault('MessageNotInflight', 'The specified message is not in flight.');
}

/** Does a batch entry by entry: what fails is told for itself and does not stop the rest. */
function batch<Entry extends { readonly Id: string }>(entries: readonly Entry[], act: (entry: Entry) => unknown) {
  if (entries.length === 0) throw new AwsFault('EmptyBatchRequest', 'There should be at least one entry in the request.');
  if (entries.length > 10) {
    const text = `Maximum number of entries per request are 10. You have sent ${entries.length}.`;
    throw new AwsFault('TooManyEntriesInBatchRequest', text);
  }
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length) {
    throw new AwsFault('BatchEntryIdsNotDistinct', 'Two or more batch entries in the request have the same Id.');
  }
  const Successful: object[] = [];
  const Failed: object[] = [];
  for (const entry of entries) {
    try {
      Successful.push({ Id: entry.Id, ...fieldsOf(act(entry)) });
    } catch (problem) {
      if (!(problem instanceof AwsFault)) throw problem;
      Failed.push({ Id: entry.Id, SenderFault: true, Code: problem.code, Message: problem.message });
    }
  }
  return { Successful, ...(Failed.length > 0 && { Failed }) };
}

function invalid(message: string): AwsFault {
  return new AwsFault('InvalidParameterValue', message);
}

function invalidReceipt(receipt: string): AwsFault {
  return new AwsFault('ReceiptHandleIsInvalid', `The input receipt handle "${receipt}" is not a valid receipt handle.`);
}
