import { GetMetricDataCommand, ListMetricsCommand } from '@aws-sdk/client-cloudwatch';
import { expect, test } from 'vitest';
import { ContextId, instantOf, ServerId } from '../../../../shared/domain/primitives';
import { Settings } from '../../../../shared/domain/settings';
import type { View } from '../../../../shared/domain/view';
import { sources } from '../../sources/registry';
import { againstSimulator } from '../../sources/testing/against-simulator';
import { emptyView } from '../../sources/testing/fake-core';
import { ownFigures, type Totals } from './own-figures';
import { createOwnMetrics } from './own-source';

const on = Settings.parse({ features: { 'own-metrics': true } });

async function publishing(policy: readonly string[]) {
  const own = createOwnMetrics({
    lastSeq: () => running.core.events.length,
    calls: () => running.sources.scheduler.counts.list(),
  });
  const running = await againstSimulator({ speed: 300, policy, sources: [...sources, own.source] });
  running.core.options = on;
  const health = () => running.core.healthOf.get(`${running.contextId}/own-metrics`);
  return { ...running, own, health };
}

test('the figures arrive in the account, once a minute, with the shipped policies', async () => {
  const { own, until, sources: running, contextId, ports } = await publishing(['observe', 'alert', 'setup', 'manage']);
  const names = () => new Set(own.published(contextId).flatMap(({ items }) => items.map(({ name }) => name)));
  await until('a second publication', () => names().has('CallsMade'));
  expect(names()).toContain('Executions');
  const aws = running.awsOf(contextId);
  const cloudwatch = (await aws?.telemetry({ accountId: '111122223333', region: 'us-east-1' }))?.cloudwatch;
  const listed = await cloudwatch?.send(new ListMetricsCommand({ Namespace: 'Tocsin' }));
  expect(new Set(listed?.Metrics?.map(({ MetricName }) => MetricName))).toEqual(names());
  const Dimensions = [{ Name: 'Context', Value: contextId }];
  const read = await cloudwatch?.send(
    new GetMetricDataCommand({
      MetricDataQueries: [
        {
          Id: 'c',
          MetricStat: { Metric: { Namespace: 'Tocsin', MetricName: 'CallsMade', Dimensions }, Period: 60, Stat: 'Sum' },
        },
      ],
      StartTime: new Date(ports.clock.nowMs() - 3_600_000),
      EndTime: new Date(ports.clock.nowMs() + 60_000),
    }),
  );
  expect(read?.MetricDataResults?.[0]?.Values?.[0]).toBeGreaterThan(0);
});

test('without the right to publish, health names the action', async () => {
  const { until, health } = await publishing(['observe']);
  await until('a refusal', () => health()?.state === 'not-permitted');
  expect(health()?.error).toMatchObject({ action: 'cloudwatch:PutMetricData' });
});

const contextId = ContextId.parse('payroll@us-east-1');
const nowMs = Date.UTC(2026, 2, 14, 10);
const totals = (given: Partial<Totals> = {}): Totals => ({ launched: 0, failed: 0, events: 0, calls: 0, atMs: nowMs, ...given });
const figure = (items: ReturnType<typeof ownFigures>, name: string) => items.find((one) => one.name === name)?.value;

test('what is counted since the last time is not told at the first, and never goes backwards', () => {
  expect(ownFigures(emptyView, contextId, totals({ launched: 5 }), null).map(({ name }) => name)).toEqual(
    Array(4).fill('Executions'),
  );
  const before = totals({ launched: 5, events: 100, calls: 10, atMs: nowMs - 60_000 });
  const items = ownFigures(emptyView, contextId, totals({ launched: 3, events: 160, calls: 30 }), before);
  expect([figure(items, 'ServersLaunched'), figure(items, 'EventsPerSecond'), figure(items, 'CallsMade')]).toEqual([0, 1, 20]);
});

test('messages that wait and that failed are counted where the console notifies', () => {
  const notifying = { queued: 3, failed: 1, unmatched: 0, lastChangeSeq: 9 };
  const engine = { id: 'engine' as const, version: '1', sessionId: 's', startedAt: instantOf(nowMs), host: 'headless' as const };
  const clock = { now: instantOf(nowMs), wallNow: instantOf(nowMs), speed: 1, paused: false };
  const rest = { rehearsal: null, notifier: { by: 'in-app' as const, why: '' }, warnings: [], busy: false, clock };
  const view: View = { ...emptyView, engine: { engine: { ...engine, ...rest, notifying } } };
  const items = ownFigures(view, contextId, totals(), null);
  expect([figure(items, 'NotificationsQueued'), figure(items, 'NotificationsFailed')]).toEqual([3, 1]);
});

test('lag is the 95th percentile of what was measured, silence that of the quietest source', () => {
  const servers = Object.fromEntries([...Array(20).keys()].map((n) => [`s-${n}`, aServer(n)]));
  const sources = { a: aSource('a', 10), b: aSource('b', 600), c: { ...aSource('c', 9_000), state: 'off' as const } };
  const view: View = { ...emptyView, servers, sources };
  const items = ownFigures(view, contextId, totals(), null);
  expect([figure(items, 'ReplicationLagP95'), figure(items, 'LongestSourceSilence')]).toEqual([18, 600]);
});

function aServer(n: number): View['servers'][string] {
  return {
    contextId,
    sourceServerId: ServerId.parse(`s-${n}`),
    name: `app-${n}`,
    hostname: null,
    sourceIp: null,
    os: null,
    backlogBytes: null,
    lastLaunchJobId: null,
    recoveryInstanceId: null,
    accountId: '111122223333',
    region: 'us-east-1',
    replicationState: 'CONTINUOUS',
    replicationError: null,
    lagSeconds: n,
    lastSeenAt: null,
    lastLaunchResult: null,
    tags: {},
    observedAt: instantOf(nowMs),
    source: 'drs-source-servers',
  };
}

function aSource(id: string, ageSeconds: number): View['sources'][string] {
  return {
    id,
    contextId,
    source: 'drs-jobs',
    title: id,
    chip: id,
    state: 'live',
    lastSuccessAt: instantOf(nowMs - ageSeconds * 1000),
    lastAttemptAt: null,
    nextAttemptAt: null,
    latencyMs: null,
    freshForSeconds: 60,
    recent: { attempts: 1, failures: 0 },
    error: null,
  };
}
