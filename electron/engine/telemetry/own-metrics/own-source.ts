import { PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import type { CallCount } from '../../../../shared/contract/contexts';
import type { OwnMetric } from '../../../../shared/contract/telemetry';
import { type ContextId, type Instant, instantOf, msOf } from '../../../../shared/domain/primitives';
import { defineSource, type Reading, type Source } from '../../sources/source';
import { launchesIn, ownFigures, type Totals } from './own-figures';

/** The shipped policy for managing allows this namespace and no other. */
export const ownNamespace = 'Tocsin';
/** PutMetricData takes a thousand at once. */
const mostPerCall = 1_000;
const everySeconds = 60;

/** What the console knows of itself. */
export interface Counters {
  /** Events recorded, of all sessions. */
  lastSeq(): number;
  calls(): readonly CallCount[];
}

/** What was published last. */
export interface OwnMetrics {
  readonly source: Source;
  published(contextId: ContextId | null): readonly { contextId: ContextId; at: Instant; items: readonly OwnMetric[] }[];
}

/**
 * Publishes the console's own figures to CloudWatch once a minute, in one call per context. It runs as a source does: with health, so
 * that a missing permission is told; within the buckets; and only where it is switched on, since AWS charges for metrics of one's own.
 */
export function createOwnMetrics(counters: Counters): OwnMetrics {
  const last = new Map<ContextId, { readonly totals: Totals; readonly items: readonly OwnMetric[] }>();

  function totalsOf({ contextId, core, at }: Reading): Totals {
    const calls = counters.calls().filter((count) => count.contextId === contextId);
    return {
      ...launchesIn(core.view(), contextId),
      events: counters.lastSeq(),
      calls: calls.reduce((sum, { total }) => sum + total, 0),
      atMs: msOf(at),
    };
  }

  const source = defineSource({
    id: 'own-metrics',
    title: 'Own metrics',
    chip: 'CW',
    restsBecause: (core) =>
      core.settings().features['own-metrics'] ? null : 'Publishing metrics of its own is switched off in the settings.',
    everySeconds: () => everySeconds,
    async read(reading) {
      const { aws, contextId, core, signal } = reading;
      const totals = totalsOf(reading);
      const items = ownFigures(core.view(), contextId, totals, last.get(contextId)?.totals ?? null);
      const { accountId } = await aws.identity();
      const { cloudwatch } = await aws.telemetry({ accountId, region: aws.spec.region });
      for (let from = 0; from < items.length; from += mostPerCall) {
        await cloudwatch.send(
          new PutMetricDataCommand({
            Namespace: ownNamespace,
            MetricData: items.slice(from, from + mostPerCall).map((item) => datumOf(item, totals.atMs)),
          }),
          { abortSignal: signal },
        );
      }
      // What could not be published counts towards the next minute.
      last.set(contextId, { totals, items });
      return { events: [] };
    },
  });

  return {
    source,
    published: (contextId) =>
      [...last]
        .filter(([owner]) => contextId === null || owner === contextId)
        .map(([owner, { totals, items }]) => ({ contextId: owner, at: instantOf(totals.atMs), items })),
  };
}

function datumOf({ name, unit, dimensions, value }: OwnMetric, atMs: number) {
  return {
    MetricName: name,
    Unit: unit,
    Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    Timestamp: new Date(atMs),
    Value: value,
  };
}
