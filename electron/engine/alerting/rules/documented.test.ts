import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { AlertConfiguration, Conditions, Scope } from '../../../../shared/domain/alerting/rules/configuration';
import { statePredicates } from '../../../../shared/domain/alerting/rules/states/registry';

const page = readFileSync('build/docs/alert-rules.md', 'utf8');

test.each([
  ...Object.keys(AlertConfiguration.shape),
  ...Object.keys(Conditions.shape),
  ...Object.keys(Scope.shape),
  ...statePredicates.map(({ name }) => name),
])('%s stands in the documentation of alert rules', (name) => {
  expect(page).toContain(name);
});
