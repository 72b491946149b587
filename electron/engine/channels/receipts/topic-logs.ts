import { GetTopicAttributesCommand } from '@aws-sdk/client-sns';
import type { AwsContext } from '../../aws/aws-context';
import type { Ports } from '../../ports';

/** Which topics keep a log of their deliveries. */
export interface TopicLogs {
  /** Whether this topic does. Asked once in a while; a topic of another account keeps its log there, where it is not read. */
  isKept(aws: AwsContext, topicArn: string): Promise<boolean>;
}

const REMEMBERED_MS = 15 * 60_000;

export function createTopicLogs(wall: Ports['wall']): TopicLogs {
  const known = new Map<string, { readonly atMs: number; readonly isKept: boolean }>();
  return {
    async isKept(aws, topicArn) {
      const before = known.get(topicArn);
      if (before !== undefined && wall.monoMs() - before.atMs < REMEMBERED_MS) return before.isKept;
      // What cannot be read now is taken for none, and asked again later.
      const isKept = await asksForLog(aws, topicArn).catch(() => false);
      known.set(topicArn, { atMs: wall.monoMs(), isKept });
      return isKept;
    },
  };
}

async function asksForLog(aws: AwsContext, topicArn: string): Promise<boolean> {
  const [, , , region = '', account] = topicArn.split(':');
  if ((await aws.identity()).accountId !== account) return false;
  const { Attributes = {} } = await aws.sending(region).sns.send(new GetTopicAttributesCommand({ TopicArn: topicArn }));
  return Object.entries(Attributes).some(([name, value]) => name.endsWith('FeedbackRoleArn') && value !== '');
}
