import type { Channel, ChannelTools } from './channel';
import { composeMail } from './mail/compose-mail';
import { hearsThroughTopic } from './mail/hears-through-topic';
import { letterOf } from './mail/letter-of';
import { smtpFailure } from './mail/smtp-failure';
import { createSmtpPool, type SmtpPool } from './mail/smtp-pool';
import { smtpSettings } from './mail/smtp-settings';
import { misconfigured, outcome, suppressed } from './outcome';

/** One pool for each engine. */
const pools = new WeakMap<ChannelTools, SmtpPool>();

/** HTML mail through a mail server of one's own. Servers keep to the Message-ID, so a repeat looks the same to the reader's program. */
export const emailSmtp: Channel = {
  carrier: 'email-smtp',
  title: 'E-mail through SMTP',
  rate: { perSecond: 5, burst: 10 },
  deduplicates: false,
  proves: 'accepted',
  async send(job, tools) {
    const written = letterOf(job, tools);
    if (!written.ok) return written.error;
    const { letter, topicArn } = written.value;
    const settings = smtpSettings(job.mail);
    if (!settings.ok) return misconfigured(settings.error);
    if (tools.rehearsal && !settings.value.isLoopback) return suppressed('a rehearsal sends mail to this computer only');
    if (topicArn !== null && (await hearsThroughTopic(tools, topicArn, letter.to))) {
      return suppressed(`hears through the topic ${topicArn}`);
    }
    const mail = { from: letter.from.address, to: letter.to, source: await composeMail(letter) };
    const sent = await poolOf(tools).send(settings.value, mail, job.signal);
    if (!sent.ok) return smtpFailure(sent.error, settings.value);
    const latest = `<${letter.messageId}>`;
    return outcome('accepted', {
      status: Number(sent.value.slice(0, 3)) || 250,
      reply: sent.value,
      providerId: latest,
      thread: { root: job.thread?.root ?? latest, latest, place: null },
    });
  },
  close(tools) {
    pools.get(tools)?.close();
    pools.delete(tools);
  },
};

function poolOf(tools: ChannelTools): SmtpPool {
  const pool = pools.get(tools) ?? createSmtpPool(tools.ports.wall);
  pools.set(tools, pool);
  return pool;
}
