import { describe, expect, test } from 'vitest';
import { Escalation } from '../../alerting/escalate/escalation';
import { type Instant, instantOf, msOf } from '../../primitives';
import type { DeliveryRecord } from '../../reports/sources';
import { factsOf } from '../facts';
import {
  anExecution,
  anIncident,
  aPlan,
  day,
  entriesOf,
  fixtureSources,
  type GivenEntry,
  YEAR,
} from '../testing/fixture-sources';
import { evidenceKindOf, evidenceKinds } from './registry';

type Given = NonNullable<Parameters<typeof fixtureSources>[0]>;

function resultOf(kind: string, given: Given, parameters: object = {}): string {
  const judgement = evidenceKindOf(kind)?.judge(parameters, factsOf(fixtureSources(given), YEAR));
  expect(judgement?.reasons.length).toBeGreaterThan(0);
  for (const { value } of judgement?.figures ?? []) expect(value).not.toBeNaN();
  return judgement?.result ?? 'no such kind';
}

const plan = aPlan('p1', { rtoMinutes: 60, rpoMinutes: 5, drillEveryDays: 400, owner: 'ada' });
const drill = anExecution({ id: 'd1', startedAt: day(20) });
const slow = anExecution({ id: 'd2', startedAt: day(21), minutes: 90 });
const lossy = anExecution({ id: 'd3', startedAt: day(22), failed: 1 });
const cancelled = anExecution({ id: 'd4', startedAt: day(23), status: 'CANCELLED' });
const point = { planId: 'p1', planName: 'Plan p1', server: 'db-01', at: day(20), seconds: 60 };
const delivery = (state: string, afterMs: number | null = 900): DeliveryRecord => ({
  at: day(30),
  eventType: 'EXECUTION_FAILED',
  channel: 'EMAIL',
  destination: 'ops',
  state,
  attempts: 1,
  afterMs,
  error: null,
});
const setup = { escalationPolicies: 1, onCallSchedules: 1, notificationTargets: 1, alertRules: 1, retention: [] };
const kept = (...retention: { what: string; days: number | null }[]): Given => ({ setup: { ...setup, retention } });
const escalation = (step: number) =>
  Escalation.parse({
    policyId: 'p',
    policyName: 'P',
    steps: [{ delayMinutes: 0, targets: [], grade: 'default' }],
    repeat: 0,
    loop: 0,
    step,
    nextAt: null,
    token: 1,
    ackReminderMinutes: null,
    remindAt: null,
    reached: [{ at: day(40), step: 0, loop: 0, to: 'ada', why: '' }],
  });
const log = { size: 9, checkpoints: 3, witnesses: 1, lastWitnessedAt: day(360), lastEntryAt: day(360) };
const weekly = Array.from({ length: 53 }, (_, week) => week * 7);

/** Each kind: what satisfies it, what does not, and what leaves nothing to judge. */
const cases: Readonly<Record<string, { yes: Given; no: Given; none: Given }>> = {
  'objectives-set': { yes: { plans: [plan] }, no: { plans: [aPlan('p2')] }, none: {} },
  'plan-coverage': { yes: { plans: [plan], executions: [drill] }, no: { plans: [plan], executions: [cancelled] }, none: {} },
  'drill-cadence': {
    yes: { plans: [plan], executions: [drill] },
    no: { plans: [aPlan('p1', { drillEveryDays: 30 })] },
    none: {},
  },
  'drill-success': { yes: { executions: [drill] }, no: { executions: [lossy] }, none: { executions: [cancelled] } },
  'rto-met': {
    yes: { plans: [plan], executions: [drill] },
    no: { plans: [plan], executions: [slow, lossy] },
    none: { executions: [drill] },
  },
  'rpo-met': {
    yes: { plans: [plan], points: [point] },
    no: { plans: [plan], points: [{ ...point, seconds: 301 }] },
    none: { points: [point] },
  },
  'failures-followed-up': {
    yes: {
      executions: [lossy],
      incidents: [anIncident({ number: 1, openedAt: day(22), executionId: 'd3', note: 'Subnet mended.', resolvedAfter: 60 })],
    },
    no: { executions: [lossy], incidents: [anIncident({ number: 1, openedAt: day(22), executionId: 'd3', resolvedAfter: 60 })] },
    none: { executions: [drill] },
  },
  'drills-cleaned-up': {
    yes: { executions: [drill] },
    no: { executions: [anExecution({ id: 'd5', startedAt: day(20), running: ['i-1'] })] },
    none: { executions: [anExecution({ id: 'd6', startedAt: day(364) })] },
  },
  'incidents-acknowledged': {
    yes: {
      incidents: [
        anIncident({ number: 1, openedAt: day(5), acknowledgedAfter: 15 }),
        anIncident({ number: 2, openedAt: day(6), resolvedAfter: 10 }),
      ],
    },
    no: { incidents: [anIncident({ number: 1, openedAt: day(5), acknowledgedAfter: 16 })] },
    none: { incidents: [anIncident({ number: 1, openedAt: day(5), severity: 'LOW' })] },
  },
  'incidents-resolved': {
    yes: { incidents: [anIncident({ number: 1, openedAt: day(5), resolvedAfter: 1_440 })] },
    no: { incidents: [anIncident({ number: 1, openedAt: day(5) })] },
    none: { incidents: [anIncident({ number: 1, openedAt: day(365) })], asOf: day(365) },
  },
  'incident-causes': {
    yes: { incidents: [anIncident({ number: 1, openedAt: day(5), resolvedAfter: 9, note: 'A full subnet.' })] },
    no: { incidents: [anIncident({ number: 1, openedAt: day(5), resolvedAfter: 9 })] },
    none: { incidents: [anIncident({ number: 1, openedAt: day(5) })] },
  },
  'escalation-works': {
    yes: { incidents: [{ ...anIncident({ number: 1, openedAt: day(5), acknowledgedAfter: 5 }), escalation: escalation(1) }] },
    no: { incidents: [{ ...anIncident({ number: 1, openedAt: day(5) }), escalation: escalation(1) }] },
    none: { incidents: [anIncident({ number: 1, openedAt: day(5) })] },
  },
  'notifications-delivered': {
    yes: { deliveries: [delivery('delivered'), delivery('accepted'), delivery('suppressed')] },
    no: { deliveries: [delivery('failed'), delivery('expired')] },
    none: { deliveries: [delivery('queued'), delivery('suppressed')] },
  },
  'sources-watched': {
    yes: {
      entries: entriesOf(
        ['source.failed', day(5), { contextId: 'c', sourceKey: 'k', occurredAt: day(5) }],
        ['source.recovered', day(5), { contextId: 'c', sourceKey: 'k', occurredAt: day(5) }],
      ),
    },
    no: { entries: entriesOf(['source.failed', day(5), { contextId: 'c', sourceKey: 'k' }]) },
    none: {},
  },
  'access-changes': {
    yes: { entries: entriesOf(['access.token-made', day(5), { name: 'wall', actor: 'ada' }]) },
    no: { entries: entriesOf(['access.token-revoked', day(5), { actor: 'unknown' }]) },
    none: {},
  },
  'commands-recorded': {
    yes: {
      entries: entriesOf(
        ['command.requested', day(5), { commandId: 'c1', actor: 'ada' }],
        ['command.ended', day(5), { commandId: 'c1' }],
      ),
    },
    no: { entries: entriesOf(['command.requested', day(5), { commandId: 'c1', actor: 'ada' }]) },
    none: {},
  },
  'configuration-changes': {
    yes: { entries: entriesOf(['configuration.changed', day(5), { before: null, after: {}, actor: 'ada' }]) },
    no: { entries: entriesOf(['configuration.changed', day(5), { actor: 'ada' }]) },
    none: {},
  },
  'log-complete': {
    yes: {
      entries: entriesOf(
        ['session.started', day(5), { sessionId: 's1' }],
        ['session.stopped', day(6), { sessionId: 's1' }],
        ['session.started', day(7), { sessionId: 's2' }],
      ),
    },
    no: {
      entries: entriesOf(['session.started', day(5), { sessionId: 's1' }], ['session.started', day(7), { sessionId: 's2' }]),
    },
    none: { entries: entriesOf(['session.started', day(7), { sessionId: 's2' }]) },
  },
  'log-verified': {
    yes: { entries: entriesOf(['audit.verified', day(5), { outcome: 'verified' }]) },
    no: {
      entries: entriesOf(['audit.verified', day(5), { outcome: 'verified' }], ['audit.verified', day(6), { outcome: 'failed' }]),
    },
    none: {},
  },
  'log-witnessed': {
    yes: { log, entries: weekly.flatMap((n) => entriesOf(['audit.witnessed', day(n), { name: 'w', size: n }])) },
    no: { log, entries: entriesOf(['audit.witness-failed', day(5), { name: 'w', size: 9, reason: 'Denied.' }]) },
    none: {},
  },
  'log-retained': { yes: kept({ what: 'audit', days: null }), no: kept({ what: 'audit:short', days: 30 }), none: {} },
  'retention-limited': { yes: kept({ what: 'audit:all', days: 400 }), no: kept({ what: 'audit', days: null }), none: {} },
};

describe.each(Object.entries(cases))('%s', (kind, { yes, no, none }) => {
  test('is satisfied, is not, and has nothing to judge', () => {
    expect([resultOf(kind, yes), resultOf(kind, no), resultOf(kind, none)]).toEqual(['satisfied', 'not', 'not-assessed']);
  });
});

test('kinds that are partly satisfied at worst, or of which nothing is missing by itself', () => {
  const refused = (count: number): Given => ({ entries: entriesOf(['access.refused', day(5), { count, reason: 'no token' }]) });
  expect([
    resultOf('access-refused', refused(3)),
    resultOf('access-refused', refused(300)),
    resultOf('access-refused', {}),
  ]).toEqual(['satisfied', 'partly', 'not-assessed']);
  const jumped = (jumpSeconds: number): Given => ({ entries: entriesOf(['clock.changed', day(5), { jumpSeconds }]) });
  expect([
    resultOf('clock-watched', jumped(-2)),
    resultOf('clock-watched', jumped(-3_600)),
    resultOf('clock-watched', {}),
  ]).toEqual(['satisfied', 'partly', 'not-assessed']);
  const made = (days: readonly number[]): Given => ({
    entries: days.flatMap((n) => entriesOf(['report.changed', day(n), { run: { name: 'Monthly', state: 'made' } }])),
  });
  expect([
    resultOf('reports-made', made([0, 90, 180, 270, 360])),
    resultOf('reports-made', made([0])),
    resultOf('reports-made', {}),
  ]).toEqual(['satisfied', 'partly', 'not']);
  expect([resultOf('alerting-in-place', { setup }), resultOf('alerting-in-place', {})]).toEqual(['satisfied', 'not']);
  const lost: Given = {
    entries: [...(cases['log-complete']?.yes.entries ?? []), ...entriesOf(['audit.rolled-back', day(8), {}])],
  };
  expect(resultOf('log-complete', lost)).toBe('not');
});

test('a run without signed heads is an exception, sleep is not held against it', () => {
  const hour = (n: number) => instantOf(msOf(day(5)) + n * 3_600_000);
  const hours = Array.from({ length: 23 }, (_, n) => hour(n + 1));
  const ran = (more: readonly GivenEntry[]) =>
    entriesOf(['audit.began', day(4)], ['session.started', hour(0), { sessionId: 's1' }], ...more);
  const ended = ran([['session.stopped', hour(24), { sessionId: 's1' }]]);
  const result = (entries: ReturnType<typeof entriesOf>, signed: readonly Instant[]) =>
    resultOf('log-complete', { entries, signed });
  const without = (from: number, to: number) => hours.filter((at) => at <= hour(from) || at >= hour(to));
  expect(result(ended, hours)).toBe('satisfied');
  expect(result(ended, without(5, 9))).toBe('not');
  expect(result(ended, [])).toBe('not');
  const woke = ran([
    ['session.woke', hour(9), { sessionId: 's1', asleepSeconds: 3.5 * 3_600 }],
    ['session.stopped', hour(24), { sessionId: 's1' }],
  ]);
  expect(result(woke, without(5, 9))).toBe('satisfied');
  // The newest run goes on: up to the newest entry it must be signed.
  const open = ran([['command.ended', hour(24), { commandId: 'c' }]]);
  expect([result(open, hours), result(open, without(20, 24))]).toEqual(['satisfied', 'not']);
  expect(result(ran([['command.ended', hour(1), { commandId: 'c' }]]), [])).toBe('not-assessed');
});

test('what the console could not see: itself away too long, and nothing yet of what fails since a moment', () => {
  const away = (awaySeconds: number): Given => ({
    entries: entriesOf(['session.started', day(5), { sessionId: 's', awaySeconds }]),
  });
  expect([resultOf('sources-watched', away(3_600)), resultOf('sources-watched', away(90_000))]).toEqual(['satisfied', 'not']);
  const failing = { entries: entriesOf(['source.failed', day(5), { contextId: 'c', sourceKey: 'k' }]), asOf: day(5) };
  expect(resultOf('sources-watched', failing)).toBe('not-assessed');
});

test('every kind is tried above', () => {
  const others = ['access-refused', 'clock-watched', 'reports-made', 'alerting-in-place'];
  expect([...Object.keys(cases), ...others].sort()).toEqual(evidenceKinds.map(({ kind }) => kind).sort());
});
