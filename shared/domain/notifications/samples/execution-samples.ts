import type { NotificationEventType } from '../event-types';
import type { Sample } from './sample';
import { completedExecution, failedExecution, moment, plan, sampleExcerpt, sampleExecution, sampleWave } from './sample-facts';

const failure = `execution-failed:${failedExecution}`;
const pause = `execution-paused:${completedExecution}:2`;
const whyItFailed = 'Wave 2 Application failed: app-03 failed to launch: no free addresses in subnet-0123456789abcdef0';
const failureSteps = [
  'Remove the cause, terminate what was launched, then start the plan again.',
  'app-03: Free some or change the launch subnet, then run the wave again.',
];

const atFailure = sampleExecution({
  id: failedExecution,
  status: 'FAILED',
  summary: whyItFailed,
  waves: ['launched', 'failed', 'waiting'],
  change: { endedAt: moment('09:25:12'), durationSeconds: 1512, errorMessage: '1 servers failed to launch' },
});
const atPause = sampleExecution({
  id: completedExecution,
  status: 'PAUSED',
  summary: 'Waits for approval before Wave 3 Web',
  waves: ['launched', 'launched', 'waiting'],
  change: { currentWave: 2, pausedBeforeWave: 2 },
});
const atEnd = sampleExecution({
  id: completedExecution,
  status: 'COMPLETED',
  summary: '12 of 12 servers launched in 3 waves',
  waves: ['launched', 'launched', 'launched'],
  change: { endedAt: moment('10:36:52'), durationSeconds: 3112 },
});
const running = sampleExecution({
  id: failedExecution,
  status: 'RUNNING',
  summary: 'Wave 2 Application launches',
  waves: ['launched', 'launching', 'waiting'],
});
const wave2 = sampleWave(1, 'launching', '09:12:44', null);
const cancelled = { ...running, endedAt: moment('09:20:25'), durationSeconds: 1225 };

/** Executions and their waves. */
export const executionSamples = {
  'execution.started': {
    ...plan,
    at: '09:00:06',
    of: failedExecution,
    title: 'Payroll DR started',
    summary: 'Drill: 12 servers in 3 waves, started by dana@example.com.',
    execution: sampleExecution({
      id: failedExecution,
      status: 'RUNNING',
      summary: 'Wave 1 Database launches',
      waves: ['launching', 'waiting', 'waiting'],
    }),
  },
  'execution.paused': {
    ...plan,
    at: '10:10:24',
    of: `${completedExecution}:2`,
    notice: pause,
    title: 'Payroll DR waits for approval',
    summary: 'Wave 3 Web waits for approval: drill, 8 of 12 servers launched.',
    nextSteps: ['Check the servers launched so far, then resume or cancel.'],
    execution: atPause,
    wave: atPause.waves[2] ?? null,
  },
  'execution.resumed': {
    ...plan,
    at: '10:25:02',
    of: `${completedExecution}:2`,
    notice: pause,
    title: 'Payroll DR was resumed',
    summary: 'Wave 3 Web goes on.',
    execution: { ...atPause, status: 'RUNNING', summary: 'Wave 3 Web launches', pausedBeforeWave: null },
    wave: atPause.waves[2] ?? null,
  },
  'execution.completed': {
    ...plan,
    at: '10:36:55',
    of: completedExecution,
    notice: failure,
    title: 'Payroll DR completed',
    summary: 'Drill: 12 of 12 servers launched in 3 waves.',
    nextSteps: ['Check the servers, then terminate the drill instances.'],
    execution: atEnd,
  },
  'execution.completed-with-failures': {
    ...plan,
    at: '09:39:12',
    of: failedExecution,
    notice: `execution-incomplete:${failedExecution}`,
    title: 'Payroll DR completed with failures',
    summary: 'Drill: 11 of 12 servers launched in 3 waves; app-03 failed to launch.',
    nextSteps: failureSteps,
    execution: sampleExecution({
      id: failedExecution,
      status: 'COMPLETED',
      summary: '11 of 12 servers launched in 3 waves; app-03 failed to launch',
      waves: ['launched', 'failed', 'launched'],
      change: { detail: ['some-servers-failed'], endedAt: moment('09:39:10'), durationSeconds: 2350 },
    }),
    logExcerpt: sampleExcerpt,
  },
  'execution.failed': {
    ...plan,
    at: '09:25:14',
    of: failedExecution,
    notice: failure,
    severity: 'CRITICAL',
    title: 'Payroll DR failed',
    summary: `Drill: ${whyItFailed}.`,
    nextSteps: failureSteps,
    execution: atFailure,
    logExcerpt: sampleExcerpt,
  },
  'execution.cancelled': {
    ...plan,
    at: '09:20:25',
    of: failedExecution,
    title: 'Payroll DR was cancelled',
    summary: 'Drill: cancelled during Wave 2 Application; 3 instances run on.',
    nextSteps: ['Keep or terminate 3 instances that it launched.'],
    execution: { ...cancelled, status: 'CANCELLED', detail: ['instances-left-running'] },
  },
  'execution.timed-out': {
    ...plan,
    at: '09:25:14',
    of: failedExecution,
    notice: failure,
    severity: 'CRITICAL',
    title: 'Payroll DR timed out',
    summary: 'Drill: Wave 2 Application did not end in time.',
    nextSteps: ['Read why it failed, terminate what was launched, then start the plan again.'],
    execution: { ...cancelled, status: 'TIMED_OUT' },
  },
  'execution.terminated': {
    ...plan,
    at: '09:20:25',
    of: failedExecution,
    title: 'Payroll DR was stopped',
    summary: 'Drill: its run was stopped during Wave 2 Application.',
    nextSteps: ['Keep or terminate 3 instances that it launched.'],
    execution: { ...cancelled, status: 'TERMINATED' },
  },
  'wave.started': {
    ...plan,
    at: '09:12:44',
    of: `${failedExecution}:1`,
    title: 'Payroll DR: Wave 2 Application started',
    summary: '5 servers to launch.',
    execution: running,
    wave: running.waves[1] ?? null,
  },
  'wave.progressing': {
    ...plan,
    at: '09:24:10',
    of: `${failedExecution}:1:50`,
    title: 'Payroll DR: Wave 2 Application 50 % launched',
    summary: '3 of 5 servers launched.',
    execution: running,
    wave: { ...wave2, launched: 3 },
  },
  'wave.completed': {
    ...plan,
    at: '09:12:20',
    of: `${failedExecution}:0`,
    title: 'Payroll DR: Wave 1 Database completed',
    summary: '3 of 3 servers launched in 12 minutes.',
    execution: running,
    wave: running.waves[0] ?? null,
  },
  'wave.failed': {
    ...plan,
    at: '09:25:00',
    of: `${failedExecution}:1`,
    title: 'Payroll DR: Wave 2 Application failed',
    summary: '4 of 5 servers launched; app-03 failed to launch.',
    nextSteps: ['app-03: Free some or change the launch subnet, then run the wave again.'],
    execution: atFailure,
    wave: atFailure.waves[1] ?? null,
    logExcerpt: sampleExcerpt,
  },
} as const satisfies { readonly [T in Extract<NotificationEventType, `execution.${string}` | `wave.${string}`>]: Sample };
