import { describe, expect, test } from 'vitest';
import { AlertConfiguration, type Conditions } from './configuration';
import { lintRule, lintTogether } from './lint';
import { aRule, aWorld } from './testing/rules';

const metric = (change: Partial<Conditions>) => ({
  Conditions: { MetricName: 'ExecutionDuration', Threshold: 60, Operator: 'GREATER_THAN' as const, ...change },
});
const state = (change: Partial<Conditions>) => ({ Conditions: { State: { Name: 'wave-stuck' }, ...change } });
const events = (change: Partial<Conditions>) => ({ Conditions: change });
const rate = (text: string, change: Partial<Conditions> = {}) => ({
  Conditions: {
    Metrics: { m1: { MetricName: 'ExecutionsFailed' }, m2: { MetricName: 'ExecutionsCompleted' } },
    Expression: text,
    Threshold: 10,
    ...change,
  },
});
const plans = (...Plans: string[]) => ({ Scope: { Plans } });

type Change = Parameters<typeof aRule>[0];

const advice = (change: Change, world = aWorld) => lintRule(aRule(change), world).map(({ code, field }) => `${code} ${field}`);

describe.each<readonly [string, readonly string[], Change]>([
  ['the rule of the model', [], {}],
  ['below nothing', ['never-fires Conditions.Threshold'], metric({ Operator: 'LESS_THAN', Threshold: 0 })],
  ['a negative limit', ['always-fires Conditions.Threshold'], metric({ Threshold: -1 })],
  ['at least nothing', ['always-fires Conditions.Threshold'], metric({ Operator: 'GREATER_THAN_OR_EQUAL', Threshold: 0 })],
  ['exactly a negative value', ['never-fires Conditions.Threshold'], metric({ Operator: 'EQUAL', Threshold: -1 })],
  ['other than a negative value', ['always-fires Conditions.Threshold'], metric({ Operator: 'NOT_EQUAL', Threshold: -1 })],
  [
    'half a server',
    ['never-fires Conditions.Threshold'],
    metric({ MetricName: 'ServersStalled', Operator: 'EQUAL', Threshold: 1.5 }),
  ],
  [
    'an override beyond reach',
    ['never-fires Overrides[0].Threshold'],
    { ...metric({ Operator: 'LESS_THAN' }), Overrides: [{ Plan: 'Payroll DR', Threshold: 0 }] },
  ],
  ['a metric nobody has', ['never-fires Conditions.MetricName'], metric({ MetricName: 'LagDuration' })],
  ['a label nobody has', ['never-fires Conditions.Labels.rack'], metric({ Labels: { rack: '4' } })],
  ['a label to tell apart by that nobody has', ['no-effect Conditions.By'], metric({ By: ['rack'] })],
  [
    'what is missing taken for bad',
    ['always-fires Conditions.TreatMissingData'],
    metric({ MetricName: 'ServersFailed', TreatMissingData: 'breaching' }),
  ],
  ['a clear threshold on the wrong side', ['no-effect Conditions.ClearThreshold'], metric({ ClearThreshold: 90 })],
  ['a clear threshold out of reach', ['never-clears Conditions.ClearThreshold'], metric({ ClearThreshold: -1 })],
  ['a share over a hundred', [], rate('m1 / (m1 + m2) * 100', { Operator: 'GREATER_THAN', Threshold: 50 })],
  ['a truth of more than one', ['never-fires Conditions.Threshold'], rate('m1 > 3 && m2 > 1', { Threshold: 1 })],
  [
    'a sum that is never negative',
    ['always-fires Conditions.Threshold'],
    rate('m1 + m2', { Operator: 'GREATER_THAN_OR_EQUAL', Threshold: 0 }),
  ],
  ['a metric the expression leaves out', ['no-effect Conditions.Metrics.m2'], rate('m1')],
  ['a plan nobody has', ['unknown-name Scope.Plans[0]'], plans('Nowhere')],
  ['a plan by id', [], plans('7C1D2E3F-4a5b-4c6d-8e7f-901234567890')],
  [
    'a scope its series cannot answer',
    ['never-fires Scope.Plans'],
    { ...metric({ MetricName: 'ServerLag' }), ...plans('Payroll DR') },
  ],
  ['labels against the scope', ['never-fires Scope.Plans'], { ...metric({ Labels: { plan: 'Other' } }), ...plans('Payroll DR') }],
  ['an override of an unknown plan', ['unknown-name Overrides[0].Plan'], { Overrides: [{ Plan: 'Nowhere', Threshold: 1 }] }],
  [
    'an override twice',
    ['no-effect Overrides[0]'],
    {
      Overrides: [
        { Plan: 'Payroll DR', Threshold: 1 },
        { Plan: 'payroll dr', Threshold: 2 },
      ],
    },
  ],
  [
    'an override of a wave there is not',
    ['unknown-name Overrides[0].Wave'],
    { ...metric({ MetricName: 'WaveDuration' }), Overrides: [{ Plan: 'Payroll DR', Wave: 7, Threshold: 1 }] },
  ],
  ['an override of a wave of what has none', ['no-effect Overrides[0].Wave'], { Overrides: [{ Wave: 1, Threshold: 1 }] }],
  ['a policy nobody has', ['unknown-name EscalationPolicyId'], { EscalationPolicyId: 'nobody' }],
  ['a runbook nobody has', ['unknown-name RunbookId'], { RunbookId: 'nothing' }],
  ['a threshold beside a state', ['no-effect Conditions.Threshold'], state({ Threshold: 5 })],
  ['a state', [], state({})],
  ['an event nobody records', ['never-fires Conditions.EventPattern.type'], events({ EventPattern: { type: ['moon.full'] } })],
  [
    'an event made of alerts',
    ['never-fires Conditions.EventPattern.type'],
    events({ EventPattern: { type: ['alerts.changed'] } }),
  ],
  ['every event', ['always-fires Conditions.EventPattern'], events({ EventPattern: { at: [{ exists: true }] } })],
  ['refused access', [], events({ EventPattern: { type: ['access.refused'] }, Threshold: 5 })],
])('%s', (_, expected, change) => {
  test(`leads to ${expected.join(', ') || 'nothing'}`, () => expect(advice(change)).toEqual(expected));
});

test('a metric of CloudWatch while it is switched off can never fire, and says so', () => {
  const off = { ...aWorld, isOn: () => false };
  expect(advice(metric({ MetricName: 'ReplicationLag' }), off)).toEqual(['switched-off Conditions.MetricName']);
  expect(advice(metric({}), off)).toEqual([]);
});

test('more datapoints than periods is an error, not a warning', () => {
  const [found] = lintRule(aRule(metric({ EvaluationPeriods: 1, DatapointsToAlarm: 2 })), aWorld);
  expect(found).toMatchObject({ level: 'error', code: 'nonsense', field: 'Conditions.DatapointsToAlarm' });
});

test('an unknown metric comes with the one that was meant', () => {
  const [found] = lintRule(aRule(metric({ MetricName: 'LagDuration' })), aWorld);
  expect(found?.message).toContain('ReplicationLag');
});

test('two rules of one name are told apart', () => {
  const twice = [aRule(), aRule({ AlertId: 'other' }), AlertConfiguration.parse({ ...aRule(), AlertId: 'third', Name: 'Third' })];
  expect(lintTogether(twice).map(({ index }) => index)).toEqual([1]);
});
