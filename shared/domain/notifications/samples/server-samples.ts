import type { NotificationEventType } from '../event-types';
import type { Sample } from './sample';
import {
  completedExecution,
  failedExecution,
  moment,
  plan,
  sampleExcerpt,
  sampleExecution,
  sampleServer,
  sampleWave,
} from './sample-facts';

const app03 = sampleServer(1, 2, 'failed');
const app02 = sampleServer(1, 1, 'launched');
const web02 = { ...sampleServer(2, 1, 'waiting'), waveNumber: null, phase: null, launchStatus: null };
const launchFailure = `server-launch-failed:${failedExecution}:${app03.id}:1`;
const stall = `replication-stalled:${web02.id}:${moment('09:31:05')}`;
const lag = `lag-above-objective:${web02.id}`;
const execution = {
  ...sampleExecution({
    id: failedExecution,
    status: 'RUNNING',
    summary: 'Wave 2 Application launches',
    waves: ['launched', 'failed', 'waiting'],
  }),
  instancesRunning: 3,
};
const wave = sampleWave(1, 'launching', '09:12:44', null);

/** Servers, in an execution and while they replicate. */
export const serverSamples = {
  'server.launch-failed': {
    ...plan,
    at: '09:24:52',
    of: `${failedExecution}:${app03.id}:1`,
    notice: launchFailure,
    severity: 'CRITICAL',
    title: 'app-03 failed to launch',
    summary: 'Payroll DR, drill, Wave 2 Application: no free addresses in subnet-0123456789abcdef0.',
    nextSteps: ['Free some or change the launch subnet, then run the wave again.'],
    execution,
    wave: { ...wave, failed: 1 },
    server: app03,
    logExcerpt: sampleExcerpt,
  },
  'server.launched': {
    ...plan,
    at: '09:26:10',
    of: `${failedExecution}:${app02.id}`,
    title: 'app-02 launched',
    summary: 'Payroll DR, drill, Wave 2 Application: i-0f1e2d3c4b5a6a02.',
    execution,
    wave: { ...wave, launched: 4, failed: 1 },
    server: app02,
  },
  'server.recovered': {
    ...plan,
    at: '10:09:10',
    of: launchFailure,
    notice: launchFailure,
    threadKey: `execution:${failedExecution}`,
    title: 'app-03 launched after all',
    summary: `It was launched in a later execution (${completedExecution}).`,
    execution,
    wave: sampleWave(1, 'failed', '09:12:44', '09:26:40'),
    server: { ...sampleServer(1, 2, 'launched') },
  },
  'drs.replication-stalled': {
    ...plan,
    at: '09:31:05',
    of: `${web02.id}:${moment('09:31:05')}`,
    notice: stall,
    threadKey: `server:${web02.id}`,
    title: 'web-02 stopped replicating',
    summary: 'Replication of web-02 is stalled (AGENT_NOT_SEEN). Payroll DR cannot start: 1 server.',
    nextSteps: ['Check the replication agent on web-02 and its way to the staging area.'],
    server: { ...web02, replicationState: 'STALLED', error: 'AGENT_NOT_SEEN', lagSeconds: 1260 },
  },
  'drs.replication-resumed': {
    ...plan,
    at: '09:52:40',
    of: stall,
    notice: stall,
    threadKey: `server:${web02.id}`,
    title: 'web-02 replicates again',
    summary: 'Replication goes on (CONTINUOUS).',
    server: web02,
  },
  'drs.lag-above-objective': {
    ...plan,
    at: '09:31:05',
    of: `${web02.id}:${moment('09:31:05')}`,
    notice: lag,
    threadKey: `server:${web02.id}`,
    title: 'web-02 lags 21 minutes behind',
    summary: 'The objective is 15 minutes: a recovery now would lose 21 minutes of web-02.',
    nextSteps: ['Check the bandwidth and the replication servers of the staging area.'],
    server: { ...web02, lagSeconds: 1260 },
  },
  'drs.lag-within-objective': {
    ...plan,
    at: '09:52:40',
    of: `${web02.id}:${moment('09:52:40')}`,
    notice: lag,
    threadKey: `server:${web02.id}`,
    title: 'web-02 lags 3 minutes behind',
    summary: 'The objective of 15 minutes is met again.',
    server: { ...web02, lagSeconds: 180 },
  },
  'drs.failback-state': {
    at: '11:15:00',
    of: `i-0f1e2d3c4b5a6a02:FAILBACK_IN_PROGRESS:${moment('11:15:00')}`,
    threadKey: `server:${app02.id}`,
    title: 'Failback of app-02: FAILBACK_IN_PROGRESS',
    summary: 'It was FAILBACK_NOT_STARTED.',
    failback: { from: 'FAILBACK_NOT_STARTED', to: 'FAILBACK_IN_PROGRESS' },
    server: app02,
  },
} as const satisfies { readonly [T in Extract<NotificationEventType, `server.${string}` | `drs.${string}`>]: Sample };
