import type { CompiledRule } from '../compile';
import { compileRule } from '../compile';
import { AlertConfiguration, type Conditions } from '../configuration';
import type { LintWorld } from '../lint';

/** The rule of the model, with changes. */
export function aRule(
  change: Partial<AlertConfiguration> & { readonly Conditions?: Partial<Conditions> } = {},
): AlertConfiguration {
  return AlertConfiguration.parse({
    AlertId: 'alert-123',
    Name: 'Execution Duration Alert',
    Enabled: true,
    ...change,
    Conditions: change.Conditions ?? {
      MetricName: 'ExecutionDuration',
      Threshold: 3600,
      Operator: 'GREATER_THAN',
      EvaluationPeriods: 1,
      DatapointsToAlarm: 1,
    },
  });
}

export function compiled(change: Parameters<typeof aRule>[0] = {}): CompiledRule {
  const rule = compileRule(aRule(change));
  if (!rule.ok) throw new Error(rule.error.map(({ field, message }) => `${field}: ${message}`).join('; '));
  return rule.value;
}

export const aWorld: LintWorld = {
  plans: [
    {
      planId: '7c1d2e3f-4a5b-4c6d-8e7f-901234567890',
      planName: 'Payroll DR',
      waves: [
        { waveNumber: 0, waveName: 'Database' },
        { waveNumber: 1, waveName: 'Application' },
      ],
    },
  ],
  contexts: [{ contextId: 'payroll-prod@us-east-1', accountId: '123456789012', region: 'us-east-1' }],
  isOn: () => true,
  policyIds: ['usual'],
  runbookIds: ['stalled'],
  labelsOf: () => new Set(),
};
