import type { SourceError } from '../../health';

/** What each kind of trouble means, and what to do about it. */
export const causes: Readonly<Record<SourceError['code'], { readonly text: string; readonly next: string }>> = {
  'not-permitted': { text: 'AWS does not permit the call', next: 'Allow the action for the role of this profile.' },
  'expired-session': { text: 'the session has expired', next: 'Sign in on the accounts screen.' },
  'wrong-credentials': { text: 'AWS does not know the credentials', next: 'Check the credentials of this profile.' },
  'no-credentials': {
    text: 'the profile has no credentials',
    next: 'Give the profile credentials, or sign in on the accounts screen.',
  },
  'needs-code': { text: 'an MFA code is needed', next: 'Enter the code on the accounts screen.' },
  'needs-sign-in': { text: 'somebody must sign in', next: 'Sign in on the accounts screen.' },
  'bad-profile': { text: 'the profile cannot be used', next: 'Correct the profile in the AWS configuration.' },
  throttled: { text: 'AWS slows our calls down', next: 'It is tried again by itself; look who else calls so often if it lasts.' },
  unreachable: { text: 'AWS cannot be reached', next: 'Check the network, the proxy and the health of the service.' },
  'clock-skew': { text: 'the clock of this computer is wrong', next: 'Set the clock of this computer.' },
  'unknown-region': { text: 'the region is not known or not enabled', next: 'Check the region of this profile.' },
  'not-initialised': {
    text: 'the service is not set up in this region',
    next: 'Initialise DRS in this region, or stop watching it.',
  },
  'not-found': { text: 'what is to be read does not exist', next: 'Check the names on the set-up screen.' },
  malformed: { text: 'AWS answers what cannot be understood', next: 'Look at the answer on the health screen.' },
  rejected: { text: 'AWS rejects the call', next: 'Look at the answer on the health screen.' },
};

const titles: Readonly<Record<string, string>> = {
  'sts-identity': 'The identity (STS)',
  'dynamodb-executions': 'The execution history (DynamoDB)',
  'dynamodb-plans': 'The table of plans (DynamoDB)',
  'sfn-runs': 'The list of runs (Step Functions)',
  'drs-jobs': 'The list of DRS jobs',
  'drs-source-servers': 'The list of source servers (DRS)',
  'drs-recovery-instances': 'The list of recovery instances (DRS)',
  'sqs-messages': 'The queue of messages (SQS)',
  'cloudwatch-metrics': 'The collection of metrics (CloudWatch)',
  'service-quotas': 'The list of limits (Service Quotas)',
  'log-errors': 'The collection of error lines (CloudWatch Logs)',
};

/** What people call a source. */
export function sourceTitle(id: string): string {
  return titles[id] ?? id;
}
