import {
  GetSubscriptionAttributesCommand,
  ListSubscriptionsByTopicCommand,
  SetSubscriptionAttributesCommand,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import type { ResourceOf, Seen } from '../../../shared/domain/setup/resource';
import { isMissing } from '../aws/errors';
import { absent, defineDriver, type Site } from './driver';

/** Subscriptions of our queue. They carry no tags: whoever delivers to our queue is ours. */
export const subscriptionDriver = defineDriver<'subscription'>({
  async look(resource, site) {
    try {
      const SubscriptionArn = await find(resource, site);
      if (SubscriptionArn === null) return absent;
      const { Attributes = {} } = await site.clients.sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
      const settings = { filterPolicy: Attributes.FilterPolicy ?? '', rawDelivery: Attributes.RawMessageDelivery ?? 'false' };
      return { kind: 'present', ours: true, settings };
    } catch (error) {
      if (isMissing(error)) return noTopic(resource);
      throw error;
    }
  },
  async make(resource, site, seen) {
    const { sns } = site.clients;
    const { topicArn, queueArn, settings } = resource;
    const Attributes = {
      RawMessageDelivery: settings.rawDelivery,
      ...(settings.filterPolicy === '' ? {} : { FilterPolicy: settings.filterPolicy }),
    };
    if (seen.kind === 'absent') {
      const asked = { TopicArn: topicArn, Protocol: 'sqs', Endpoint: queueArn, Attributes, ReturnSubscriptionArn: true };
      await sns.send(new SubscribeCommand(asked));
      return;
    }
    const SubscriptionArn = await find(resource, site);
    if (SubscriptionArn === null) throw new Error('The subscription was removed while it was being changed; start again.');
    const wanted = { RawMessageDelivery: settings.rawDelivery, FilterPolicy: settings.filterPolicy || '{}' };
    for (const [AttributeName, AttributeValue] of Object.entries(wanted)) {
      await sns.send(new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName, AttributeValue }));
    }
  },
  async remove(resource, site) {
    try {
      const SubscriptionArn = await find(resource, site);
      if (SubscriptionArn !== null) await site.clients.sns.send(new UnsubscribeCommand({ SubscriptionArn }));
    } catch (error) {
      // With its topic, a subscription is gone.
      if (!isMissing(error)) throw error;
    }
  },
});

async function find({ topicArn, queueArn }: ResourceOf<'subscription'>, { clients }: Site): Promise<string | null> {
  let NextToken: string | undefined;
  do {
    const page = await clients.sns.send(
      new ListSubscriptionsByTopicCommand({ TopicArn: topicArn, ...(NextToken === undefined ? {} : { NextToken }) }),
    );
    const found = page.Subscriptions?.find(({ Protocol, Endpoint }) => Protocol === 'sqs' && Endpoint === queueArn);
    if (found?.SubscriptionArn !== undefined) return found.SubscriptionArn;
    NextToken = page.NextToken;
  } while (NextToken !== undefined && NextToken !== '');
  return null;
}

function noTopic({ topicArn }: ResourceOf<'subscription'>): Seen {
  return { kind: 'unknown', why: `There is no topic ${topicArn}.`, action: null, resource: topicArn };
}
