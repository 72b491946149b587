import { expect, test } from 'vitest';
import { AlertingSettings } from '../settings';
import { settingsFaults } from './check-settings';

const means = (label: string, value: string) => ({ label, op: '=', value });

test('a severity rule cannot ask for the severity, which it decides itself', () => {
  const plan = { id: 'plan', matchers: [means('plan', 'Payroll DR')], severity: 'LOW' };
  const severity = { id: 'severity', matchers: [means('plan', 'Payroll DR'), means('severity', 'HIGH')], severity: 'LOW' };
  const settings = AlertingSettings.parse({ severity: { rules: [plan, severity] } });
  expect(settingsFaults(settings)).toEqual([
    { field: 'severity.rules[1].matchers[1].label', message: expect.stringContaining('decides') },
  ]);
});
