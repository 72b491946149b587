import { DeleteMessageBatchCommand, type Message, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { ConsoleEvent } from '../../../shared/domain/events';
import { isMissing } from '../aws/errors';
import { type Link, linkOf, unlink } from './queue/link';
import { understand } from './queue/understand';
import { type Answer, defineSource, type Reading } from './source';

/** Wall seconds SQS holds an empty receive open; its maximum, and the cheapest way to hear at once. */
const longPollSeconds = 20;

/** Messages of the platform's topics and of EventBridge, through this installation's own queue. They announce; readings confirm. */
export const sqsMessages = defineSource({
  id: 'sqs-messages',
  title: 'Messages',
  chip: 'SQS',
  longPollSeconds,
  restsBecause: (core) => (core.settings().features['queue-messages'] ? null : 'Messages through the queue are switched off.'),
  everySeconds: () => 0,
  async read(reading) {
    const { link, events } = await linkOf(reading);
    if (link === null) {
      return { events: [], restsBecause: 'This console has no queue in this account; it reads everything by polling.' };
    }
    try {
      const answer = await receive(reading, link);
      return { ...answer, events: [...events, ...answer.events] };
    } catch (error) {
      if (!isMissing(error)) throw error;
      unlink(reading.aws);
      return { events: [...events, lost(reading, link)] };
    }
  },
});

/** In a rehearsal twenty wall seconds are long: the wait scales with its speed, so that the age shown means what it means in life. */
function waitSeconds(speed: number): number {
  return Math.max(1, Math.round(longPollSeconds / Math.max(1, speed)));
}

async function receive(reading: Reading, link: Link): Promise<Answer> {
  const { aws, core, contextId, ports, signal } = reading;
  const answer = await aws.sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: link.queueUrl,
      MaxNumberOfMessages: 10,
      // The first look answers at once, so that the console knows soon that the queue works.
      WaitTimeSeconds: reading.first ? 0 : waitSeconds(ports.clock.speed()),
      MessageAttributeNames: ['All'],
    }),
    { abortSignal: signal },
  );
  const messages = answer.Messages ?? [];
  if (messages.length === 0) return { events: [] };
  const at = ports.clock.now();
  const seen = new Set<string>();
  const events: ConsoleEvent[] = [];
  for (const message of messages) {
    const event = understand(message, contextId, at);
    const id = 'messageId' in event ? event.messageId : '';
    // Standard queues deliver at least once: the second copy is deleted like the first and says nothing.
    if (seen.has(id) || id in core.state().messagesSeen) continue;
    seen.add(id);
    events.push(event);
  }
  return { events, recorded: () => remove(reading, link, messages) };
}

/** Deletes messages whose events are recorded. What is not deleted comes again and is recognised. */
async function remove({ aws, signal }: Reading, link: Link, messages: readonly Message[]): Promise<void> {
  const Entries = messages.map((message, index) => ({ Id: String(index), ReceiptHandle: message.ReceiptHandle }));
  await aws.sqs.send(new DeleteMessageBatchCommand({ QueueUrl: link.queueUrl, Entries }), { abortSignal: signal });
}

function lost({ contextId, ports }: Reading, link: Link): ConsoleEvent {
  return {
    type: 'queue.lost',
    at: ports.clock.now(),
    contextId,
    queueArn: link.queueArn,
    reason: 'The queue was deleted. Polling goes on; where it is allowed, the queue is made again.',
  };
}
