import { describe, expect, test } from 'vitest';
import { ContextId, Instant } from '../../../../shared/domain/primitives';
import { understand } from './understand';

const contextId = ContextId.parse('payroll@us-east-1');
const at = Instant.parse('2026-03-14T09:30:05.000Z');

const record = {
  eventVersion: '1.09',
  userIdentity: {
    type: 'AssumedRole',
    principalId: 'AROAEXAMPLE:mallory',
    arn: 'arn:aws:sts::444455556666:assumed-role/Admin/mallory',
    accountId: '444455556666',
    sessionContext: {
      sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::444455556666:role/Admin' },
      attributes: { mfaAuthenticated: 'false' },
    },
  },
  eventTime: '2026-03-14T09:30:02Z',
  eventSource: 'drs.amazonaws.com',
  eventName: 'TerminateRecoveryInstances',
  awsRegion: 'us-east-1',
  sourceIPAddress: '203.0.113.10',
  requestParameters: { recoveryInstanceIDs: ['i-0f1e2d3c4b5a6d001'] },
  responseElements: null,
  readOnly: false,
  recipientAccountId: '444455556666',
};

function read(detail: object, change: object = {}) {
  const body = {
    version: '0',
    id: '5d2f0000-0000-4000-8000-000000000001',
    'detail-type': 'AWS API Call via CloudTrail',
    source: 'aws.drs',
    account: '444455556666',
    time: '2026-03-14T09:30:02Z',
    region: 'us-east-1',
    resources: [],
    detail,
    ...change,
  };
  return understand({ MessageId: 'sqs-1', Body: JSON.stringify(body) }, contextId, at);
}

describe('a call the trail recorded', () => {
  test('says who did what from where, in which account and region', () => {
    expect(read(record)).toMatchObject({
      type: 'message.security',
      finding: {
        category: 'destroys-recovery',
        severity: 'CRITICAL',
        who: 'arn:aws:sts::444455556666:assumed-role/Admin/mallory',
        mfa: false,
        where: '203.0.113.10',
        what: 'drs:TerminateRecoveryInstances',
        targets: ['i-0f1e2d3c4b5a6d001'],
        account: '444455556666',
        region: 'us-east-1',
        errorCode: null,
        byPlatform: false,
      },
    });
  });

  test('by the platform’s own role belongs to a drill', () => {
    const arn = 'arn:aws:sts::444455556666:assumed-role/DRSOrchestrationRole/drs-orchestration';
    expect(read({ ...record, userIdentity: { ...record.userIdentity, arn } })).toMatchObject({
      finding: { severity: 'LOW', byPlatform: true },
    });
  });

  test('that was refused is an attempt', () => {
    expect(read({ ...record, errorCode: 'AccessDenied', errorMessage: 'no' })).toMatchObject({
      finding: { category: 'denied-call', severity: 'HIGH', errorCode: 'AccessDenied' },
    });
  });

  test('that nobody watches for stays an ordinary message, with its account', () => {
    expect(read({ ...record, eventName: 'TagResource' })).toMatchObject({ type: 'message.other', account: '444455556666' });
  });

  test('without a name cannot be understood', () => {
    expect(read({ eventSource: 'drs.amazonaws.com' })).toMatchObject({ type: 'message.malformed' });
  });
});

test('a failed sign-in of a user AWS does not name', () => {
  const signIn = {
    eventSource: 'signin.amazonaws.com',
    eventName: 'ConsoleLogin',
    eventType: 'AwsConsoleSignIn',
    userIdentity: { type: 'IAMUser', userName: 'HIDDEN_DUE_TO_SECURITY_REASONS', accountId: '111122223333' },
    errorMessage: 'Failed authentication',
    responseElements: { ConsoleLogin: 'Failure' },
    additionalEventData: { LoginTo: 'https://console.aws.amazon.com', MobileVersion: 'No', MFAUsed: 'No' },
    recipientAccountId: '111122223333',
    sourceIPAddress: '198.51.100.7',
  };
  const event = read(signIn, {
    'detail-type': 'AWS Console Sign In via CloudTrail',
    source: 'aws.signin',
    account: '111122223333',
  });
  expect(event).toMatchObject({
    finding: {
      category: 'failed-sign-in',
      severity: 'MEDIUM',
      who: 'an unknown user',
      mfa: false,
      account: '111122223333',
      errorCode: 'Failed authentication',
    },
  });
});
