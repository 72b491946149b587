import { SendEmailCommand } from '@aws-sdk/client-sesv2';
import { MailAddress } from '../../../shared/domain/notifications/configuration';
import { err, ok, type Result } from '../../../shared/lib/result';
import { unreachable } from '../../../shared/lib/unreachable';
import { awsFailure } from '../channels/aws/aws-failure';
import { awsRoad } from '../channels/aws/aws-road';
import { composeMail } from '../channels/mail/compose-mail';
import { smtpFailure } from '../channels/mail/smtp-failure';
import { createSmtpPool, type SmtpPool } from '../channels/mail/smtp-pool';
import { smtpSettings } from '../channels/mail/smtp-settings';
import {
  type CarrierTools,
  type CarryResult,
  carriedOf,
  type MailWay,
  type OutgoingFile,
  suppressedHere,
  trouble,
} from './carrier';

/** A mail to one person. */
export interface OutgoingMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** BCP 47. */
  readonly locale: string;
  readonly attachments: readonly OutgoingFile[];
  /** The same in every attempt: mail servers drop a repeat by it. Letters, digits, dot and dash. */
  readonly key: string;
}

export interface MailCarrier {
  /** Through SES or SMTP, as the defaults of notifications say. The reference is the Message-ID, or SES's own id. */
  send(mail: OutgoingMail, signal: AbortSignal): Promise<CarryResult>;
  close(): void;
}

/** Bytes of all attachments together that mail servers commonly take, before base64 makes a third more of them. */
export const MOST_ATTACHED_BYTES = 15 * 1024 * 1024;

export function createMailCarrier(tools: CarrierTools): MailCarrier {
  const { wall } = tools.channels.ports;
  const pool: SmtpPool = createSmtpPool(wall);
  return {
    async send(mail, signal) {
      const attached = mail.attachments.reduce((sum, { bytes }) => sum + bytes.length, 0);
      if (attached > MOST_ATTACHED_BYTES)
        return err(trouble('The attachment is larger than mail servers take.', { isTooLarge: true }));
      const way = await tools.mailWay();
      if (!way.ok) return way;
      const { Transport } = way.value.mail;
      switch (Transport) {
        case 'NONE':
          return err(trouble('No way for mail is set: choose SES or SMTP under the defaults of notifications.'));
        case 'SMTP':
          return throughSmtp(mail, way.value, { pool, tools, signal });
        case 'SES':
          return throughSes(mail, way.value, { tools, signal });
        default:
          return unreachable(Transport);
      }
    },
    close: pool.close,
  };
}

async function throughSmtp(
  mail: OutgoingMail,
  way: MailWay,
  { pool, tools, signal }: { readonly pool: SmtpPool; readonly tools: CarrierTools; readonly signal: AbortSignal },
): Promise<CarryResult> {
  const settings = smtpSettings(way.mail);
  if (!settings.ok) return err(trouble(settings.error));
  if (tools.channels.rehearsal && !settings.value.isLoopback)
    return err(suppressedHere('This is a rehearsal: mail is sent to this computer only.'));
  const written = await sourceOf(mail, way, tools);
  if (!written.ok) return written;
  const { from, to, source, messageId } = written.value;
  const sent = await pool.send(settings.value, { from, to, source }, signal);
  if (sent.ok) return ok({ reference: `<${messageId}>` });
  const failed = carriedOf(smtpFailure(sent.error, settings.value));
  if (failed.ok) return failed;
  return err({ ...failed.error, isTooLarge: failed.error.isTooLarge || isTooLarge(failed.error.message) });
}

async function throughSes(
  mail: OutgoingMail,
  way: MailWay,
  { tools, signal }: { readonly tools: CarrierTools; readonly signal: AbortSignal },
): Promise<CarryResult> {
  const { ContextId, ConfigurationSetName } = way.mail.Ses ?? {};
  const road = awsRoad(tools.channels, ContextId === undefined ? {} : { contextId: ContextId });
  if (!road.ok) return carriedOf(road.error);
  const written = await sourceOf(mail, way, tools);
  if (!written.ok) return written;
  const { from, to, source } = written.value;
  try {
    const { MessageId } = await road.value.clients.ses.send(
      new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [to] },
        Content: { Raw: { Data: source } },
        EmailTags: [{ Name: 'tocsin-delivery', Value: mail.key.replace(/[^\w-]/g, '_').slice(0, 256) }],
        ...(ConfigurationSetName === undefined ? {} : { ConfigurationSetName }),
      }),
      { abortSignal: signal },
    );
    return ok({ reference: MessageId ?? null });
  } catch (error) {
    return carriedOf(awsFailure(error, road.value.aws, tools.channels.ports.wall));
  }
}

interface Written {
  readonly from: string;
  readonly to: string;
  readonly messageId: string;
  readonly source: Buffer;
}

async function sourceOf(
  mail: OutgoingMail,
  way: MailWay,
  tools: CarrierTools,
): Promise<Result<Written, ReturnType<typeof trouble>>> {
  const to = MailAddress.safeParse(mail.to);
  if (!to.success) return err(trouble(`${mail.to.slice(0, 100)} is no e-mail address.`));
  const from = MailAddress.safeParse(way.mail.From);
  if (!from.success) return err(trouble('No sender is set: give From under the defaults of notifications.'));
  const messageId = `${mail.key.replace(/[^\w.-]/g, '-')}@${from.data.slice(from.data.lastIndexOf('@') + 1)}`;
  const source = await composeMail({
    messageId,
    from: { name: way.organisation.trim() || 'Tocsin', address: from.data },
    to: to.data,
    replyTo: way.mail.ReplyTo ?? null,
    references: [],
    date: new Date(tools.channels.ports.wall.nowMs()),
    isUrgent: false,
    content: { format: 'mail', subject: mail.subject, text: mail.text, html: mail.html, locale: mail.locale, inline: [] },
    attachments: mail.attachments,
  });
  return ok({ from: from.data, to: to.data, messageId, source });
}

function isTooLarge(message: string): boolean {
  return /\b552\b|5\.3\.4|message (size )?(is )?too (large|big)|exceeds (the )?(fixed )?maximum/i.test(message);
}
