import { EmailConfiguration } from '../../../shared/domain/notifications/configuration';
import { awsRoad } from './aws/aws-road';
import { publish } from './aws/publish';
import type { Channel } from './channel';
import { misconfigured, outcome } from './outcome';

/** Plain text to a topic whose subscribers get it as mail. */
export const emailSns: Channel = {
  carrier: 'email-sns',
  title: 'E-mail through an SNS topic',
  rate: { perSecond: 10, burst: 20 },
  deduplicates: false,
  proves: 'accepted',
  async send(job, tools) {
    if (job.rendered.format !== 'text') return outcome('ours', { reply: `a message in the form of ${job.rendered.format}` });
    const configuration = EmailConfiguration.safeParse(job.configuration);
    const topicArn = configuration.success ? configuration.data.SNSTopicArn : undefined;
    if (topicArn === undefined) return misconfigured('The channel names no SNSTopicArn.');
    const road = awsRoad(tools, { arn: topicArn });
    if (!road.ok) return road.error;
    const { subject, text } = job.rendered;
    return publish(road.value, topicArn, { subject, message: text, kind: 'text', attributes: {} }, job, tools);
  },
};
