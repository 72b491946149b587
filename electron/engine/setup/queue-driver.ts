import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueueTagsCommand,
  SetQueueAttributesCommand,
  TagQueueCommand,
} from '@aws-sdk/client-sqs';
import { INSTALLATION_TAG, LAST_USE_TAG } from '../../../shared/domain/setup/resource';
import { isMissing } from '../aws/errors';
import { absent, defineDriver, type Site } from './driver';

/** Queues, with the tags that tell whose they are and when they were last used. */
export const queueDriver = defineDriver<'queue'>({
  async look({ name }, { clients, installationId }) {
    const QueueUrl = await urlOf(clients, name);
    if (QueueUrl === null) return absent;
    const [tags, found] = await Promise.all([
      clients.sqs.send(new ListQueueTagsCommand({ QueueUrl })),
      clients.sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] })),
    ]);
    return {
      kind: 'present',
      ours: tags.Tags?.[INSTALLATION_TAG] === installationId,
      settings: definedOnly(found.Attributes ?? {}),
    };
  },
  async make({ name, settings }, { clients, installationId, today }, seen) {
    const tags = { [INSTALLATION_TAG]: installationId, [LAST_USE_TAG]: today };
    if (seen.kind === 'absent') {
      await clients.sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: settings, tags }));
      return;
    }
    const QueueUrl = await urlOf(clients, name);
    if (QueueUrl === null) throw new Error(`The queue ${name} was deleted while it was being changed; start again.`);
    await clients.sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: settings }));
    await clients.sqs.send(new TagQueueCommand({ QueueUrl, Tags: tags }));
  },
  async remove({ name }, { clients }) {
    const QueueUrl = await urlOf(clients, name);
    if (QueueUrl !== null) await clients.sqs.send(new DeleteQueueCommand({ QueueUrl }));
  },
});

/** URL of a queue by name, or null where there is none. */
export async function urlOf({ sqs }: Pick<Site['clients'], 'sqs'>, name: string): Promise<string | null> {
  try {
    return (await sqs.send(new GetQueueUrlCommand({ QueueName: name }))).QueueUrl ?? null;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function definedOnly(attributes: Partial<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
}
