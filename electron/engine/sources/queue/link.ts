import { ListQueueTagsCommand, TagQueueCommand } from '@aws-sdk/client-sqs';
import type { ConsoleEvent } from '../../../../shared/domain/events';
import type { AwsContext } from '../../aws/aws-context';
import type { Reading } from '../source';
import { findQueue, setUpQueue } from './set-up';
import { wiringOf } from './wiring';

/** Our queue, once it is known to exist. */
export interface Link {
  readonly queueUrl: string;
  readonly queueArn: string;
}

interface Kept {
  readonly link: Link;
  /** Day (UTC) the queue was last marked as used. */
  markedOn: string;
}

/** One link per open context; it ends with it. */
const links = new WeakMap<AwsContext, Kept>();

/** What finding or making the queue came to. `link` is null where there is none and none may be made. */
export interface Linked {
  readonly link: Link | null;
  readonly events: readonly ConsoleEvent[];
}

/** Finds our queue, or makes and wires it where this context allows; remembers it until it turns out to be gone. */
export async function linkOf(reading: Reading): Promise<Linked> {
  const { aws, ports, signal } = reading;
  const today = ports.wall.now().slice(0, 10);
  const kept = links.get(aws);
  if (kept !== undefined) {
    await markUse(reading, kept, today);
    return { link: kept.link, events: [] };
  }
  const { accountId, partition } = await aws.identity();
  const wiring = wiringOf(aws.platform, aws.installationId, { accountId, partition, region: aws.spec.region });
  if (!aws.spec.mayCreateQueue) {
    const queueUrl = await findQueue(aws, wiring.queue, signal);
    const isUsable = queueUrl !== null && (await isOurs(reading, queueUrl));
    return { link: isUsable ? keep(aws, { queueUrl, queueArn: wiring.queueArn }, '') : null, events: [] };
  }
  const made = await setUpQueue(aws, wiring, today, signal);
  const link = keep(aws, { queueUrl: made.queueUrl, queueArn: wiring.queueArn }, made.isNew ? today : '');
  return {
    link,
    events: made.isNew
      ? [
          {
            type: 'queue.created',
            at: ports.clock.now(),
            contextId: reading.contextId,
            queueArn: wiring.queueArn,
            topics: [...made.topics],
            rules: wiring.rules.map((rule) => rule.name),
          },
        ]
      : [],
  };
}

/** Forgets a queue that was deleted under us; the next reading looks for it, or makes it, again. */
export function unlink(aws: AwsContext): void {
  links.delete(aws);
}

function keep(aws: AwsContext, link: Link, markedOn: string): Link {
  links.set(aws, { link, markedOn });
  return link;
}

/**
 * Whether a queue that was found carries our mark: messages are deleted once read, so somebody else's must stay unread. Where tags may
 * not be read, the name has to do, which no other installation has.
 */
async function isOurs({ aws, ports, signal }: Reading, QueueUrl: string): Promise<boolean> {
  try {
    const { Tags } = await aws.sqs.send(new ListQueueTagsCommand({ QueueUrl }), { abortSignal: signal });
    return Tags?.['tocsin:installation'] === aws.installationId;
  } catch (error) {
    ports.log.info({ context: aws.spec.contextId, error: String(error) }, 'the tags of the queue could not be read');
    return true;
  }
}

/** Marks the queue as used today, so that those of abandoned installations can be told apart and removed. */
async function markUse({ aws, ports, signal }: Reading, kept: Kept, today: string): Promise<void> {
  if (kept.markedOn === today) return;
  kept.markedOn = today;
  // Whose queue it is was settled when it was made: only the day is written.
  const Tags = { 'tocsin:last-use': today };
  try {
    await aws.sqs.send(new TagQueueCommand({ QueueUrl: kept.link.queueUrl, Tags }), { abortSignal: signal });
  } catch (error) {
    // A missing tag costs nothing now, and the next day tries again.
    ports.log.info({ context: aws.spec.contextId, error: String(error) }, 'the queue could not be marked as used');
  }
}
