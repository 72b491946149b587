import { setMaxListeners } from 'node:events';
import type { Clock } from '../ports';
import type { AwsService } from './endpoints';

/** A token bucket: `size` calls at once, refilled with `perSecond`. */
export interface Bucket {
  readonly size: number;
  readonly perSecond: number;
}

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
  sns: { size: 20, perSecond: 5 },
  sqs: { size: 200, perSecond: 200 },
  events: { size: 20, perSecond: 2 },
  lambda: { size: 20, perSecond: 2 },
  monitoring: { size: 20, perSecond: 2 },
  servicequotas: { size: 10, perSecond: 1 },
  sts: { size: 50, perSecond: 5 },
};

export interface Budget {
  /** Resolves when one call of `operation` may be sent. Rejects with the signal's reason when the context closes first. */
  take(place: string, service: AwsService, operation: string): Promise<void>;
}

/**
 * Keeps every call of one context within its buckets, in engine time: a rehearsal at ×60 may call sixty times as often, because
 * its AWS lives sixty times as fast.
 */
export function createBudget(clock: Clock, signal: AbortSignal): Budget {
  // Every call that waits for its token listens; that is no leak.
  setMaxListeners(0, signal);
  const levels = new Map<string, { tokens: number; at: number }>();
  return {
    async take(place, service, operation) {
      const name = `${service}:${operation}` in buckets ? `${service}:${operation}` : service;
      const bucket = buckets[name] ?? { size: 20, perSecond: 5 };
      const key = `${place}/${name}`;
      const now = clock.nowMs();
      const level = levels.get(key) ?? { tokens: bucket.size, at: now };
      const refilled = Math.min(bucket.size, level.tokens + (Math.max(0, now - level.at) / 1000) * bucket.perSecond);
      // Going below zero is the queue: each caller waits for the token it has already taken.
      levels.set(key, { tokens: refilled - 1, at: Math.max(now, level.at) });
      if (refilled < 1) await clock.sleep(Math.ceil(((1 - refilled) / bucket.perSecond) * 1000), signal);
    },
  };
}
