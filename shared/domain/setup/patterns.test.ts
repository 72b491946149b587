import { expect, test } from 'vitest';
import { watchTable } from '../security/watch-table';
import { securityPattern } from './patterns';

test('every call that is weighed is let through, and the pattern fits into a rule', () => {
  const through = securityPattern.detail.eventName;
  expect(watchTable.flatMap(({ calls }) => calls).filter((call) => !through.includes(call))).toEqual([]);
  // EventBridge takes patterns of at most 2,048 characters.
  expect(JSON.stringify(securityPattern).length).toBeLessThanOrEqual(2048);
});
