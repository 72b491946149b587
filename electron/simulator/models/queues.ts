import { err, ok, type Result } from '../../../shared/lib/result';
import type { Faults } from '../faults';
import { readPolicy } from '../policy/document';
import { resourcePolicyAllows } from '../policy/resource-policy';
import type { Chance, SimulatedTime, Wall } from '../world';
import { deliverDisturbed } from './disturb';
import type { MessageAttributes, StoredMessage } from './message';
import { type Metrics, MINUTE_MS } from './metrics';
import { createQueue, type Queue } from './queue';
import { effectiveAttributes } from './queue-attributes';

/** A message an AWS service puts into a queue on behalf of one of its own resources. */
export interface ServiceDelivery {
  readonly queueArn: string;
  readonly body: string;
  readonly attributes: MessageAttributes;
  /** `sns.amazonaws.com` or `events.amazonaws.com` */
  readonly principal: string;
  /** Topic or rule. */
  readonly sourceArn: string;
  readonly sourceAccount: string;
}
export type Undelivered = 'no-such-queue' | 'not-permitted' | 'unusable-key';

export type NoQueue = { readonly kind: 'deleted-recently' } | { readonly kind: 'exists'; readonly attribute: string };

export interface Queues {
  create(queue: {
    readonly account: string;
    readonly region: string;
    readonly name: string;
    readonly attributes: Readonly<Record<string, string>>;
    readonly tags: Readonly<Record<string, string>>;
  }): Result<Queue, NoQueue>;
  find(account: string, region: string, name: string): Queue | null;
  /** By ARN. */
  byArn(arn: string): Queue | null;
  list(account: string, region: string): readonly Queue[];
  remove(queue: Queue): void;
  /** Marks every queue deleted, which ends all waiting. */
  close(): void;
  /** Whether the queue's own policy lets the service in decides; delivery faults act here. */
  deliver(delivery: ServiceDelivery): Result<void, Undelivered>;
}

/** SQS keeps the name of a deleted queue for itself a while. */
const NAME_REST_MS = 60_000;

export function createQueues(ports: {
  readonly time: SimulatedTime;
  readonly wall: Wall;
  readonly chance: Chance;
  readonly faults: Faults;
  readonly metrics: Metrics;
}): Queues {
  const { time, wall, faults, metrics } = ports;
  const queues = new Map<string, Queue>();
  const deletedAt = new Map<string, number>();
  const disturbed = deliverDisturbed(faults, wall);

  let isSampling = false;

  function measure(queue: Queue, name: string, value: number): void {
    metrics.add(queue, { namespace: 'AWS/SQS', name, dimensions: { QueueName: queue.name } }, time.now(), value);
  }

  /** What stands in the queues, once a minute for as long as there are any. */
  function sample(): void {
    if (isSampling) return;
    isSampling = true;
    time.at((Math.floor(time.now() / MINUTE_MS) + 1) * MINUTE_MS, () => {
      isSampling = false;
      for (const queue of queues.values()) {
        const { visible, inFlight, delayed } = queue.counts();
        measure(queue, 'ApproximateNumberOfMessagesVisible', visible);
        measure(queue, 'ApproximateNumberOfMessagesNotVisible', inFlight);
        measure(queue, 'ApproximateNumberOfMessagesDelayed', delayed);
        measure(queue, 'ApproximateAgeOfOldestMessage', queue.oldestSeconds());
      }
      if (queues.size > 0) sample();
    });
  }

  const deadLetter = (targetArn: string, { body, attributes, senderId }: StoredMessage): boolean => {
    const target = queues.get(targetArn);
    target?.send({ body, attributes, senderId, delayMs: null });
    return target !== undefined;
  };

  return {
    create: ({ account, region, name, attributes, tags }) => {
      const arn = `arn:aws:sqs:${region}:${account}:${name}`;
      const existing = queues.get(arn);
      if (existing !== undefined) {
        const now = effectiveAttributes(existing.attributes);
        const different = Object.keys(attributes).find((key) => now[key] !== attributes[key]);
        return different === undefined ? ok(existing) : err({ kind: 'exists', attribute: different });
      }
      if (time.now() - (deletedAt.get(arn) ?? Number.NEGATIVE_INFINITY) < NAME_REST_MS) return err({ kind: 'deleted-recently' });
      const queue = createQueue({ account, region, name }, { attributes, tags }, { ...ports, deadLetter, measure });
      queues.set(arn, queue);
      sample();
      return ok(queue);
    },
    find: (account, region, name) => queues.get(`arn:aws:sqs:${region}:${account}:${name}`) ?? null,
    byArn: (arn) => queues.get(arn) ?? null,
    list: (account, region) =>
      [...queues.values()]
        .filter((queue) => queue.account === account && queue.region === region)
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    remove: (queue) => {
      queues.delete(queue.arn);
      deletedAt.set(queue.arn, time.now());
      queue.markDeleted();
    },
    close: () => {
      for (const queue of queues.values()) queue.markDeleted();
      queues.clear();
    },
    deliver: (delivery) => {
      const queue = queues.get(delivery.queueArn);
      if (queue === undefined) return err('no-such-queue');
      // The AWS-managed key does not let other services encrypt; only SSE-SQS or a customer key does.
      if (queue.attributes.get('KmsMasterKeyId') === 'alias/aws/sqs') return err('unusable-key');
      if (!admits(queue, delivery)) return err('not-permitted');
      disturbed(delivery.body, (body) =>
        queue.send({ body, attributes: delivery.attributes, senderId: 'AIDAIT2UOQQY3AUEKVGXU', delayMs: null }),
      );
      return ok(undefined);
    },
  };
}

function admits(queue: Queue, delivery: ServiceDelivery): boolean {
  const policy = readPolicy(queue.attributes.get('Policy') ?? '');
  return (
    policy.ok &&
    resourcePolicyAllows(policy.value, {
      principal: { kind: 'service', name: delivery.principal },
      action: 'sqs:SendMessage',
      resource: queue.arn,
      conditions: { 'aws:SourceArn': delivery.sourceArn, 'aws:SourceAccount': delivery.sourceAccount },
    })
  );
}
