import { SendEmailCommand } from '@aws-sdk/client-sesv2';
import { awsFailure } from './aws/aws-failure';
import { awsRoad } from './aws/aws-road';
import type { Channel } from './channel';
import { composeMail } from './mail/compose-mail';
import { hearsThroughTopic } from './mail/hears-through-topic';
import { letterOf } from './mail/letter-of';
import { outcome, suppressed } from './outcome';

/** HTML mail through SES. A configuration set makes SES tell what became of each; without one nobody hears of a bounce. */
export const emailSes: Channel = {
  carrier: 'email-ses',
  title: 'E-mail through SES',
  rate: { perSecond: 5, burst: 10 },
  deduplicates: false,
  proves: 'accepted',
  async send(job, tools) {
    const written = letterOf(job, tools);
    if (!written.ok) return written.error;
    const { letter, topicArn } = written.value;
    const { ContextId, ConfigurationSetName } = job.mail.Ses ?? {};
    const road = awsRoad(tools, ContextId === undefined ? {} : { contextId: ContextId });
    if (!road.ok) return road.error;
    if (topicArn !== null && (await hearsThroughTopic(tools, topicArn, letter.to))) {
      return suppressed(`hears through the topic ${topicArn}`);
    }
    const { aws, clients } = road.value;
    const source = await composeMail(letter);
    try {
      const { MessageId } = await clients.ses.send(
        new SendEmailCommand({
          FromEmailAddress: letter.from.address,
          Destination: { ToAddresses: [letter.to] },
          Content: { Raw: { Data: source } },
          EmailTags: [{ Name: 'tocsin-delivery', Value: job.delivery.deliveryId.replace(/[^\w-]/g, '_').slice(0, 256) }],
          ...(ConfigurationSetName === undefined ? {} : { ConfigurationSetName }),
        }),
        { abortSignal: job.signal },
      );
      const latest = sesMessageId(MessageId ?? letter.messageId, aws.spec.region);
      return outcome('accepted', {
        status: 200,
        providerId: MessageId ?? null,
        thread: { root: job.thread?.root ?? latest, latest, place: null },
      });
    } catch (error) {
      return awsFailure(error, aws, tools.ports.wall);
    }
  },
};

/** SES puts a Message-ID of its own in place of ours: mails of a thread must name that one. */
function sesMessageId(messageId: string, region: string): string {
  return `<${messageId}@${region === 'us-east-1' ? 'email' : region}.amazonses.com>`;
}
