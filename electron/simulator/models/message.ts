import { createHash } from 'node:crypto';
import type { MessageAttribute } from '../world';

export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

/** A message in a queue. */
export interface StoredMessage {
  readonly id: string;
  readonly body: string;
  readonly attributes: MessageAttributes;
  /** Who sent it, as SQS tells it: an id, not an ARN. */
  readonly senderId: string;
  /** Simulated epoch milliseconds. */
  readonly sentAt: number;
  /** Wall epoch milliseconds: retention is not sped up, or a drill at ×600 would lose what nobody fetched in ten minutes. */
  readonly sentAtWall: number;
  receives: number;
  /** Simulated epoch milliseconds. */
  firstReceivedAt: number | null;
  /** Of the last receive; older handles no longer delete. */
  receipt: string | null;
}

export function md5(text: string | Buffer): string {
  return createHash('md5').update(text).digest('hex');
}

/**
 * MD5 over message attributes, as SQS defines it: names sorted, each with length-prefixed name and type, a byte for the
 * kind of value, and the length-prefixed value.
 */
export function md5OfAttributes(attributes: MessageAttributes): string {
  const parts = Object.entries(attributes)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, attribute]) => [sized(Buffer.from(name)), sized(Buffer.from(attribute.DataType)), ...valueBytes(attribute)]);
  return md5(Buffer.concat(parts));
}

function valueBytes(attribute: MessageAttribute): readonly Buffer[] {
  return attribute.BinaryValue === undefined
    ? [Buffer.from([1]), sized(Buffer.from(attribute.StringValue ?? ''))]
    : [Buffer.from([2]), sized(Buffer.from(attribute.BinaryValue, 'base64'))];
}

function sized(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** Bytes that count against a message size limit: body, and names, types and values of attributes. */
export function messageBytes(body: string, attributes: MessageAttributes): number {
  const sizes = Object.entries(attributes).map(
    ([name, { DataType, StringValue = '', BinaryValue = '' }]) =>
      Buffer.byteLength(name) +
      Buffer.byteLength(DataType) +
      Buffer.byteLength(StringValue) +
      Buffer.byteLength(BinaryValue, 'base64'),
  );
  return sizes.reduce((sum, size) => sum + size, Buffer.byteLength(body));
}
