import { z } from 'zod';

/** What the other side told later of a message that it had taken. */
export const Receipt = z.object({
  /** What the other side calls the message; the one answered when it was sent. */
  providerId: z.string(),
  /** What is proven; null where it only says more about it. */
  verdict: z.enum(['delivered', 'failed']).nullable(),
  /** For people: the other side's words. */
  text: z.string(),
});
export type Receipt = z.infer<typeof Receipt>;

const word = z.string().catch('');
const People = z
  .array(z.looseObject({ emailAddress: word, diagnosticCode: word }))
  .max(50)
  .catch([]);
const Mail = z.looseObject({ messageId: z.string().min(1), destination: z.array(z.string()).catch([]) });
const SesEvent = z.looseObject({
  eventType: z.string().optional(),
  /** In notifications of an identity, which came before events of configuration sets and say the same. */
  notificationType: z.string().optional(),
  mail: Mail,
  bounce: z.looseObject({ bounceType: word, bounceSubType: word, bouncedRecipients: People }).optional().catch(undefined),
  complaint: z.looseObject({ complaintFeedbackType: word, complainedRecipients: People }).optional().catch(undefined),
  delivery: z.looseObject({ smtpResponse: word }).optional().catch(undefined),
  deliveryDelay: z.looseObject({ delayType: word, delayedRecipients: People }).optional().catch(undefined),
  reject: z.looseObject({ reason: word }).optional().catch(undefined),
});
type SesEvent = z.infer<typeof SesEvent>;

const SmsLine = z.looseObject({
  notification: z.looseObject({ messageId: z.string().min(1) }),
  delivery: z.looseObject({ destination: word, providerResponse: word, phoneCarrier: word }),
  status: z.enum(['SUCCESS', 'FAILURE']),
});

const MOST_TEXT = 500;

/**
 * Reads an event that SES publishes about a mail: delivery, delay, bounce, complaint, rejection. Null for what is none of these, and for
 * what only repeats that SES took it or that somebody looked. Source: anchors 3.5.
 */
export function readSesReceipt(message: unknown): Receipt | null {
  const parsed = SesEvent.safeParse(message);
  if (!parsed.success) return null;
  const said = sayingOf(parsed.data);
  return said === null ? null : { providerId: parsed.data.mail.messageId, ...said, text: said.text.slice(0, MOST_TEXT) };
}

/** Reads a line of the log in which SNS keeps what carriers did with SMS. Source: anchors 3.4. */
export function readSmsReceipt(line: unknown): Receipt | null {
  const parsed = SmsLine.safeParse(line);
  if (!parsed.success) return null;
  const { notification, delivery, status } = parsed.data;
  const carrier = delivery.phoneCarrier === '' ? 'The carrier' : delivery.phoneCarrier;
  const text = `${carrier}: ${delivery.providerResponse || status.toLowerCase()}`.slice(0, MOST_TEXT);
  return { providerId: notification.messageId, verdict: status === 'SUCCESS' ? 'delivered' : 'failed', text };
}

const TopicLine = z.looseObject({
  notification: z.looseObject({ messageId: z.string().min(1) }),
  delivery: z.looseObject({
    destination: z.string().min(1),
    providerResponse: word,
    statusCode: z.number().nullish().catch(null),
  }),
  status: z.enum(['SUCCESS', 'FAILURE']),
});

/**
 * Reads a line of the log in which SNS keeps what became of a message to a topic. One line is about one subscriber, so it proves nothing
 * for the others: it only says more. Source: aws-contracts 4.5.
 */
export function readTopicReceipt(line: unknown): Receipt | null {
  const parsed = TopicLine.safeParse(line);
  if (!parsed.success) return null;
  const { notification, delivery, status } = parsed.data;
  const { destination, providerResponse, statusCode } = delivery;
  const said = [statusCode ?? '', providerResponse].filter((part) => part !== '').join(' ') || 'no reason given';
  const text = `${destination} ${status === 'SUCCESS' ? 'got it' : 'did not get it'}: ${said}`;
  return { providerId: notification.messageId, verdict: null, text: text.slice(0, MOST_TEXT) };
}

function sayingOf(event: SesEvent): Pick<Receipt, 'verdict' | 'text'> | null {
  const { bounce, complaint, delivery, deliveryDelay, reject } = event;
  switch (event.eventType ?? event.notificationType) {
    case 'Delivery':
      return { verdict: 'delivered', text: `The recipient’s mail server took it: ${delivery?.smtpResponse || 'no words'}` };
    case 'Bounce':
      return {
        verdict: 'failed',
        text: `It bounced (${wordsOf(bounce?.bounceType, bounce?.bounceSubType)}): ${said(bounce?.bouncedRecipients)}`,
      };
    case 'Complaint':
      return {
        verdict: null,
        text: `The recipient marked it as unwanted (${complaint?.complaintFeedbackType || 'no reason given'}).`,
      };
    case 'DeliveryDelay':
      return {
        verdict: null,
        text: `SES is still trying (${deliveryDelay?.delayType || 'no reason given'}): ${said(deliveryDelay?.delayedRecipients)}`,
      };
    case 'Reject':
      return { verdict: 'failed', text: `SES did not send it: ${reject?.reason || 'no reason given'}` };
    default:
      return null;
  }
}

function said(people: z.infer<typeof People> = []): string {
  const words = people
    .map(({ emailAddress, diagnosticCode }) => wordsOf(emailAddress, diagnosticCode))
    .filter((text) => text !== '');
  return words.join('; ') || 'no reason given';
}

function wordsOf(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(', ');
}
