import type { NotificationEventType } from '../event-types';
import type { Sample } from './sample';
import { moment, place } from './sample-facts';

const thread = `context:${place.contextId}`;
const silent = `source-silent:${place.contextId}/drs-jobs`;
const denied = `permission-lost:${place.contextId}/drs-source-servers`;
/** The console's own trouble belongs to no account. */
const own = { contextId: null, contextName: null, environment: null, accountId: null, region: null } as const;
const failing = 'delivery-failing:slack-webhook:notify/drills/0/1/WebhookUrl';

/** Whether the console sees, and is heard. */
export const healthSamples = {
  'health.source-silent': {
    at: '09:18:40',
    of: `${silent}:${moment('09:15:40')}`,
    notice: silent,
    threadKey: thread,
    title: 'DRS jobs of payroll-prod are silent',
    summary: 'AWS has not answered for 3 minutes (throttled). What was read before is shown with its age.',
    nextSteps: ['It is tried again by itself; look at the accounts screen if it lasts.'],
    source: { id: 'drs-jobs', title: 'DRS jobs', code: 'throttled', message: 'AWS has not answered since 09:15:40 UTC.' },
  },
  'health.source-recovered': {
    at: '09:24:00',
    of: `${silent}:${moment('09:15:40')}`,
    notice: silent,
    threadKey: thread,
    title: 'DRS jobs of payroll-prod answer again',
    summary: 'They were silent for 8 minutes.',
    source: { id: 'drs-jobs', title: 'DRS jobs', code: null, message: null },
  },
  'health.permission-lost': {
    at: '09:18:40',
    of: `${denied}:${moment('09:15:40')}`,
    notice: denied,
    threadKey: thread,
    title: 'A permission is missing in payroll-prod',
    summary: 'DRS source servers cannot be read: drs:DescribeSourceServers is not permitted.',
    nextSteps: ['Allow drs:DescribeSourceServers for the role of this profile.'],
    source: { id: 'drs-source-servers', title: 'DRS source servers', code: 'not-permitted', message: 'The call was denied.' },
    permission: { action: 'drs:DescribeSourceServers', resource: '*' },
  },
  'health.quota-near': {
    at: '09:00:40',
    of: `${place.accountId}:us-east-1:L-C1D14A2B`,
    notice: `quota-near:${place.accountId}:us-east-1:L-C1D14A2B`,
    threadKey: thread,
    title: '18 of 20 concurrent DRS jobs',
    summary: 'The next executions may be refused.',
    nextSteps: ['Ask AWS for a higher limit, or let the running jobs end.'],
    quota: { name: 'Concurrent jobs in progress', used: 18, limit: 20, unit: 'jobs' },
  },
  'health.delivery-failing': {
    ...own,
    at: '09:26:00',
    of: `${failing}:${moment('09:26:00')}`,
    notice: failing,
    title: 'Messages to Slack #disaster-recovery fail',
    summary: 'The last 5 attempts failed: HTTP 503. Messages wait and are sent when it works again.',
    nextSteps: ['Look at the delivery history; check the webhook if it lasts.'],
    delivery: { channel: 'SLACK', destination: 'Slack #disaster-recovery', message: 'HTTP 503' },
  },
  'health.delivery-recovered': {
    ...own,
    at: '09:34:00',
    of: `${failing}:${moment('09:26:00')}`,
    notice: failing,
    title: 'Messages to Slack #disaster-recovery arrive again',
    summary: 'It failed for 8 minutes; 3 messages that waited were sent.',
    delivery: { channel: 'SLACK', destination: 'Slack #disaster-recovery', message: 'HTTP 200' },
  },
  'health.performance-degraded': {
    ...own,
    at: '09:40:00',
    of: `own-performance:${moment('09:40:00')}`,
    notice: 'own-performance',
    title: 'The console is slow',
    summary: 'From event to screen it took 4.2 seconds (goal: 1 second) during the last 5 minutes.',
    nextSteps: ['Close what else uses this computer, or move the console to a faster one.'],
  },
  'health.own-error': {
    ...own,
    at: '09:41:00',
    of: `own-error:template:execution-status-email:${moment('09:41:00')}`,
    notice: 'own-error:template:execution-status-email',
    title: 'A template could not be rendered',
    summary: 'execution-status-email, line 12: unknown filter "dat". The built-in text was sent instead.',
    nextSteps: ['Open the template and correct it, or restore the shipped one.'],
  },
} as const satisfies { readonly [T in Extract<NotificationEventType, `health.${string}`>]: Sample };
