import { expect, test } from 'vitest';
import { readReply } from './handler-reply';

test.each([
  [
    'a resume',
    { executionId: 'e', status: 'RESUMING', message: 'Execution is resuming', nextWave: 2 },
    { outcome: 'accepted', message: 'Execution is resuming' },
  ],
  ['an answer without message', { executionId: 'e', status: 'CANCELLING' }, { outcome: 'accepted', message: 'CANCELLING' }],
  [
    'a refusal',
    { error: 'INVALID_STATE', message: 'Execution is not paused' },
    { outcome: 'refused', message: 'Execution is not paused (INVALID_STATE)' },
  ],
  ['a free-text error', { error: 'No task token' }, { outcome: 'refused', message: 'No task token' }],
  [
    'a crash',
    { errorType: 'KeyError', errorMessage: "'x'" },
    { outcome: 'refused', message: "The platform's handler failed (KeyError): 'x'" },
  ],
  [
    'an answer in the form of HTTP',
    { statusCode: 409, body: '{"error":"INVALID_STATE","message":"Busy"}' },
    { outcome: 'refused', message: 'Busy (INVALID_STATE)' },
  ],
  ['something else', 'hello', { outcome: 'refused' }],
  ['nothing', null, { outcome: 'refused' }],
])('%s', (_, payload, expected) => {
  expect(readReply(payload)).toMatchObject(expected);
});
