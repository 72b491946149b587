import { EmailConfiguration, MailAddress } from '../../../../shared/domain/notifications/configuration';
import { err, ok, type Result } from '../../../../shared/lib/result';
import type { ChannelTools, SendJob, SendOutcome } from '../channel';
import { misconfigured, outcome } from '../outcome';
import type { Letter } from './compose-mail';

/** The mail that a job is about, and the topic of the same channel, whose subscribers hear of it without. */
export interface Written {
  readonly letter: Letter;
  readonly topicArn: string | null;
}

/** What stands in the sender's place where no organisation is named. */
const SENDER = 'Tocsin';

/** Makes the mail of a job, or says what is missing. */
export function letterOf(job: SendJob, tools: ChannelTools): Result<Written, SendOutcome> {
  const { rendered, delivery, mail, branding, thread } = job;
  if (rendered.format !== 'mail') return err(outcome('ours', { reply: `a message in the form of ${rendered.format}` }));
  const configuration = EmailConfiguration.safeParse(job.configuration);
  if (!configuration.success) return err(misconfigured('The configuration of the e-mail channel is not valid.'));
  const to = MailAddress.safeParse(delivery.recipient ?? delivery.destination);
  if (!to.success) return err(misconfigured('The recipient is no e-mail address.'));
  const from = MailAddress.safeParse(configuration.data.From ?? mail.From);
  if (!from.success)
    return err(misconfigured('No sender is set: give From in the defaults of notifications, or in the channel.'));
  const replyTo = configuration.data.ReplyTo ?? mail.ReplyTo ?? null;
  return ok({
    topicArn: configuration.data.SNSTopicArn ?? null,
    letter: {
      messageId: `${delivery.deliveryId.replace(/[^\w.-]/g, '-')}@${from.data.slice(from.data.lastIndexOf('@') + 1)}`,
      from: { name: branding.OrganizationName.trim() || SENDER, address: from.data },
      to: to.data,
      replyTo,
      references: thread === null ? [] : [thread.root, thread.latest].filter(isMessageId),
      date: new Date(tools.ports.wall.nowMs()),
      isUrgent: delivery.severity === 'CRITICAL',
      content: rendered,
    },
  });
}

function isMessageId(text: string): boolean {
  return /^<[^<>\s]+@[^<>\s]+>$/.test(text);
}
