import { describe, expect, test } from 'vitest';
import { compileRule } from '../../alerting/rules/compile';
import { AlertConfiguration } from '../../alerting/rules/configuration';
import { createEventRules } from '../../alerting/rules/event-rule';
import type { ConsoleEvent } from '../../events';
import { ContextId, ExecutionId, instantOf, JobId, ServerId } from '../../primitives';
import { nothingPlayed } from '../../testing/play';
import { Finding } from '../finding';
import { findPatterns } from './find-patterns';
import { findingOfPattern } from './finding-of-pattern';
import type { Pattern, Trait } from './pattern';
import { ruleOf } from './rule-of';
import { launchesWith, sayPattern } from './say-pattern';
import { launches } from './testing/launches';

const [found] = findPatterns(
  launches({ seed: 4, chance: ({ attributes }, usual) => (attributes.subnet === 'subnet-0a' ? 0.6 : usual) }),
);
const subnet: Pattern = found ?? never();
const at = instantOf(Date.UTC(2026, 2, 14));
const as = (trait: Trait): Pattern => ({ ...subnet, traits: [trait] });

function never(): never {
  throw new Error('no pattern was found');
}

const failed = (serverId: string): ConsoleEvent => ({
  type: 'participant.changed',
  at,
  contextId: ContextId.parse('payroll'),
  executionId: ExecutionId.parse('e-9'),
  waveNumber: 0,
  sourceServerId: ServerId.parse(serverId),
  serverName: serverId,
  from: 'LAUNCH',
  to: 'FAILED',
  launchStatus: 'FAILED',
  error: null,
});
const line = (event: string): ConsoleEvent => ({
  type: 'job-log.observed',
  at,
  contextId: ContextId.parse('payroll'),
  source: 'drs-jobs',
  jobId: JobId.parse('drsjob-1'),
  items: [{ at, event, sourceServerId: null, instanceId: null, error: null, attempt: null, maxAttempts: null }],
});

function alarms(pattern: Pattern, event: ConsoleEvent): number {
  const draft = ruleOf(pattern);
  if (draft === null) throw new Error('no rule');
  const rule = compileRule(draft.configuration);
  if (!rule.ok) throw new Error(JSON.stringify(rule.error));
  return createEventRules([rule.value], () => 'OK').take(event, nothingPlayed.view).length;
}

test('a pattern is told as people say it', () => {
  expect(sayPattern({ ...subnet, within: { failures: 6, of: 9 }, elsewhere: { failures: 2, of: 71 } })).toBe(
    'Launches in subnet-0a fail 6 of 9 times; elsewhere 2 of 71.',
  );
  expect(launchesWith({ type: 'sequence', events: ['SNAPSHOT_FAIL', 'LAUNCH_START'] })).toBe(
    'Launches that went through SNAPSHOT_FAIL, then LAUNCH_START',
  );
  expect(launchesWith({ type: 'attribute', name: 'wave', value: '1' })).toBe('Launches in wave 2');
  expect(launchesWith({ type: 'attribute', name: 'instanceType', value: 'm6i.large' })).toBe('Launches of type m6i.large');
  expect(launchesWith({ type: 'attribute', name: 'constructor', value: 'x' })).toBe('Launches with constructor x');
});

test('its finding is a whole one, above the threshold', () => {
  const draft = findingOfPattern(subnet, { at, threshold: 0.9, executionId: null });
  const rest = { findingId: 'x', openedAt: at, endedAt: null, endedBecause: null, peakScore: 1, feedback: null };
  expect(Finding.safeParse({ ...draft, ...rest, policy: { alerts: false, why: '' } }).error).toBeUndefined();
  expect(draft).toMatchObject({
    title: 'Launches in subnet-0a fail again and again',
    family: 'recurring-failure',
    sourceServerId: null,
  });
  expect(draft.score).toBeGreaterThan(0.9);
  expect(findingOfPattern({ ...subnet, qValue: 0.05 }, { at, threshold: 0.9, executionId: null }).score).toBeCloseTo(0.9, 10);
});

describe('the rule of a pattern', () => {
  test.each<Trait>([
    { type: 'attribute', name: 'subnet', value: 'subnet-0a' },
    { type: 'attribute', name: 'plan', value: 'Payroll DR' },
    { type: 'attribute', name: 'wave', value: '2' },
    { type: 'attribute', name: 'constructor', value: 'x' },
    { type: 'sequence', events: ['SNAPSHOT_FAIL'] },
  ])('of %j can be saved as it is', (trait) => {
    const configuration = ruleOf(as(trait))?.configuration;
    if (configuration === undefined) throw new Error('no rule');
    expect(AlertConfiguration.safeParse(configuration).error).toBeUndefined();
    expect(compileRule(configuration).ok).toBe(true);
  });

  test('alerts when one of its servers fails, and no other', () => {
    expect(alarms(subnet, failed('s-4'))).toBe(1);
    expect(alarms(subnet, failed('s-5'))).toBe(0);
  });

  test('of a sequence alerts at its last event', () => {
    const sequence = as({ type: 'sequence', events: ['SNAPSHOT_START', 'SNAPSHOT_FAIL'] });
    expect(alarms(sequence, line('SNAPSHOT_FAIL'))).toBe(1);
    expect(alarms(sequence, line('SNAPSHOT_END'))).toBe(0);
  });

  test('has an id of its own, the same every time', () => {
    const id = (pattern: Pattern) => ruleOf(pattern)?.configuration.AlertId;
    expect(id(subnet)).toMatch(/^recurring-[a-z0-9]{7}$/);
    expect(id({ ...subnet })).toBe(id(subnet));
    expect(id({ ...subnet, patternId: 'other' })).not.toBe(id(subnet));
  });

  test.each(['hour', 'weekday'])(
    'by %s is none: a rule about those servers would not be what was found, and the finding says so',
    (name) => {
      const pattern = as({ type: 'attribute', name, value: name === 'hour' ? '00' : 'Monday' });
      expect(ruleOf(pattern)).toBeNull();
      expect(findingOfPattern(pattern, { at, threshold: 0.9, executionId: null }).nextStep).toContain(
        'No alert rule can watch for it',
      );
    },
  );

  test('without servers to name is none', () => {
    expect(ruleOf({ ...subnet, serverIds: [] })).toBeNull();
  });
});
