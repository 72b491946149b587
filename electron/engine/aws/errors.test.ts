import { describe, expect, test } from 'vitest';
import { retryAfterMs, sourceErrorOf } from './errors';

const now = Date.parse('2026-03-14T09:00:00Z');
const about = { profile: 'payroll', region: 'us-east-1', wallNowMs: now };

/** An exception as the SDK throws it. */
function thrown(name: string, message = 'no', more: object = {}): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode: 400 }, ...more });
}
const answeredAt = (date: string) => ({ $response: { statusCode: 403, headers: { date: new Date(date).toUTCString() } } });

describe('an SDK exception as cause and next step', () => {
  test.each([
    ['expired-session', thrown('ExpiredTokenException', 'The security token included in the request is expired')],
    ['expired-session', thrown('ExpiredToken')],
    [
      'expired-session',
      thrown(
        'CredentialsProviderError',
        'The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login',
      ),
    ],
    ['expired-session', thrown('TokenProviderError', "Token is expired. To refresh this SSO session run 'aws sso login'")],
    ['wrong-credentials', thrown('UnrecognizedClientException', 'The security token included in the request is invalid.')],
    ['wrong-credentials', thrown('InvalidClientTokenId')],
    ['wrong-credentials', thrown('SignatureDoesNotMatch', 'The request signature we calculated does not match')],
    ['no-credentials', thrown('CredentialsProviderError', 'Could not resolve credentials using profile: [payroll]')],
    ['no-credentials', thrown('CredentialsProviderError', 'Could not load credentials from any providers')],
    ['not-permitted', thrown('AccessDeniedException')],
    ['not-permitted', thrown('AuthorizationError')],
    ['throttled', thrown('ThrottlingException', 'Rate exceeded', { $metadata: { httpStatusCode: 429 } })],
    ['throttled', thrown('ProvisionedThroughputExceededException')],
    ['throttled', thrown('RequestThrottled')],
    ['not-initialised', thrown('UninitializedAccountException', 'Account not initialized')],
    ['not-found', thrown('ResourceNotFoundException', 'Requested resource not found')],
    ['not-found', thrown('StateMachineDoesNotExist')],
    ['not-found', thrown('QueueDoesNotExist')],
    ['malformed', thrown('SyntaxError', 'Unexpected token < in JSON at position 0')],
    ['unreachable', thrown('InternalServerException', 'oops', { $metadata: { httpStatusCode: 500 } })],
    ['unreachable', thrown('Error', 'connect', { code: 'ECONNREFUSED', $metadata: {} })],
    ['unreachable', thrown('TimeoutError', 'Connection timed out', { $metadata: {} })],
    [
      'unreachable',
      Object.assign(new AggregateError([Object.assign(new Error('x'), { code: 'ENETUNREACH' })]), { $metadata: {} }),
    ],
    ['unreachable', Object.assign(new Error('wrapped', { cause: Object.assign(new Error('x'), { code: 'ECONNRESET' }) }))],
    ['unreachable', thrown('Error', 'getaddrinfo', { code: 'ENOTFOUND', hostname: 'drs.us-east-1.amazonaws.com' })],
    ['rejected', thrown('ValidationException', 'One or more parameter values were invalid')],
    ['rejected', 'a text somebody threw'],
    ['rejected', undefined],
  ])('%s', (code, error) => {
    const read = sourceErrorOf(error, about);
    expect(read.code).toBe(code);
    expect(read.message).not.toBe('');
    expect(read.next).not.toBe('');
  });

  test('a misspelt region is told from a missing network', () => {
    const error = thrown('Error', 'getaddrinfo', { code: 'ENOTFOUND', hostname: 'sts.us-esat-1.amazonaws.com' });
    expect(sourceErrorOf(error, { ...about, region: 'us-esat-1' })).toMatchObject({ code: 'unknown-region' });
    expect(sourceErrorOf(thrown('Error', 'getaddrinfo', { code: 'EAI_AGAIN' }), { ...about, region: 'us-esat-1' }).code).toBe(
      'unreachable',
    );
  });

  test('a secret in the words of AWS is not shown', () => {
    const token = `AQC${'x7'.repeat(80)}`;
    const error = sourceErrorOf(thrown('ValidationException', `Invalid token ${token}, password=hunter2`), about);
    expect(error.message).toContain('[redacted]');
    expect(error.message).not.toMatch(/x7x7|hunter2/);
  });

  test('a refusal names action and resource', () => {
    const message =
      'User: arn:aws:sts::111122223333:assumed-role/ops/dana is not authorized to perform: drs:DescribeJobs on resource: arn:aws:drs:us-east-1:111122223333:job/* because no identity-based policy allows the drs:DescribeJobs action';
    expect(sourceErrorOf(thrown('AccessDeniedException', message), about)).toMatchObject({
      action: 'drs:DescribeJobs',
      resource: 'arn:aws:drs:us-east-1:111122223333:job/*',
      message: 'Profile payroll may not drs:DescribeJobs on arn:aws:drs:us-east-1:111122223333:job/*.',
    });
  });

  test('a refused queue of the old protocol names the resource', () => {
    const error = thrown('AccessDenied', 'Access to the resource https://sqs.us-east-1.amazonaws.com/1/q is denied.');
    expect(sourceErrorOf(error, about)).toMatchObject({
      code: 'not-permitted',
      action: null,
      resource: 'https://sqs.us-east-1.amazonaws.com/1/q',
    });
  });

  test.each([
    [
      'InvalidSignatureException',
      'Signature expired: 20260314T080000Z is now earlier than 20260314T085500Z',
      '2026-03-14T10:01:00Z',
      '61 minutes behind',
    ],
    [
      'RequestTimeTooSkewed',
      'The difference between the request time and the current time is too large.',
      '2026-03-14T08:00:00Z',
      '60 minutes ahead of',
    ],
    ['SignatureDoesNotMatch', 'The request signature we calculated does not match', '2026-03-14T10:00:00Z', '60 minutes behind'],
  ])('a wrong clock is told from wrong credentials, with how wrong it is: %s', (name, message, date, words) => {
    const read = sourceErrorOf(thrown(name, message, answeredAt(date)), about);
    expect(read.code).toBe('clock-skew');
    expect(read.message).toContain(words);
  });

  test('a service that says how long to wait is heard', () => {
    expect(retryAfterMs(thrown('ThrottlingException', '', { retryAfterSeconds: 7 }))).toBe(7000);
    expect(retryAfterMs(thrown('ThrottlingException', '', { $response: { headers: { 'Retry-After': '3' } } }))).toBe(3000);
    expect(retryAfterMs(thrown('ThrottlingException'))).toBeNull();
  });
});
