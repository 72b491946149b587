import { z } from 'zod';
import type { ConsoleEvent } from '../../../../shared/domain/events';
import { readSesReceipt } from '../../../../shared/domain/notifications/receipt';
import { type ContextId, ExecutionId, type Instant, PlanId } from '../../../../shared/domain/primitives';
import { redactText } from '../../../../shared/domain/redact';
import { moment } from '../normalise/tolerant';
import { rawOf } from '../raw';
import { BusEvent, busEvent } from './bus-event';
import { isMail, readMail } from './mail';
import type { Received } from './received';

/** A message as SQS hands it over. */
export interface QueueMessage {
  readonly MessageId?: string | undefined;
  readonly Body?: string | undefined;
  readonly MessageAttributes?: Readonly<Record<string, { readonly StringValue?: string | undefined }>> | undefined;
}

/** Characters of a message that could not be understood which are kept and shown. */
const excerptLimit = 2000;

const Envelope = z.looseObject({
  Type: z.enum(['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation']),
  MessageId: z.string().min(1),
  TopicArn: z.string(),
  Subject: z.string().nullish(),
  Message: z.string(),
  Timestamp: moment,
  MessageAttributes: z
    .record(z.string(), z.object({ Value: z.string() }))
    .nullish()
    .catch(null),
});

const Alarm = z.looseObject({ AlarmName: z.string(), NewStateValue: z.string(), StateChangeTime: moment });
const Alert = z.looseObject({ alertType: z.string(), message: z.string().catch('') });

/** The content of a message, freed from whatever it was delivered in. */
interface Content {
  readonly messageId: string;
  readonly occurredAt: Instant;
  readonly subject: string | null;
  readonly text: string;
  readonly eventType: string | null;
  readonly planId: string | null;
  readonly topicArn: string | null;
  /** A notification of some console, which its channel published to a topic that we hear. */
  readonly isNotification: boolean;
}

/** What consoles mark their notifications with. */
const MARK = 'tocsin.delivery';

/**
 * What one message of our queue means: an SNS envelope, a bare EventBridge event, or the raw text of a mail. Never throws: what
 * cannot be understood becomes `message.malformed`, with its reason and a redacted excerpt.
 */
export function understand(message: QueueMessage, contextId: ContextId, at: Instant): ConsoleEvent {
  const body = message.Body ?? '';
  const content = contentOf(message, body, at);
  const base = { at, contextId, source: 'sqs-messages' as const };
  const understood =
    typeof content === 'string'
      ? content
      : interpret(content, { base, deliveryId: deliveryIdOf(content), raw: rawOf(parseJson(body) ?? body) });
  if (typeof understood !== 'string') return understood;
  const messageId = typeof content === 'string' ? (message.MessageId ?? 'unknown') : content.messageId;
  return {
    ...base,
    type: 'message.malformed',
    messageId,
    reason: understood,
    sizeBytes: Buffer.byteLength(body),
    excerpt: excerptOf(body),
  };
}

function deliveryIdOf(content: Content): string | null {
  return content.topicArn === null ? null : content.messageId;
}

function contentOf(message: QueueMessage, body: string, at: Instant): Content | string {
  const sqsId = message.MessageId ?? 'unknown';
  const json = parseJson(body);
  const envelope = Envelope.safeParse(json);
  if (envelope.success) {
    const { data } = envelope;
    return {
      messageId: data.MessageId,
      occurredAt: data.Timestamp ?? at,
      subject: data.Subject ?? null,
      text: data.Message,
      eventType: data.MessageAttributes?.eventType?.Value ?? null,
      planId: data.MessageAttributes?.recoveryPlanId?.Value ?? null,
      topicArn: data.TopicArn,
      isNotification: data.MessageAttributes?.[MARK] !== undefined,
    };
  }
  const isNotification = message.MessageAttributes?.[MARK] !== undefined;
  if (json === undefined && !isMail(body) && !isNotification) return 'neither JSON nor a mail of the platform';
  return {
    messageId: sqsId,
    occurredAt: at,
    subject: null,
    text: body,
    eventType: message.MessageAttributes?.eventType?.StringValue ?? null,
    planId: message.MessageAttributes?.recoveryPlanId?.StringValue ?? null,
    topicArn: null,
    isNotification,
  };
}

function interpret(content: Content, received: Received): ConsoleEvent | string {
  const common = { ...received.base, messageId: content.messageId, occurredAt: content.occurredAt, raw: received.raw };
  if (content.isNotification) return { ...common, type: 'message.other', subject: `Notification: ${subjectOf(content)}` };
  const json = parseJson(content.text);
  if (json === undefined) return interpretText(content, common);
  const event = BusEvent.safeParse(json);
  if (event.success) return busEvent(event.data, received);
  const receipt = readSesReceipt(json);
  if (receipt !== null) return { ...common, type: 'message.receipt', receipt };
  const alarm = Alarm.safeParse(json);
  if (alarm.success) {
    const { AlarmName, NewStateValue, StateChangeTime } = alarm.data;
    const occurredAt = StateChangeTime ?? content.occurredAt;
    return { ...common, occurredAt, type: 'message.other', subject: `CloudWatch alarm ${AlarmName} is ${NewStateValue}` };
  }
  const alert = Alert.safeParse(json);
  if (alert.success) return { ...common, type: 'message.other', subject: alert.data.message || alert.data.alertType };
  return content.topicArn === null
    ? 'JSON of an unknown kind'
    : { ...common, type: 'message.other', subject: subjectOf(content) };
}

function interpretText(
  content: Content,
  common: Received['base'] & { messageId: string; occurredAt: Instant; raw: unknown },
): ConsoleEvent | string {
  const isExpected =
    isMail(content.text) ||
    content.eventType !== null ||
    /:[^:]*-(execution-notifications|drs-alerts)-[^:]*$/.test(content.topicArn ?? '');
  const mail = readMail(content.text, content.eventType);
  if (mail === null) {
    return isExpected
      ? 'a notification of the platform that names no execution'
      : { ...common, type: 'message.other', subject: subjectOf(content) };
  }
  return {
    ...common,
    type: 'message.execution-mail',
    eventType: mail.eventType,
    executionId: ExecutionId.parse(mail.executionId),
    planId: content.planId === null || content.planId === '' ? null : PlanId.parse(content.planId),
    subject: subjectOf(content),
  };
}

function subjectOf(content: Content): string {
  return redactText(content.subject ?? content.eventType ?? content.topicArn ?? 'message').slice(0, 300);
}

function excerptOf(body: string): string {
  // Cut generously before redacting (it costs time on 256 KiB) and exactly afterwards.
  const shown = redactText(body.slice(0, 8 * excerptLimit)).replace(/[^\t\n\r\x20-\x7e\u00a0-\uffff]/g, '·');
  return shown.slice(0, excerptLimit);
}

/** JSON objects only: a bare number or text is not a message. */
function parseJson(text: string): object | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
