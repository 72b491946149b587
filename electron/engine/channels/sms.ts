import { PublishCommand } from '@aws-sdk/client-sns';
import { PhoneNumber, SmsConfiguration } from '../../../shared/domain/notifications/configuration';
import { cutWhole, MOST_SMS_CHARACTERS } from '../../../shared/domain/notifications/sms';
import { awsFailure } from './aws/aws-failure';
import { awsRoad } from './aws/aws-road';
import type { Channel } from './channel';
import { misconfigured, outcome } from './outcome';

/** One number at a time, through SNS. AWS answers before the carrier does: only the account's SMS log proves arrival. */
export const sms: Channel = {
  carrier: 'sms',
  title: 'SMS through SNS',
  rate: { perSecond: 1, burst: 3 },
  deduplicates: false,
  proves: 'accepted',
  async send(job, tools) {
    if (job.rendered.format !== 'sms') return outcome('ours', { reply: `a message in the form of ${job.rendered.format}` });
    const number = PhoneNumber.safeParse(job.delivery.recipient ?? job.delivery.destination);
    if (!number.success) return misconfigured('The recipient is no phone number in E.164 form, such as +4915112345678.');
    const configuration = SmsConfiguration.safeParse(job.configuration);
    if (!configuration.success) return misconfigured('The configuration of the SMS channel is not valid.');
    const { SenderId, ContextId } = configuration.data;
    const road = awsRoad(tools, ContextId === undefined ? {} : { contextId: ContextId });
    if (!road.ok) return road.error;
    const { aws, clients } = road.value;
    try {
      const { MessageId } = await clients.sns.send(
        new PublishCommand({
          PhoneNumber: number.data,
          Message: cutWhole(job.rendered.text, MOST_SMS_CHARACTERS, (text) => text.length),
          MessageAttributes: {
            'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' },
            ...(SenderId !== undefined && { 'AWS.SNS.SMS.SenderID': { DataType: 'String', StringValue: SenderId } }),
          },
        }),
        { abortSignal: job.signal },
      );
      return outcome('accepted', { status: 200, providerId: MessageId ?? null });
    } catch (error) {
      return awsFailure(error, aws, tools.ports.wall);
    }
  },
};
