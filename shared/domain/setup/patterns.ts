import { watchTable } from '../security/watch-table';

/** What the console's EventBridge rules let through. Sources: aws-contracts 5.1 to 5.3. */

const API_CALL = 'AWS API Call via CloudTrail';
const drsKinds = [
  'DRS Source Server Launch Result',
  'DRS Source Server Data Replication Stalled Change',
  'DRS Recovery Instance Failback State Change',
];

/** Launch results, stalls, failback; snapshots are left out, since every server takes one every few minutes. */
export const drsPattern = { source: ['aws.drs'], 'detail-type': drsKinds };

export function runsPattern(stateMachineArns: readonly string[]) {
  return {
    source: ['aws.states'],
    'detail-type': ['Step Functions Execution Status Change'],
    detail: { stateMachineArn: [...stateMachineArns] },
  };
}

/** Calls that destroy, reverse or blind, whoever makes them: all that the watch table weighs. */
export const securityPattern = {
  'detail-type': [API_CALL],
  detail: { eventName: [...new Set(watchTable.flatMap(({ calls }) => calls))] },
};

/** Denied calls to what a recovery rests on, readings included. */
export const deniedPattern = {
  source: ['aws.drs', 'aws.states', 'aws.dynamodb', 'aws.sns', 'aws.events', 'aws.lambda'],
  'detail-type': [API_CALL],
  detail: { errorCode: ['AccessDenied', 'AccessDeniedException', 'Client.UnauthorizedOperation', 'UnauthorizedOperation'] },
};

export const signInPattern = {
  source: ['aws.signin'],
  'detail-type': ['AWS Console Sign In via CloudTrail'],
  detail: { responseElements: { ConsoleLogin: ['Failure'] } },
};

/** Alarms of the platform and of this console, by the beginning of their names. */
export function alarmsPattern(prefixes: readonly string[]) {
  return {
    source: ['aws.cloudwatch'],
    'detail-type': ['CloudWatch Alarm State Change'],
    detail: { alarmName: prefixes.map((prefix) => ({ prefix })) },
  };
}

/** What another place sends here; our own rules choose from it. */
export const forwardPattern = { source: ['aws.drs'], 'detail-type': [...drsKinds, API_CALL] };

export const CHECK_SOURCE = 'tocsin';
export const CHECK_KIND = 'Tocsin set-up check';

/** The test event of one installation. */
export function checkPattern(installationId: string) {
  return { source: [CHECK_SOURCE], 'detail-type': [CHECK_KIND], detail: { installation: [installationId] } };
}
