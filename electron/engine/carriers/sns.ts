import { PublishCommand } from '@aws-sdk/client-sns';
import { err, ok } from '../../../shared/lib/result';
import { awsFailure } from '../channels/aws/aws-failure';
import { awsRoad } from '../channels/aws/aws-road';
import { fitSubject, fitText, MOST_PUBLISH_BYTES } from '../channels/aws/fit';
import { type CarrierTools, type CarryResult, carriedOf, trouble } from './carrier';

export interface Notice {
  readonly topicArn: string;
  /** The account to act in; null for the topic's own. */
  readonly contextId: string | null;
  readonly subject: string;
  /** Plain. */
  readonly text: string;
  /** FIFO topics drop a repeat by it. */
  readonly key: string;
}

/** Publishes plain text to a topic. The reference is SNS's message id. */
export async function publishNotice(
  tools: Pick<CarrierTools, 'channels'>,
  notice: Notice,
  signal: AbortSignal,
): Promise<CarryResult> {
  const { topicArn, contextId } = notice;
  if (!/^arn:[\w-]+:sns:[\w-]+:\d{12}:[\w.-]+$/.test(topicArn))
    return err(trouble(`${topicArn.slice(0, 100)} is no ARN of a topic.`));
  const road = awsRoad(tools.channels, contextId === null ? { arn: topicArn } : { arn: topicArn, contextId });
  if (!road.ok) return carriedOf(road.error);
  const { aws, clients } = road.value;
  const key = notice.key.replace(/[^\x21-\x7e]/g, '_').slice(-128);
  try {
    const { MessageId } = await clients.sns.send(
      new PublishCommand({
        TopicArn: topicArn,
        Subject: fitSubject(notice.subject),
        Message: fitText(notice.text, MOST_PUBLISH_BYTES),
        ...(topicArn.endsWith('.fifo') && { MessageGroupId: 'tocsin', MessageDeduplicationId: key }),
      }),
      { abortSignal: signal },
    );
    return ok({ reference: MessageId ?? null });
  } catch (error) {
    return carriedOf(awsFailure(error, aws, tools.channels.ports.wall));
  }
}
