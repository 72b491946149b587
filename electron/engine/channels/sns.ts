import { SnsConfiguration } from '../../../shared/domain/notifications/configuration';
import { awsRoad } from './aws/aws-road';
import { publish } from './aws/publish';
import type { Channel } from './channel';
import { misconfigured, outcome } from './outcome';

/** Structured JSON to a topic, for programs: queues, functions, web hooks. */
export const sns: Channel = {
  carrier: 'sns',
  title: 'SNS topic (JSON)',
  rate: { perSecond: 30, burst: 60 },
  deduplicates: false,
  proves: 'accepted',
  async send(job, tools) {
    if (job.rendered.format !== 'sns') return outcome('ours', { reply: `a message in the form of ${job.rendered.format}` });
    const configuration = SnsConfiguration.safeParse(job.configuration);
    if (!configuration.success) return misconfigured('The channel names no TopicArn.');
    const arn = configuration.data.TopicArn;
    const road = awsRoad(tools, { arn });
    if (!road.ok) return road.error;
    const { subject, message, attributes } = job.rendered;
    return publish(road.value, arn, { subject, message, kind: 'json', attributes }, job, tools);
  },
};
