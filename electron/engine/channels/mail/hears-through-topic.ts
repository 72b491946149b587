import { GetSubscriptionAttributesCommand, ListSubscriptionsByTopicCommand } from '@aws-sdk/client-sns';
import { awsRoad } from '../aws/aws-road';
import type { ChannelTools } from '../channel';

/** How long subscribers are remembered (wall time). A drill sends hundreds of mails; subscriptions change by hand. */
const REMEMBERED_MS = 5 * 60_000;
/** A hundred subscribers each. */
const MOST_PAGES = 50;

interface Remembered {
  readonly readAtMs: number;
  readonly addresses: Promise<ReadonlySet<string>>;
}

const remembered = new WeakMap<ChannelTools, Map<string, Remembered>>();

/**
 * Whether an address gets the mail of this topic anyway: a confirmed e-mail subscription that lets everything through. What cannot be
 * found out counts as no, since a mail too many is better than none.
 */
export async function hearsThroughTopic(tools: ChannelTools, topicArn: string, address: string): Promise<boolean> {
  const topics = remembered.get(tools) ?? new Map<string, Remembered>();
  remembered.set(tools, topics);
  const nowMs = tools.ports.wall.monoMs();
  const known = topics.get(topicArn);
  const fresh = known !== undefined && nowMs - known.readAtMs < REMEMBERED_MS ? known : null;
  const reading = fresh ?? { readAtMs: nowMs, addresses: subscribers(tools, topicArn) };
  topics.set(topicArn, reading);
  try {
    return (await reading.addresses).has(address.toLowerCase());
  } catch (error) {
    topics.delete(topicArn);
    tools.ports.log.info({ topic: topicArn, error: String(error) }, 'the subscribers of a topic could not be read');
    return false;
  }
}

async function subscribers(tools: ChannelTools, topicArn: string): Promise<ReadonlySet<string>> {
  const road = awsRoad(tools, { arn: topicArn });
  if (!road.ok) return new Set();
  const { sns } = road.value.clients;
  const addresses = new Set<string>();
  let token: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { Subscriptions = [], NextToken } = await sns.send(
      new ListSubscriptionsByTopicCommand({ TopicArn: topicArn, ...(token === undefined ? {} : { NextToken: token }) }),
    );
    for (const { Protocol, Endpoint, SubscriptionArn } of Subscriptions) {
      if (Protocol !== 'email' || Endpoint === undefined || !SubscriptionArn?.startsWith('arn:')) continue;
      const { Attributes } = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
      if (!Attributes?.FilterPolicy) addresses.add(Endpoint.toLowerCase());
    }
    if (NextToken === undefined) break;
    token = NextToken;
  }
  return addresses;
}
