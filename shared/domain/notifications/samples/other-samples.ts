import type { NotificationEventType } from '../event-types';
import type { Sample } from './sample';
import { failedExecution, moment, place, plan, sampleExecution } from './sample-facts';

const thread = `context:${place.contextId}`;
const role = 'arn:aws:sts::444455556666:assumed-role/Admin/dana';
const failure = `execution-failed:${failedExecution}`;
const execution = sampleExecution({
  id: failedExecution,
  status: 'FAILED',
  summary: 'Wave 2 Application failed: app-03 failed to launch',
  waves: ['launched', 'failed', 'waiting'],
  change: { endedAt: moment('09:25:12'), durationSeconds: 1512 },
});
const meant = ['Check that this was meant. If nobody knows of it, revoke the session and undo the change.'];

type Family = `security.${string}` | `alert.${string}` | `custom.${string}`;

/** Security, alerts that people answered, and what other systems tell. */
export const otherSamples = {
  'security.failed-sign-in': {
    at: '09:02:11',
    of: `${place.contextId}:444455556666:anyone:2026-03-14T09`,
    threadKey: thread,
    title: '3 failed sign-ins to account 444455556666',
    summary:
      'Somebody failed to sign in in account 444455556666 from 198.51.100.23, as dana the last time, 3 times within an hour.',
    nextSteps: ['Ask the person whether it was them; if not, lock the user and look for further traces in the trail.'],
    security: {
      category: 'failed-sign-in',
      who: 'dana',
      where: '198.51.100.23',
      what: 'signin:ConsoleLogin',
      targets: [],
      errorCode: 'Failed authentication',
    },
  },
  'security.denied-call': {
    at: '09:03:00',
    of: `${place.contextId}:444455556666:drs:StartRecovery:2026-03-14T09`,
    threadKey: thread,
    title: 'Admin/dana tried drs:StartRecovery',
    summary: 'AWS refused it (AccessDenied) in account 444455556666, us-east-1 from 198.51.100.23.',
    nextSteps: ['Ask the person what it was for; if nobody knows, revoke the session.'],
    security: {
      category: 'denied-call',
      who: role,
      where: '198.51.100.23',
      what: 'drs:StartRecovery',
      targets: [],
      errorCode: 'AccessDenied',
    },
  },
  'security.destructive-call': {
    at: '09:04:00',
    of: `${place.contextId}:444455556666:drs:DeleteSourceServer:2026-03-14T09`,
    threadKey: thread,
    title: 'Destroys recovery or replication: drs:DeleteSourceServer',
    summary: 'Admin/dana called drs:DeleteSourceServer on s-0a1b2c3d4e5f60w02 in account 444455556666, us-east-1.',
    nextSteps: meant,
    security: {
      category: 'destroys-recovery',
      who: role,
      where: '198.51.100.23',
      what: 'drs:DeleteSourceServer',
      targets: ['s-0a1b2c3d4e5f60w02'],
      errorCode: null,
    },
  },
  'security.tampering': {
    at: '09:05:00',
    of: `${place.contextId}:444455556666:events:DisableRule:2026-03-14T09`,
    threadKey: thread,
    title: 'Blinds the monitoring: events:DisableRule',
    summary: 'Admin/dana called events:DisableRule on drs-events in account 444455556666, us-east-1.',
    nextSteps: meant,
    security: {
      category: 'blinds-monitoring',
      who: role,
      where: '198.51.100.23',
      what: 'events:DisableRule',
      targets: ['drs-events'],
      errorCode: null,
    },
  },
  'security.refused-access': {
    contextId: null,
    contextName: null,
    environment: null,
    accountId: null,
    region: null,
    at: '09:06:00',
    of: `127.0.0.1:7717:${moment('09:06:00')}`,
    title: 'Refused access to this console',
    summary: 'Refused 4 times: a token that is not known.',
    nextSteps: ['If nobody uses an old token, find out which program of this computer calls the console.'],
    security: {
      category: 'refused-access',
      who: 'unknown',
      where: '127.0.0.1:7717',
      what: 'a token that is not known',
      targets: [],
      errorCode: null,
    },
  },
  'alert.acknowledged': {
    ...plan,
    at: '09:27:30',
    of: `${failure}:${moment('09:27:30')}`,
    notice: failure,
    title: 'Acknowledged: Payroll DR failed',
    summary: 'dana has taken it: “Freeing addresses in the subnet.”',
    execution,
    acknowledgement: { by: 'dana', note: 'Freeing addresses in the subnet.' },
  },
  'alert.resolved': {
    ...plan,
    at: '10:36:55',
    of: `${failure}:${moment('10:36:55')}`,
    notice: failure,
    title: 'Resolved: Payroll DR failed',
    summary: 'A later execution of Payroll DR completed (5b8d2c14-93ae-4f07-a1c5-6d2e8f907b31).',
    execution,
  },
  'custom.event': {
    at: '10:40:00',
    of: 'payroll-checks:2026-03-14-1',
    title: 'Payroll checks passed',
    summary: 'All 14 application checks passed on the recovered servers.',
    custom: { source: 'payroll-checks', name: 'checks.passed', data: { checks: 14, failed: 0, durationSeconds: 73 } },
  },
} as const satisfies { readonly [T in Extract<NotificationEventType, Family>]: Sample };
