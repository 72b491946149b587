import { expect, test } from 'vitest';
import { ContextId, ExecutionId } from './primitives';

test('an id may be anything but empty, and but what every object has', () => {
  expect(ExecutionId.safeParse('0f3c9a52-7d1e-4b8a-9c46-2e5b7a1d9f60').success).toBe(true);
  expect(ContextId.safeParse('payroll-prod@us-east-1').success).toBe(true);
  for (const text of ['', 'constructor', '__proto__', 'toString', 'hasOwnProperty'])
    expect(ExecutionId.safeParse(text).success, text).toBe(false);
});
