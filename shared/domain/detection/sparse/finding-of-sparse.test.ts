import { expect, test } from 'vitest';
import { compileRule } from '../../alerting/rules/compile';
import { AlertConfiguration } from '../../alerting/rules/configuration';
import { instantOf } from '../../primitives';
import { Finding } from '../finding';
import { findingOfFailures, findingOfSparse } from './finding-of-sparse';
import type { DurationObservation } from './observation';
import { ruleOfSparse } from './rule-of-sparse';
import { sayChance, sayLength } from './say-duration';
import { createSparseBook } from './sparse-book';
import { aPhase } from './testing/drills';

const WEEK = 7 * 86_400_000;
const at = instantOf(20 * WEEK);
const rest = {
  findingId: 'x',
  openedAt: at,
  endedAt: null,
  endedBecause: null,
  peakScore: 1,
  feedback: null,
  policy: { alerts: false, why: '' },
};
const scene = { at, startedAt: instantOf(20 * WEEK - 1), serverName: 'app-03', waveLabel: 'Wave 2 Application' };

function found(change: Partial<DurationObservation>) {
  const book = createSparseBook({ threshold: 0.9 });
  for (const drill of [1, 2, 3, 4, 5]) {
    book.learn(aPhase({ ...change, executionId: `e-${drill}`, executionAtMs: drill * WEEK, seconds: 300 + drill, isOver: true }));
  }
  const now = aPhase({ executionId: 'now', executionAtMs: 20 * WEEK, seconds: 900, ...change });
  return findingOfSparse(now, book.judgeObservation(now), scene);
}

test.each<[Partial<DurationObservation>, string, string, string]>([
  [{ isOver: false }, 'Launch of app-03 has lasted 15 min, usually 5 min', 'phase-duration', 'MEDIUM'],
  [{ phase: 'SNAPSHOT' }, 'Snapshot of app-03 took 15 min, usually 5 min', 'phase-duration', 'LOW'],
  [{ metric: 'ServerRecoveryDuration', phase: null }, 'Recovery of app-03 took 15 min, usually 5 min', 'phase-duration', 'LOW'],
  [
    { metric: 'WaveDuration', phase: null, serverId: null },
    'Wave 2 Application took 15 min, usually 5 min',
    'recovery-duration',
    'LOW',
  ],
  [
    { metric: 'RecoveryTime', phase: null, serverId: null, waveNumber: null, isOver: false },
    'The recovery has lasted 15 min, usually 5 min',
    'recovery-duration',
    'HIGH',
  ],
])('%j is told as: %s', (change, title, family, severity) => {
  const draft = found(change);
  expect(draft).toMatchObject({
    title,
    family,
    severity,
    method: 'sparse',
    aspect: 'outlier',
    evidence: { value: 900, unit: 'Seconds' },
  });
  expect(draft.nextStep).not.toBe('');
  expect(Finding.safeParse({ ...draft, ...rest }).error).toBeUndefined();
});

test('the same phase of the same execution is the same finding, another execution’s is another', () => {
  expect(found({ isOver: false }).subject).toBe(found({ seconds: 1_200 }).subject);
  expect(found({ executionId: 'later' }).subject).not.toBe(found({}).subject);
});

test('a duration of a server can become a rule; that of a wave is watched by others', () => {
  const draft = ruleOfSparse({ ...found({ phase: 'CONVERSION' }), ...rest });
  expect(AlertConfiguration.safeParse(draft?.configuration).error).toBeUndefined();
  expect(draft === null ? false : compileRule(draft.configuration).ok).toBe(true);
  expect(draft?.configuration.Conditions).toMatchObject({
    MetricName: 'PhaseDuration',
    Labels: { plan: 'Payroll DR', server: 's-0', phase: 'CONVERSION' },
    Operator: 'GREATER_THAN',
  });
  expect(draft?.configuration.Conditions.Threshold).toBeGreaterThan(305);
  expect(draft?.configuration.Conditions.Threshold).toBeLessThan(500);
  expect(ruleOfSparse({ ...found({ metric: 'WaveDuration', phase: null, serverId: null }), ...rest })).toBeNull();
  for (const subject of ['sparse:', 'sparse:[1]', 'fleet:x', 'sparse-failures:e-1'])
    expect(ruleOfSparse({ ...found({}), ...rest, subject })).toBeNull();
});

test('failures of a group are told with what was before', () => {
  const book = createSparseBook({ threshold: 0.9 });
  for (let launch = 0; launch < 60; launch += 1) {
    const executionId = `e-${launch % 5}`;
    book.learnAttempt({
      contextId: 'payroll',
      executionId,
      executionAtMs: launch % 5,
      failed: false,
      groups: { subnet: 'subnet-0a' },
    });
  }
  const tally = {
    contextId: 'payroll',
    executionId: 'now',
    executionAtMs: WEEK,
    dimension: 'subnet',
    value: 'subnet-0a',
    attempts: 9,
    failures: 6,
  };
  const draft = findingOfFailures(tally, book.judgeFailures(tally), { at, planName: 'Payroll DR', name: 'in subnet-0a' });
  expect(draft).toMatchObject({ title: '6 of 9 launches failed in subnet-0a', family: 'launch-failures', severity: 'HIGH' });
  expect(draft.summary).toContain('Before, 0 of 60 did.');
  expect(Finding.safeParse({ ...draft, ...rest }).error).toBeUndefined();
});

test.each([
  [45, '45 s'],
  [99.4, '99 s'],
  [272, '4 min 30 s'],
  [299, '5 min'],
  [840, '14 min'],
  [7_500, '2 h 5 min'],
  [7_200, '2 h'],
])('%d seconds are %s', (seconds, words) => {
  expect(sayLength(seconds)).toBe(words);
});

test('chances are told as people count them', () => {
  expect([0.5, 0.1, 0.0049, 1e-5].map(sayChance)).toEqual(['often', 'about 1 of 10', 'about 1 of 200', 'less than 1 of 10,000']);
});
