import { setMaxListeners } from 'node:events';
import type { ContextId } from '../../../shared/domain/primitives';
import type { Clock } from '../ports';
import { type Bucket, type BucketQueue, createBucketQueue } from './bucket-queue';
import { type CallCounts, createCallCounts } from './call-counts';
import type { AwsService } from './endpoints';
import { priorityNow } from './priority';
import { createTurns, type Turns } from './turns';

/**
 * What the console allows itself, per account and region. Half of what AWS grants in the smaller regions for Step Functions, since
 * the orchestrator and other consoles draw on the same buckets; the DRS figure covers all of its calls together and stays below
 * the platform's own plan of 100 a minute. The rest has no published limit worth naming and gets a bound against runaway loops.
 */
export const buckets: Readonly<Record<string, Bucket>> = {
  'states:DescribeExecution': { size: 125, perSecond: 5 },
  'states:GetExecutionHistory': { size: 200, perSecond: 10 },
  'states:ListExecutions': { size: 50, perSecond: 1 },
  'states:ListStateMachines': { size: 50, perSecond: 2.5 },
  'states:StopExecution': { size: 100, perSecond: 5 },
  drs: { size: 90, perSecond: 1.5 },
  dynamodb: { size: 200, perSecond: 20 },
  // Mail leaves at what SES grants a new production account; topics take at least 300 messages a second in every region.
  ses: { size: 50, perSecond: 14 },
  sns: { size: 20, perSecond: 5 },
  'sns:Publish': { size: 300, perSecond: 150 },
  s3: { size: 20, perSecond: 5 },
  sqs: { size: 200, perSecond: 200 },
  // EventBridge grants 50 requests a second for everything but PutEvents (its user guide, “Quotas”), and the orchestrator and other
  // consoles call it too: a full bucket and what comes into it within a second are all of that, its lasting pace is a fifth.
  events: { size: 40, perSecond: 10 },
  lambda: { size: 20, perSecond: 2 },
  logs: { size: 10, perSecond: 2.5 },
  monitoring: { size: 20, perSecond: 2 },
  servicequotas: { size: 10, perSecond: 1 },
  sts: { size: 50, perSecond: 5 },
};

/** What all contexts share: the console's connections, and the count of what was asked. */
export interface Scheduler {
  readonly turns: Turns;
  readonly counts: CallCounts;
}

/** Calls under way at a time, long polls apart; below the pool of connections that they share. */
const slots = 28;

export function createScheduler(clock: Pick<Clock, 'nowMs'>): Scheduler {
  return { turns: createTurns(slots), counts: createCallCounts(clock) };
}

export interface Budget {
  /**
   * Resolves when one call of `operation` may be sent, with what gives its turn back once it was answered. Rejects with the signal's
   * reason when the context closes first.
   */
  take(place: string, service: AwsService, operation: string): Promise<() => void>;
  /** AWS said that this was too often. */
  throttled(service: AwsService, operation: string): void;
  /** A call that was sent came to an end; wall milliseconds, and the code of what went wrong. */
  answered(service: AwsService, operation: string, tookMs: number, errorCode: string | null): void;
}

export interface BudgetOptions {
  readonly contextId: ContextId;
  readonly clock: Clock;
  /** Ends with the context. */
  readonly signal: AbortSignal;
  readonly scheduler: Scheduler;
}

/** A long poll mostly waits: it takes no turn from calls that ask for something. */
const longPoll = 'sqs:ReceiveMessage';
const noTurn = (): void => undefined;

/**
 * Keeps every call of one context within its buckets, in engine time (a rehearsal at ×60 may call sixty times as often, because its
 * AWS lives sixty times as fast), and has it wait for its turn among those of other contexts. What is urgent goes first in both.
 */
export function createBudget({ contextId, clock, signal, scheduler }: BudgetOptions): Budget {
  // Every call that waits for its token listens; that is no leak.
  setMaxListeners(0, signal);
  const queues = new Map<string, BucketQueue>();
  return {
    async take(place, service, operation) {
      const name = `${service}:${operation}` in buckets ? `${service}:${operation}` : service;
      const key = `${place}/${name}`;
      const queue = queues.get(key) ?? createBucketQueue(buckets[name] ?? { size: 20, perSecond: 5 }, clock, signal);
      queues.set(key, queue);
      const priority = priorityNow();
      const askedAtMs = clock.nowMs();
      await queue.take(priority);
      const isLongPoll = `${service}:${operation}` === longPoll;
      const giveBack = isLongPoll ? noTurn : await scheduler.turns.take(contextId, priority, signal);
      scheduler.counts.made(contextId, service, operation, clock.nowMs() - askedAtMs);
      return giveBack;
    },
    throttled: (service, operation) => scheduler.counts.throttled(contextId, service, operation),
    answered: (service, operation, tookMs, errorCode) =>
      scheduler.counts.answered(contextId, service, operation, tookMs, errorCode),
  };
}
