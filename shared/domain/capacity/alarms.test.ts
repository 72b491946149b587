import { expect, test } from 'vitest';
import { verdictOn } from './alarms';

const platform = { namespace: 'aws-drs-orchestration/Security', metric: 'AccessDeniedErrors' };

test('the platform’s own alarms can never go off, and say what would', () => {
  const verdict = verdictOn({ ...platform, dimensions: { FunctionName: 'aws-drs-orchestration-query-handler-dev' } });
  expect(verdict?.repair).toBe('access-denied');
  expect(verdict?.why).toContain('FunctionName');
});

test('its repair can, and so can others', () => {
  expect(verdictOn({ ...platform, dimensions: {} })).toBeNull();
  expect(verdictOn({ namespace: 'AWS/Lambda', metric: 'Errors', dimensions: { FunctionName: 'x' } })).toBeNull();
  expect(verdictOn({ namespace: null, metric: null, dimensions: {} })).toBeNull();
});
