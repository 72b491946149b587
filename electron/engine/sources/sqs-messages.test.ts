import { DeleteQueueCommand, GetQueueAttributesCommand, ListQueueTagsCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { describe, expect, test } from 'vitest';
import type { AwsContext } from '../aws/aws-context';
import { dynamodbExecutions } from './dynamodb-executions';
import { findQueue } from './queue/set-up';
import { sfnRuns } from './sfn-runs';
import { sqsMessages } from './sqs-messages';
import { stsIdentity } from './sts-identity';
import { type AgainstSimulator, againstSimulator } from './testing/against-simulator';

const sources = [stsIdentity, sqsMessages];
const never = new AbortController().signal;

async function ourQueue({
  sources: running,
  contextId,
}: AgainstSimulator): Promise<{ aws: AwsContext; url: string; name: string }> {
  const aws = running.awsOf(contextId);
  if (aws === null) throw new Error('the context is not open');
  const name = `aws-drs-orchestration-console-${aws.installationId}`;
  return { aws, name, url: (await findQueue(aws, name, never)) ?? '' };
}

function isLive({ core, contextId }: AgainstSimulator): () => boolean {
  return () => core.healthOf.get(`${contextId}/sqs-messages`)?.state === 'live';
}

describe('our queue', () => {
  test('is made once, encrypted, with dead letters, tags, and a policy that admits only topics and rules', {
    timeout: 30_000,
  }, async () => {
    const given = await againstSimulator({ sources });
    await given.until('live', isLive(given));
    const { aws, url, name } = await ourQueue(given);
    const { Attributes } = await aws.sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }));
    expect(Attributes).toMatchObject({ SqsManagedSseEnabled: 'true', RedrivePolicy: expect.stringContaining(`${name}-dlq`) });
    const policy: { Statement: { Principal: { Service: string }; Condition: object }[] } = JSON.parse(Attributes?.Policy ?? '');
    expect(policy.Statement.map((statement) => statement.Principal.Service)).toEqual([
      'sns.amazonaws.com',
      'events.amazonaws.com',
    ]);
    expect(policy.Statement.every((statement) => 'ArnEquals' in statement.Condition)).toBe(true);
    const { Tags } = await aws.sqs.send(new ListQueueTagsCommand({ QueueUrl: url }));
    expect(Tags).toMatchObject({
      'tocsin:installation': aws.installationId,
      'tocsin:last-use': expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
    expect(given.core.of('queue.created')[0]?.topics).toHaveLength(2);
  });

  test('keeps what cannot be understood aside, deletes it, and goes on', { timeout: 30_000 }, async () => {
    const given = await againstSimulator({ sources });
    await given.until('live', isLive(given));
    const { aws, url } = await ourQueue(given);
    const token = `AQC${'A'.repeat(400)}`;
    for (const MessageBody of ['not json', `{"broken ${token}`, 'x'.repeat(262_144)]) {
      await aws.sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody }));
    }
    await given.until('three kept aside', () => given.core.of('message.malformed').length === 3);
    expect(JSON.stringify(given.core.events)).not.toContain('AQCAAAA');
    await given.until('an empty queue', isLive(given));
    const counts = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
    const { Attributes } = await aws.sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...counts] }));
    expect(Attributes).toEqual({ ApproximateNumberOfMessages: '0', ApproximateNumberOfMessagesNotVisible: '0' });
  });

  test('deleted under us is told and made again', { timeout: 30_000 }, async () => {
    const given = await againstSimulator({ sources });
    await given.until('live', isLive(given));
    const { aws, url } = await ourQueue(given);
    await aws.sqs.send(new DeleteQueueCommand({ QueueUrl: url }));
    await given.until('lost', () => given.core.of('queue.lost').length === 1, 25_000);
    await given.until('made again', () => given.core.of('queue.created').length === 2, 25_000);
  });

  test('duplicated and reordered messages are each told once', { timeout: 60_000 }, async () => {
    const given = await againstSimulator({
      sources: [...sources, sfnRuns, dynamodbExecutions],
      speed: 600,
      faults: ['sqs:duplicate', 'sqs:reorder'],
    });
    const ids = () => given.core.events.flatMap((event) => ('messageId' in event ? [event.messageId] : []));
    await given.until('a dozen messages', () => ids().length >= 12, 40_000);
    expect(new Set(ids()).size).toBe(ids().length);
  });

  test('is not made where that is not allowed; polling goes on', { timeout: 30_000 }, async () => {
    const given = await againstSimulator({ sources: [...sources, sfnRuns], spec: { mayCreateQueue: false } });
    const health = () => given.core.healthOf.get(`${given.contextId}/sqs-messages`);
    await given.until('off', () => health()?.state === 'off');
    expect(health()?.error?.message).toContain('no queue');
    await given.until('runs', () => given.core.healthOf.get(`${given.contextId}/sfn-runs`)?.state === 'live');
    expect((await ourQueue(given)).url).toBe('');
  });
});
