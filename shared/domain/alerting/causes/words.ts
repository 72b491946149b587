import type { CauseId } from './cause-ids';

interface Words {
  readonly title: string;
  readonly nextStep: string;
  /** Of `resources/runbooks`; null where there is none that fits by itself. */
  readonly runbookId: string | null;
}

/** What each cause is called, what to do about it first, and the runbook that leads on. */
export const causeWords: Readonly<Record<CauseId, Words>> = {
  'subnet-out-of-addresses': {
    title: 'The launch subnet has no free addresses',
    nextStep: 'Free addresses in the subnet or change the launch subnet, then run the wave again.',
    runbookId: 'subnet-out-of-addresses',
  },
  'instance-capacity': {
    title: 'EC2 has no capacity for the instance type',
    nextStep: 'Choose another instance type or a subnet in another zone in the launch settings, then run the wave again.',
    runbookId: 'insufficient-instance-capacity',
  },
  'vcpu-quota': {
    title: 'The account has reached its vCPU limit',
    nextStep: 'Terminate instances nobody needs or ask for a higher EC2 quota, then run the wave again.',
    runbookId: 'vcpu-quota',
  },
  'job-quota': {
    title: 'DRS has as many jobs or servers in jobs as it allows',
    nextStep: 'Wait until jobs have ended before the next wave or plan is started.',
    runbookId: 'drs-job-limits',
  },
  'launch-template': {
    title: 'The launch settings name something that does not exist or does not fit',
    nextStep: 'Correct the launch settings of the server, then run the wave again.',
    runbookId: 'launch-template',
  },
  'iam-denied': {
    title: 'A permission is missing for the launch',
    nextStep: 'Give the role that DRS uses the missing permission, then run the wave again.',
    runbookId: 'iam-denied',
  },
  'kms-denied': {
    title: 'The encryption key of the volumes cannot be used',
    nextStep: 'Check that the key is enabled and that its policy lets DRS use it, then run the wave again.',
    runbookId: 'kms-key-unusable',
  },
  'conversion-failed': {
    title: 'The conversion of the server failed',
    nextStep: 'Read the job log of the server and check its boot loader and drivers, then run the wave again.',
    runbookId: 'conversion-failed',
  },
  'snapshot-failed': {
    title: 'A snapshot could not be taken',
    nextStep: 'Check the staging volumes and the EBS snapshot limits, then try again.',
    runbookId: 'snapshot-failed',
  },
  'replication-stalled': {
    title: 'Replication is stalled',
    nextStep: 'Look at the replication of the server in DRS and at the load on its disks.',
    runbookId: 'replication-stalled',
  },
  'agent-disconnected': {
    title: 'The replication agent is not seen any more',
    nextStep: 'Check that the server runs and that its agent is started and reaches AWS.',
    runbookId: 'agent-disconnected',
  },
  'network-blocked': {
    title: 'The network between server and staging area is blocked or unstable',
    nextStep: 'Check TCP 1500 and 443 from the server to the staging area: firewall, route, VPN, bandwidth.',
    runbookId: 'replication-network',
  },
  'orchestration-died': {
    title: 'The orchestration of the platform failed',
    nextStep: 'Read the failed step of the run; what was launched so far goes on in DRS and is to be kept or terminated by hand.',
    runbookId: 'orchestration-died',
  },
  'run-timed-out': {
    title: 'The run of the orchestration timed out',
    nextStep: 'Look which wave took too long; servers may still come up in DRS.',
    runbookId: 'orchestration-died',
  },
  'source-throttled': {
    title: 'AWS slows our calls down',
    nextStep: 'It is tried again by itself; look who else calls so often if it lasts.',
    runbookId: 'source-silent',
  },
  'source-down': {
    title: 'AWS does not answer',
    nextStep: 'Check the network, the proxy and the health of the service.',
    runbookId: 'source-silent',
  },
  'credentials-expired': {
    title: 'The credentials of the console do not hold any more',
    nextStep: 'Sign in on the accounts screen, or correct the profile.',
    runbookId: 'credentials-expired',
  },
  'permission-missing': {
    title: 'The console may not read what it must',
    nextStep: 'Allow the missing action for the role of this profile.',
    runbookId: 'iam-denied',
  },
  'queue-lost': {
    title: 'The queue of the console is gone',
    nextStep: 'Let the console make its queue anew on the set-up screen.',
    runbookId: 'source-silent',
  },
  'quota-near': {
    title: 'A limit of the account is nearly used up',
    nextStep: 'Free some of it, or ask AWS for a higher limit before the next drill.',
    runbookId: 'drs-job-limits',
  },
  'delivery-failing': {
    title: 'Messages to people do not arrive',
    nextStep: 'Look at the failing deliveries in the history of notifications, and test the channel.',
    runbookId: 'delivery-failing',
  },
  'security-event': {
    title: 'Somebody did what harms recovery, or tried',
    nextStep: 'Ask whether it was meant. If nobody knows of it, revoke the session and undo the change.',
    runbookId: null,
  },
  'waits-for-approval': {
    title: 'A wave waits for an approval',
    nextStep: 'Check the servers launched so far, then resume or cancel.',
    runbookId: 'execution-paused-too-long',
  },
  'instances-left-running': {
    title: 'Drill instances were left running',
    nextStep: 'Terminate the recovery instances if nobody tests on them any more.',
    runbookId: 'instances-left-running',
  },
  'cancelled-by-operator': {
    title: 'Somebody cancelled the execution',
    nextStep: 'Stop the run if it was left open, and terminate what was launched.',
    runbookId: 'instances-left-running',
  },
  'objective-missed': {
    title: 'An objective is missed or at risk',
    nextStep: 'Look what takes longest, and tell whoever waits for the application.',
    runbookId: 'objective-missed',
  },
  'rule-threshold': { title: 'A rule of an operator holds', nextStep: 'Look at the series of the rule.', runbookId: null },
  'reported-by-script': {
    title: 'A script reported it',
    nextStep: 'Ask whoever runs the script, or look at what it sent.',
    runbookId: null,
  },
  unusual: {
    title: 'Something runs otherwise than usual',
    nextStep: 'Look at what was found: what is off, by how much and since when.',
    runbookId: null,
  },
  'console-fault': {
    title: 'The console itself has a fault',
    nextStep: 'Look at the health screen and at the log of the console.',
    runbookId: null,
  },
  'clock-changed': {
    title: 'The clock of this computer is wrong',
    nextStep: 'Set the clock of this computer.',
    runbookId: 'source-silent',
  },
  unknown: {
    title: 'AWS has not said why yet',
    nextStep: 'Read the job log of the server, or the failed step of the run.',
    runbookId: null,
  },
};
