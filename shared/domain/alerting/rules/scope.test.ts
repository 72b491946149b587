import { expect, test } from 'vitest';
import { effectiveFor } from './scope';
import { compiled } from './testing/rules';

const payroll = {
  plan: 'Payroll DR',
  planId: 'p-1',
  wave: '1',
  waveLabel: 'Wave 2 Application',
  context: 'c',
  region: 'us-east-1',
};

test('the most particular override holds, of equals the last', () => {
  const rule = compiled({
    Overrides: [
      { Plan: 'payroll dr', Threshold: 100 },
      { Plan: 'p-1', Threshold: 200, Severity: 'HIGH' },
      { Wave: 1, Threshold: 300 },
      { Plan: 'Payroll DR', Wave: 'Application', Threshold: 400 },
    ],
  });
  expect(effectiveFor(rule, payroll)?.judgement.threshold).toBe(400);
  expect(effectiveFor(rule, { ...payroll, wave: '0', waveLabel: 'Wave 1 Database' })).toMatchObject({
    severity: 'HIGH',
    judgement: { threshold: 200 },
  });
  expect(effectiveFor(rule, { plan: 'Other', wave: '1' })?.judgement.threshold).toBe(300);
  expect(effectiveFor(rule, { plan: 'Other', wave: '2' })?.judgement.threshold).toBe(3600);
});

test('an override that changes the threshold brings its own clear threshold, or none', () => {
  const Conditions = { MetricName: 'ServerLag', Threshold: 900, ClearThreshold: 600, Operator: 'GREATER_THAN' as const };
  const rule = compiled({
    Conditions,
    Overrides: [
      { Plan: 'A', Threshold: 300 },
      { Plan: 'B', Severity: 'LOW' },
    ],
  });
  expect(effectiveFor(rule, { plan: 'A' })?.judgement).toMatchObject({ threshold: 300, clearThreshold: null });
  expect(effectiveFor(rule, { plan: 'B' })?.judgement).toMatchObject({ threshold: 900, clearThreshold: 600 });
});

test.each([
  [{ Plans: ['Payroll DR'] }, true],
  [{ Plans: ['p-1'], Regions: ['us-east-1'], Waves: [1] }, true],
  [{ Plans: [] }, true],
  [{ Waves: ['Application'] }, true],
  [{ Waves: ['Wave 2 Application'] }, true],
  [{ Waves: [0] }, false],
  [{ Plans: ['Payroll DR'], Regions: ['eu-west-1'] }, false],
  [{ Servers: ['a03'] }, false],
])('a scope of %j: %s', (Scope, is) => {
  expect(effectiveFor(compiled({ Scope }), payroll) !== null).toBe(is);
});

test('a rule that is switched off for a plan does not concern it', () => {
  const rule = compiled({ Overrides: [{ Plan: 'Payroll DR', Enabled: false }] });
  expect(effectiveFor(rule, payroll)).toBeNull();
  expect(effectiveFor(rule, { plan: 'Other' })).not.toBeNull();
});
