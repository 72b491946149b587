import { describe, expect, test } from 'vitest';
import type { ConsoleEvent } from '../../../../shared/domain/events';
import { Settings } from '../../../../shared/domain/settings';
import type { View } from '../../../../shared/domain/view';
import type { ServiceTotals } from '../../aws/call-counts';
import { emptyView } from '../../sources/testing/fake-core';
import { anEngine } from '../../testing/an-engine';
import { aServer, at, payroll } from '../../testing/events';
import { api } from './api';
import type { Collector, Facts, Moment } from './collector';
import { messages } from './messages';
import { program } from './program';
import { replication } from './replication';

function momentOf(view: View, seconds: number): Moment {
  return { view, settings: Settings.parse({}), at: at(seconds), atMs: Date.parse(at(seconds)), passedSeconds: 60 };
}

const sampled = (collector: Collector, view: View, seconds: number) =>
  (collector.sampled?.(momentOf(view, seconds)) ?? []).map(({ name, labels, value }) => [
    name,
    Object.values(labels).join(' '),
    value,
  ]);

test('calls are what was counted since the sample before; a minute without errors says so', () => {
  const total = (change: Partial<ServiceTotals>): ServiceTotals => ({
    contextId: payroll,
    service: 'drs',
    calls: 10,
    throttled: 1,
    errors: { ThrottlingException: 1 },
    timed: 10,
    timedMs: 500,
    ...change,
  });
  let totals = [total({})];
  const collector = api(() => totals);
  expect(sampled(collector, emptyView, 0)).toEqual([
    ['ApiCalls', 'drs', 10],
    ['ApiThrottles', 'drs', 1],
    ['ApiErrors', 'drs ThrottlingException', 1],
    ['ApiLatency', 'drs', 0.05],
  ]);
  totals = [total({ calls: 14, timed: 12, timedMs: 700 })];
  expect(sampled(collector, emptyView, 60)).toEqual([
    ['ApiCalls', 'drs', 4],
    ['ApiThrottles', 'drs', 0],
    ['ApiErrors', 'drs', 0],
    ['ApiLatency', 'drs', 0.1],
  ]);
});

describe('a message', () => {
  const attempted = (state: 'accepted' | 'failed' | 'queued'): ConsoleEvent => ({
    type: 'delivery.attempted',
    at: at(5),
    deliveryId: 'dlv_1',
    attempt: { number: 1, startedAt: at(4), latencyMs: 80, outcome: 'accepted', status: 200, reply: null, providerId: null },
    state,
    reason: null,
    nextAttemptAt: null,
  });
  const facts = (test: boolean): Facts => ({
    view: emptyView,
    isNew: true,
    delivery: () => ({ carrier: 'slack-webhook', latencyMs: 1_250, test }),
  });
  const measured = (event: ConsoleEvent, isTest = false) =>
    (messages.counted?.(event, facts(isTest)) ?? []).map(({ name, labels, value }) => [name, labels.carrier, value]);

  test('counts when the other side took it, and as a dead letter', () => {
    expect(measured(attempted('accepted'))).toEqual([
      ['MessagesDelivered', 'slack-webhook', 1],
      ['DeliveryLatency', 'slack-webhook', 1.25],
    ]);
    expect(measured(attempted('failed'))).toEqual([['MessagesFailed', 'slack-webhook', 1]]);
    expect(measured(attempted('queued'))).toEqual([]);
  });

  test('that was sent by hand to try a channel counts nowhere', () => {
    expect([...measured(attempted('accepted'), true), ...measured(attempted('failed'), true)]).toEqual([]);
  });
});

test('a lag that stays the same is told every ten minutes, one that moves at once, and none while DRS is silent', async () => {
  const { engine } = await anEngine();
  engine.commit([aServer('d01', { lagSeconds: 5, backlogBytes: null })]);
  const { servers } = engine.view();
  const context = {
    contextId: payroll,
    name: 'payroll',
    profile: 'payroll',
    region: 'us-east-1',
    accountId: null,
    colour: 'blue',
  };
  const health = { id: 'x', contextId: payroll, source: 'drs-source-servers', title: '', chip: '', lastAttemptAt: null } as const;
  const live = { ...health, lastSuccessAt: at(0), nextAttemptAt: null, latencyMs: null, freshForSeconds: 60, error: null };
  const view = (state: 'live' | 'failing', lagSeconds: number): View => ({
    ...emptyView,
    contexts: { [payroll]: { ...context, environment: 'test', rehearsal: false } },
    servers: Object.fromEntries(Object.entries(servers).map(([id, server]) => [id, { ...server, lagSeconds }])),
    sources: { x: { ...live, state, recent: { attempts: 1, failures: 0 } } },
  });
  const collector = replication();
  const lags = (given: View, seconds: number) =>
    sampled(collector, given, seconds).flatMap(([name, , value]) => (name === 'ServerLag' ? [value] : []));
  expect(lags(view('live', 5), 0)).toEqual([5]);
  expect(lags(view('live', 5), 60)).toEqual([]);
  expect(lags(view('live', 9), 120)).toEqual([9]);
  expect(lags(view('live', 9), 720)).toEqual([9]);
  expect(lags(view('failing', 12), 780)).toEqual([]);
});

test('the program tells rates from its second sample on', () => {
  let [cpu, events] = [1_000, 100];
  const collector = program({
    cpuMs: () => cpu,
    memoryBytes: () => 5,
    turnDelaySeconds: () => 0.01,
    events: () => events,
    appendSeconds: () => null,
    viewers: () => 3,
  });
  expect(sampled(collector, emptyView, 0).map(([name]) => name)).toEqual(['EngineMemory', 'EventLoopDelay', 'ViewersConnected']);
  [cpu, events] = [7_000, 160];
  expect(sampled(collector, emptyView, 60).slice(0, 3)).toEqual([
    ['EngineCpu', '', 10],
    ['JournalEvents', '', 60],
    ['EventsPerSecond', '', 1],
  ]);
});
