import type { MessageAttributes } from './message';

/** One publication on its way to its subscribers. */
export interface Notification {
  readonly id: string;
  readonly topicArn: string;
  readonly region: string;
  /** Simulated epoch milliseconds. */
  readonly at: number;
  readonly subject: string | undefined;
  readonly attributes: MessageAttributes;
}

/** What a queue gets with raw delivery off. Signed for show: nothing here holds a key AWS would vouch for. */
export function deliveryBody(notification: Notification, subscriptionArn: string, text: string): string {
  const { id, topicArn, region, at, subject, attributes } = notification;
  const host = `https://sns.${region}.amazonaws.com`;
  const shown = Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
    name,
    { Type: DataType, Value: StringValue ?? BinaryValue ?? '' },
  ]);
  return JSON.stringify({
    Type: 'Notification',
    MessageId: id,
    TopicArn: topicArn,
    ...(subject !== undefined && { Subject: subject }),
    Message: text,
    Timestamp: new Date(at).toISOString(),
    SignatureVersion: '1',
    Signature: Buffer.from(`EXAMPLE ${id}`).toString('base64'),
    SigningCertURL: `${host}/SimpleNotificationService-0000000000000000000000.pem`,
    UnsubscribeURL: `${host}/?Action=Unsubscribe&SubscriptionArn=${subscriptionArn}`,
    ...(shown.length > 0 && { MessageAttributes: Object.fromEntries(shown) }),
  });
}
