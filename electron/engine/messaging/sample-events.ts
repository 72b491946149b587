import type { SampleEvent } from '../../../shared/contract/events';

/** Events in the form AWS sends them, to try patterns on. Source: aws-contracts 5. */
const account = '444455556666';
const region = 'us-east-1';
const server = `arn:aws:drs:${region}:${account}:source-server/s-0a1b2c3d4e5f60a03`;
const machine = `arn:aws:states:${region}:111122223333:stateMachine:aws-drs-orchestration-orchestration-dev`;
const run = `arn:aws:states:${region}:111122223333:execution:aws-drs-orchestration-orchestration-dev:0f3c9a52-7d1e-4b8a-9c46-2e5b7a1d9f60`;

function sample(id: string, title: string, event: Readonly<Record<string, unknown>>): SampleEvent {
  const frame = {
    version: '0',
    id: '9da9af57-9253-4406-87cb-7cc400e43465',
    account,
    region,
    time: '2026-03-14T09:24:52Z',
    resources: [],
  };
  return { id, title, event: { ...frame, ...event } };
}

const call = (eventSource: string, eventName: string, change: Readonly<Record<string, unknown>> = {}) => ({
  source: `aws.${eventSource.split('.')[0]}`,
  'detail-type': 'AWS API Call via CloudTrail',
  detail: {
    eventVersion: '1.09',
    userIdentity: { type: 'AssumedRole', arn: `arn:aws:sts::${account}:assumed-role/Admin/dana`, accountId: account },
    eventTime: '2026-03-14T09:24:52Z',
    eventSource,
    eventName,
    awsRegion: region,
    sourceIPAddress: '203.0.113.10',
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account,
    ...change,
  },
});

export const sampleEvents: readonly SampleEvent[] = [
  sample('launch-failed', 'A server failed to launch', {
    source: 'aws.drs',
    'detail-type': 'DRS Source Server Launch Result',
    resources: [server],
    detail: { state: 'RECOVERY_LAUNCH_FAILED', 'job-id': 'drsjob-5e10aa01bb02cc0e2', 'is-drill': 'TRUE' },
  }),
  sample('replication-stalled', 'Replication stalled', {
    source: 'aws.drs',
    'detail-type': 'DRS Source Server Data Replication Stalled Change',
    resources: [server],
    detail: { state: 'STALLED' },
  }),
  sample('failback', 'A failback began', {
    source: 'aws.drs',
    'detail-type': 'DRS Recovery Instance Failback State Change',
    resources: [`arn:aws:drs:${region}:${account}:recovery-instance/i-0f1e2d3c4b5a6d001`],
    detail: { state: 'FAILBACK_IN_PROGRESS' },
  }),
  sample('run-failed', 'A run of the orchestrator failed', {
    source: 'aws.states',
    account: '111122223333',
    'detail-type': 'Step Functions Execution Status Change',
    resources: [run],
    detail: {
      executionArn: run,
      stateMachineArn: machine,
      name: '0f3c9a52-7d1e-4b8a-9c46-2e5b7a1d9f60',
      status: 'FAILED',
      startDate: 1_773_478_801_214,
      stopDate: 1_773_480_312_400,
      error: 'PlanExecutionFailed',
    },
  }),
  sample('alarm', 'A CloudWatch alarm went off', {
    source: 'aws.cloudwatch',
    'detail-type': 'CloudWatch Alarm State Change',
    resources: [`arn:aws:cloudwatch:${region}:${account}:alarm:replication-lag`],
    detail: { alarmName: 'replication-lag', state: { value: 'ALARM' }, previousState: { value: 'OK' } },
  }),
  sample('terminate', 'Somebody terminated recovery instances', {
    ...call('drs.amazonaws.com', 'TerminateRecoveryInstances', {
      requestParameters: { recoveryInstanceIDs: ['i-0f1e2d3c4b5a6d001'] },
    }),
  }),
  sample('denied', 'A call was refused', {
    ...call('drs.amazonaws.com', 'DeleteSourceServer', { errorCode: 'AccessDenied', errorMessage: 'not authorized' }),
  }),
  sample('sign-in', 'A sign-in failed', {
    source: 'aws.signin',
    'detail-type': 'AWS Console Sign In via CloudTrail',
    detail: {
      userIdentity: { type: 'IAMUser', userName: 'HIDDEN_DUE_TO_SECURITY_REASONS', accountId: account },
      eventSource: 'signin.amazonaws.com',
      eventName: 'ConsoleLogin',
      awsRegion: region,
      sourceIPAddress: '198.51.100.7',
      errorMessage: 'Failed authentication',
      responseElements: { ConsoleLogin: 'Failure' },
      eventType: 'AwsConsoleSignIn',
    },
  }),
  sample('tocsin', 'An event of this console', {
    source: 'tocsin',
    'detail-type': 'Drill announced',
    detail: { plan: 'Payroll DR', by: 'dana' },
  }),
];
