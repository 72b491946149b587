import { expect, test } from 'vitest';
import { ContextId } from '../../../shared/domain/primitives';
import { byService, howItSignsIn } from './access-words';

const profile = { name: 'p', region: null, works: true, message: null, next: null, contexts: [] };

test('how a profile signs in is one line', () => {
  expect(howItSignsIn({ ...profile, kind: 'role', sources: ['hub', 'keys'], needsCode: true, ssoSession: null })).toBe(
    'role, from hub, from keys, with a code',
  );
  expect(howItSignsIn({ ...profile, kind: 'sso', sources: [], needsCode: false, ssoSession: 'corp' })).toBe(
    'IAM Identity Center, session corp',
  );
});

test('calls are summed by service, the busiest first', () => {
  const call = (service: string, lastMinute: number) => ({
    contextId: ContextId.parse('a@us-east-1'),
    service,
    operation: `${service}${lastMinute}`,
    total: 10,
    lastMinute,
    waited: 1,
    longestWaitMs: lastMinute * 100,
    throttled: 0,
  });
  expect(byService([call('drs', 1), call('sqs', 5), call('drs', 2)])).toMatchObject([
    { service: 'sqs', lastMinute: 5 },
    { service: 'drs', lastMinute: 3, total: 20, waited: 2, longestWaitMs: 200 },
  ]);
});
