import { z } from 'zod';
import { pageOf } from '../models/page';
import type { Queue } from '../models/queue';
import { checkAttributes, effectiveAttributes, numberAttribute } from '../models/queue-attributes';
import type { Queues } from '../models/queues';
import { AwsFault, type Service } from '../service';
import type { Wall } from '../world';
import { operation, QueueUrl, queueAccess } from './sqs-access';
import { sqsMessageOperations } from './sqs-messages';

export interface SqsPorts {
  readonly queues: Queues;
  readonly wall: Wall;
  /** `http://127.0.0.1:PORT`, read late because the port is known only once the server listens. */
  readonly endpoint: () => string;
}

const Attributes = z.record(z.string(), z.string());
const QueueName = z
  .string()
  .regex(/^[\w-]{1,80}$/, 'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length');

/** SQS, standard queues. */
export function sqsService(ports: SqsPorts): Service {
  const { queues, endpoint } = ports;
  const access = queueAccess(queues);
  const urlOf = (queue: Queue) => `${endpoint()}/${queue.account}/${queue.name}`;
  const byName = {
    resources: ({ QueueName }: { QueueName: string }, call: { region: string; caller: { accountId: string } }) => [
      arnOf(call, QueueName),
    ],
  };

  return {
    id: 'sqs',
    signingName: 'sqs',
    iamPrefix: 'sqs',
    protocol: {
      kind: 'json',
      version: '1.0',
      targetPrefix: 'AmazonSQS',
      queryMode: true,
      errorNamespace: 'com.amazonaws.sqs',
      queryErrors: QUERY_ERRORS,
    },
    operations: {
      CreateQueue: operation(
        z.object({ QueueName, Attributes: Attributes.default({}), tags: Attributes.default({}) }),
        (input, call) => {
          requireAttributes(input.Attributes);
          const queue = queues.create({
            account: call.caller.accountId,
            region: call.region,
            name: input.QueueName,
            attributes: input.Attributes,
            tags: input.tags,
          });
          if (queue.ok) return { QueueUrl: urlOf(queue.value) };
          throw queue.error.kind === 'exists' ? queueExists(queue.error.attribute) : deletedRecently();
        },
        byName,
      ),
      GetQueueUrl: operation(
        z.object({ QueueName: z.string(), QueueOwnerAWSAccountId: z.string().optional() }),
        ({ QueueName: name, QueueOwnerAWSAccountId: owner }, call) => ({
          QueueUrl: urlOf(access.byName(call, name, owner ?? call.caller.accountId, 'sqs:GetQueueUrl')),
        }),
        byName,
      ),
      ListQueues: operation(
        z.object({
          QueueNamePrefix: z.string().default(''),
          MaxResults: z.number().min(1).max(1000).optional(),
          NextToken: z.string().optional(),
        }),
        (input, call) => {
          const all = queues
            .list(call.caller.accountId, call.region)
            .filter(({ name }) => name.startsWith(input.QueueNamePrefix));
          const page = pageOf(all, {
            token: input.NextToken,
            limit: input.MaxResults ?? 1000,
            scope: `sqs ${call.caller.accountId} ${call.region} ${input.QueueNamePrefix}`,
            key: ({ name }) => name,
          });
          if (!page.ok) throw new AwsFault('InvalidParameterValueException', 'Invalid or expired next token.');
          const { items, nextToken } = page.value;
          // Without MaxResults there is no paging: SQS answers the first thousand and no token.
          return {
            QueueUrls: items.map(urlOf),
            ...(input.MaxResults !== undefined && nextToken !== null && { NextToken: nextToken }),
          };
        },
      ),
      GetQueueAttributes: operation(
        z.object({ QueueUrl, AttributeNames: z.array(z.string()).default([]) }),
        (input, call) => ({ Attributes: selectAttributes(access.byUrl(call, input.QueueUrl), input.AttributeNames) }),
        access.resource,
      ),
      SetQueueAttributes: operation(
        z.object({ QueueUrl, Attributes }),
        (input, call) => {
          const queue = access.byUrl(call, input.QueueUrl);
          requireAttributes(input.Attributes);
          queue.setAttributes(input.Attributes);
        },
        access.resource,
      ),
      TagQueue: operation(
        z.object({ QueueUrl, Tags: Attributes }),
        (input, call) => {
          const queue = access.byUrl(call, input.QueueUrl);
          for (const [key, value] of Object.entries(input.Tags)) queue.tags.set(key, value);
        },
        access.resource,
      ),
      UntagQueue: operation(
        z.object({ QueueUrl, TagKeys: z.array(z.string()) }),
        (input, call) => {
          const queue = access.byUrl(call, input.QueueUrl);
          for (const key of input.TagKeys) queue.tags.delete(key);
        },
        access.resource,
      ),
      ListQueueTags: operation(
        z.object({ QueueUrl }),
        (input, call) => ({ Tags: Object.fromEntries(access.byUrl(call, input.QueueUrl).tags) }),
        access.resource,
      ),
      PurgeQueue: operation(z.object({ QueueUrl }), (input, call) => access.byUrl(call, input.QueueUrl).purge(), access.resource),
      DeleteQueue: operation(
        z.object({ QueueUrl }),
        (input, call) => queues.remove(access.byUrl(call, input.QueueUrl)),
        access.resource,
      ),
      ...sqsMessageOperations(access, ports.wall),
    },
  };
}

/** Codes of the old query protocol where they differ; older clients match on them. */
const QUERY_ERRORS: Readonly<Record<string, string>> = {
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
  QueueNameExists: 'QueueAlreadyExists',
  QueueDeletedRecently: 'AWS.SimpleQueueService.QueueDeletedRecently',
  MessageNotInflight: 'AWS.SimpleQueueService.MessageNotInflight',
  EmptyBatchRequest: 'AWS.SimpleQueueService.EmptyBatchRequest',
  TooManyEntriesInBatchRequest: 'AWS.SimpleQueueService.TooManyEntriesInBatchRequest',
  BatchEntryIdsNotDistinct: 'AWS.SimpleQueueService.BatchEntryIdsNotDistinct',
  InvalidBatchEntryId: 'AWS.SimpleQueueService.InvalidBatchEntryId',
  BatchRequestTooLong: 'AWS.SimpleQueueService.BatchRequestTooLong',
  UnsupportedOperation: 'AWS.SimpleQueueService.UnsupportedOperation',
};

function arnOf(call: { region: string; caller: { accountId: string } }, name: string): string {
  return `arn:aws:sqs:${call.region}:${call.caller.accountId}:${name}`;
}

function requireAttributes(given: Readonly<Record<string, string>>): void {
  const checked = checkAttributes(given);
  if (checked.ok) return;
  const bad = checked.error;
  throw bad.kind === 'unknown'
    ? new AwsFault('InvalidAttributeName', `Unknown Attribute ${bad.name}.`)
    : new AwsFault('InvalidAttributeValue', `Invalid value for the parameter ${bad.name}.`);
}

function queueExists(attribute: string): AwsFault {
  return new AwsFault(
    'QueueNameExists',
    `A queue already exists with the same name and a different value for attribute ${attribute}`,
  );
}

function deletedRecently(): AwsFault {
  return new AwsFault(
    'QueueDeletedRecently',
    'You must wait 60 seconds after deleting a queue before you can create another with the same name.',
  );
}

function selectAttributes(queue: Queue, names: readonly string[]): Record<string, string> | undefined {
  const counts = queue.counts();
  const all: Record<string, string> = {
    ...effectiveAttributes(queue.attributes),
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(counts.visible),
    ApproximateNumberOfMessagesNotVisible: String(counts.inFlight),
    ApproximateNumberOfMessagesDelayed: String(counts.delayed),
    CreatedTimestamp: String(Math.floor(queue.createdAt / 1000)),
    LastModifiedTimestamp: String(Math.floor(queue.modifiedAt() / 1000)),
    VisibilityTimeout: String(numberAttribute(queue.attributes, 'VisibilityTimeout')),
  };
  if (names.includes('All')) return all;
  const unknown = names.find((name) => !SETTABLE.has(name) && !Object.hasOwn(all, name));
  if (unknown !== undefined) throw new AwsFault('InvalidAttributeName', `Unknown Attribute ${unknown}.`);
  const chosen = Object.entries(all).filter(([name]) => names.includes(name));
  return chosen.length === 0 ? undefined : Object.fromEntries(chosen);
}
/** Attributes that exist even where this queue has no value for them. */
const SETTABLE = new Set(['Policy', 'RedrivePolicy', 'RedriveAllowPolicy', 'KmsMasterKeyId', 'KmsDataKeyReusePeriodSeconds']);
