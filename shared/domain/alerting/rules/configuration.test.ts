import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { messageOfAction } from './action';
import { compileRule, evaluationRange } from './compile';
import { AlertConfiguration, isAlertConfiguration } from './configuration';
import { aRule, compiled } from './testing/rules';

const model = {
  AlertId: 'alert-123',
  Name: 'Execution Duration Alert',
  Description: '…',
  Enabled: true,
  Conditions: {
    MetricName: 'ExecutionDuration',
    Threshold: 3600,
    Operator: 'GREATER_THAN',
    EvaluationPeriods: 1,
    DatapointsToAlarm: 1,
  },
  Actions: [
    {
      Type: 'SNS_NOTIFICATION',
      Configuration: {
        TopicArn: 'arn:aws:sns:us-east-1:123456789012:dr-alerts',
        Message: 'Execution {{ExecutionId}} has exceeded expected duration',
      },
    },
  ],
  Suppression: { Enabled: true, DurationMinutes: 60, SuppressOnAcknowledgment: true },
};

test('the model is taken as it stands, unknown fields of every level included', () => {
  expect(AlertConfiguration.parse(model)).toEqual(model);
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.string({ minLength: 1 }).map((name) => `x-${name}`),
        fc.jsonValue(),
      ),
      (extra) => {
        const [action] = model.Actions;
        const sent = {
          ...model,
          ...extra,
          Conditions: { ...model.Conditions, ...extra },
          Actions: [{ ...action, ...extra, Configuration: { ...action?.Configuration, ...extra } }],
          Suppression: { ...model.Suppression, ...extra },
        };
        expect(AlertConfiguration.parse(sent)).toEqual(sent);
        expect(isAlertConfiguration(sent)).toBe(true);
      },
    ),
  );
});

test('what a rule leaves out has its default', () => {
  const rule = compiled();
  expect(rule).toMatchObject({ enabled: true, severity: 'MEDIUM', periodMs: 60_000, by: null });
  expect(rule.judgement).toEqual({
    operator: 'GREATER_THAN',
    threshold: 3600,
    clearThreshold: null,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    missing: 'missing',
  });
  expect(evaluationRange(rule)).toBe(3);
  expect(
    compiled({ Conditions: { MetricName: 'ServersFailed', Threshold: 0, Operator: 'GREATER_THAN' } }).judgement.missing,
  ).toBe('notBreaching');
});

test('an action’s own words are kept apart from where it goes', () => {
  const [action] = AlertConfiguration.parse(model).Actions ?? [];
  expect(action === undefined ? null : messageOfAction(action)).toContain('{{ExecutionId}}');
});

describe.each([
  ['Conditions.MetricName', {}],
  ['Conditions.MetricName', { MetricName: 'ServerLag', State: { Name: 'wave-stuck' } }],
  ['Conditions.Threshold', { MetricName: 'ServerLag', Operator: 'GREATER_THAN' }],
  ['Conditions.Operator', { MetricName: 'ServerLag', Threshold: 1 }],
  [
    'Conditions.DatapointsToAlarm',
    { MetricName: 'ServerLag', Threshold: 1, Operator: 'GREATER_THAN', EvaluationPeriods: 2, DatapointsToAlarm: 3 },
  ],
  ['Conditions.Expression', { Expression: 'm1 +', Metrics: { m1: { MetricName: 'ServerLag' } } }],
  ['Conditions.Expression', { Expression: 'm1 / m2', Metrics: { m1: { MetricName: 'ServerLag' } } }],
  ['Conditions.Expression', { Expression: '1 > 0' }],
  ['Conditions.EventPattern.type', { EventPattern: { type: 'x' } }],
  ['Conditions.ClearPattern.a[0]', { EventPattern: { type: ['x'] }, ClearPattern: { a: [{ near: 1 }] } }],
  ['Conditions.Operator', { EventPattern: { type: ['x'] }, Operator: 'LESS_THAN' as const }],
  ['Conditions.State.Name', { State: { Name: 'moon-full' } }],
  ['Conditions.State.Parameters.Minutes', { State: { Name: 'wave-stuck', Parameters: { Minutes: -1 } } }],
  ['Conditions.State.Parameters.Minuets', { State: { Name: 'wave-stuck', Parameters: { Minuets: 5 } } }],
])('%s', (field, conditions) => {
  test(`is named where it is wrong: ${JSON.stringify(conditions)}`, () => {
    const rule = compileRule(aRule({ Conditions: AlertConfiguration.shape.Conditions.parse(conditions) }));
    expect(rule.ok ? [] : rule.error.map((problem) => problem.field)).toContain(field);
  });
});

test.each([
  ['an id that every object has', { AlertId: 'constructor' }],
  ['no name', { Name: '' }],
  ['an unknown severity', { Severity: 'URGENT' }],
  ['an unknown action', { Actions: [{ Type: 'PIGEON', Configuration: {} }] }],
  ['a topic that is none', { Actions: [{ Type: 'SNS_NOTIFICATION', Configuration: { TopicArn: 'dr-alerts' } }] }],
  ['an override for nothing', { Overrides: [{ Threshold: 3 }] }],
  ['a threshold that is none', { Conditions: { ...model.Conditions, Threshold: '3600' } }],
])('%s is refused', (_, change) => {
  expect(isAlertConfiguration({ ...model, ...change })).toBe(false);
});
