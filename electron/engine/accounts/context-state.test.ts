import { expect, test } from 'vitest';
import type { SourceError } from '../../../shared/domain/health';
import { stateOf } from './context-state';

const failing = (code: SourceError['code']) => ({
  state: 'failing' as const,
  error: { code, message: 'why', next: 'what', action: null, resource: null },
});

test.each([
  ['nobody watches it', stateOf(false, null, failing('needs-code')), 'off'],
  ['its profile is at fault', stateOf(true, { code: 'circle', message: 'm', next: 'n' }, failing('bad-profile')), 'cannot-work'],
  ['nothing was asked yet', stateOf(true, null, undefined), 'starting'],
  ['the first answer is awaited', stateOf(true, null, { state: 'starting', error: null }), 'starting'],
  ['STS answered', stateOf(true, null, { state: 'live', error: null }), 'live'],
  ['a code is asked for', stateOf(true, null, failing('needs-code')), 'needs-code'],
  ['nobody is signed in', stateOf(true, null, failing('needs-sign-in')), 'needs-sign-in'],
  ['the keys have expired', stateOf(true, null, failing('expired-session')), 'expired'],
  ['the network is gone', stateOf(true, null, failing('unreachable')), 'failing'],
])('%s', (_name, found, expected) => {
  expect(found.state).toBe(expected);
  if (expected !== 'starting' && expected !== 'live') expect(found.next).not.toBeNull();
});
