import { describe, expect, test } from 'vitest';
import { compileRule } from '../alerting/rules/compile';
import { isAlertConfiguration } from '../alerting/rules/configuration';
import { ruleDraftOf } from './rule-draft';
import { aFinding } from './testing/a-finding';

const conditionsOf = (...given: Parameters<typeof aFinding>) => ruleDraftOf(aFinding(...given))?.configuration.Conditions;

describe('a rule drafted from a finding', () => {
  test('holds beyond the edge of what was expected, for the same series in the same account', () => {
    const draft = ruleDraftOf(aFinding());
    expect(draft?.configuration).toMatchObject({
      AlertId: 'unusual-ServerLag-level-s-1',
      Conditions: { MetricName: 'ServerLag', Labels: { server: 's-1' }, Operator: 'GREATER_THAN', Threshold: 60, Period: 60 },
      Scope: { Contexts: ['payroll@us-east-1'] },
    });
  });

  test('is taken by whoever saves rules, whatever was found', () => {
    const drafts = [
      aFinding(),
      aFinding({ aspect: 'gap' }),
      aFinding({ family: 'objective-at-risk', aspect: 'outlook', series: null, planName: 'Payroll DR' }),
      aFinding({
        series: { metric: 'JournalEvents', contextId: 'console', labels: {} },
        evidence: { ...aFinding().evidence, value: 0 },
      }),
    ].map(ruleDraftOf);
    for (const draft of drafts) {
      expect(isAlertConfiguration(draft?.configuration)).toBe(true);
      if (draft !== null) expect(compileRule(draft.configuration)).toMatchObject({ ok: true });
    }
  });

  test('looks at the side on which the value was, with a threshold that can be read', () => {
    const evidence = { ...aFinding().evidence, value: 3, expected: { low: 20.1234, high: 61.987 } };
    expect(conditionsOf({ evidence })).toMatchObject({ Operator: 'LESS_THAN', Threshold: 20.1 });
    expect(conditionsOf({ evidence: { ...evidence, value: 99 } })).toMatchObject({ Operator: 'GREATER_THAN', Threshold: 62 });
  });

  test('of a fleet that falls silent is about every series of the metric', () => {
    const series = { metric: 'ReplicationLag', contextId: 'payroll@us-east-1', labels: { server: 's-1' } };
    const fleet = conditionsOf({
      series: null,
      method: 'fleet',
      aspect: 'gap',
      members: [{ series, score: 0.95 }],
      memberCount: 40,
    });
    expect(fleet).toMatchObject({ MetricName: 'ReplicationLag', Statistic: 'SampleCount', TreatMissingData: 'breaching' });
    expect(fleet).not.toHaveProperty('Labels');
  });

  test('is none where no rule could say it', () => {
    expect(ruleDraftOf(aFinding({ family: 'recurring-failure', aspect: 'recurrence', series: null }))).toBeNull();
    const member = { series: { metric: 'ServerLag', contextId: 'x', labels: { server: 's-1' } }, score: 0.95 };
    expect(ruleDraftOf(aFinding({ series: null, method: 'fleet', members: [member], memberCount: 40 }))).toBeNull();
    expect(ruleDraftOf(aFinding({ series: { metric: 'NoSuchMetric', contextId: 'x', labels: {} } }))).toBeNull();
  });
});
