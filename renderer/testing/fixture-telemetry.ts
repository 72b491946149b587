import { metricList } from '../../shared/domain/capacity/metric-list';
import { standingOf, watchedQuotas } from '../../shared/domain/capacity/quotas';
import { instantOf } from '../../shared/domain/primitives';
import type { ConsoleClient } from '../bridge/client';
import { fixtureMetrics } from './fixture-metrics';
import { contextId } from './world';

const world = {
  replicationStates: Array.from({ length: 262 }, () => 'CONTINUOUS'),
  activeJobs: [Array.from({ length: 12 }, (_, n) => `s-${n}`)],
  openRuns: 1,
  measured: new Map([['L-61103206', 3]]),
};

/** Limits of one account near its limit of replicating servers, and a lag that rises. */
export const fixtureTelemetry: ConsoleClient['telemetry'] = {
  quotas: async () => ({
    items: watchedQuotas.map(({ service, code, name, documented, adjustable, use, ...rest }) => ({
      id: `${contextId}/123456789012/us-east-1/${code}`,
      contextId,
      accountId: '123456789012',
      region: 'us-east-1',
      service,
      code,
      name,
      limit: documented,
      limitFrom: 'service-quotas' as const,
      adjustable,
      ...standingOf({ service, code, name, documented, adjustable, use, ...rest }, documented, world),
      use,
      observedAt: instantOf(Date.UTC(2026, 2, 14, 9, 40)),
      source: 'service-quotas' as const,
    })),
    nextToken: null,
  }),
  ownMetrics: async () => ({
    enabled: true,
    namespace: 'Tocsin',
    cost: 'AWS charges about 30 US cents a month for each metric of one’s own.',
    published: [
      {
        contextId,
        at: instantOf(Date.UTC(2026, 2, 14, 9, 40)),
        items: [
          { name: 'Executions', unit: 'Count', dimensions: { Context: contextId, Status: 'RUNNING' }, value: 1 },
          { name: 'Executions', unit: 'Count', dimensions: { Context: contextId, Status: 'FAILED' }, value: 1 },
          { name: 'ServersLaunched', unit: 'Count', dimensions: { Context: contextId }, value: 3 },
          { name: 'ReplicationLagP95', unit: 'Seconds', dimensions: { Context: contextId }, value: 960 },
          { name: 'EventsPerSecond', unit: 'Count/Second', dimensions: { Context: contextId }, value: 1.25 },
        ],
      },
    ],
  }),
  metricNames: async () => ({ items: [...metricList], nextToken: null }),
  metrics: async (asked) => ({ items: [...fixtureMetrics(asked)], nextToken: null }),
};
