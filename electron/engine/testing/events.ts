import type { ConsoleEvent, EventOf } from '../../../shared/domain/events';
import { ContextId, ExecutionId, type Instant, instantOf, JobId, PlanId, ServerId } from '../../../shared/domain/primitives';

/** The moment at which test stories begin. */
export const start = instantOf(Date.parse('2026-03-14T09:00:00.000Z'));

/** `seconds` after the start. */
export function at(seconds: number): Instant {
  return instantOf(Date.parse(start) + seconds * 1000);
}

export const payroll = ContextId.parse('payroll@us-east-1');
export const e1 = ExecutionId.parse('0f3c9a52-7d1e-4b8a-9c46-2e5b7a1d9f60');

/** A server id of the right length for a short name. */
export function serverId(name: string): ServerId {
  return ServerId.parse(`s-${name.padStart(17, '0')}`);
}

export function aServer(name: string, given: Partial<EventOf<'server.observed'>['server']> = {}, seconds = 0): ConsoleEvent {
  return {
    type: 'server.observed',
    at: at(seconds),
    contextId: payroll,
    source: 'drs-source-servers',
    server: {
      sourceServerId: serverId(name),
      accountId: '222222222222',
      region: 'us-east-1',
      name,
      hostname: `${name}.payroll.example`,
      sourceIp: null,
      os: null,
      replicationState: 'CONTINUOUS',
      replicationError: null,
      lagSeconds: 0,
      backlogBytes: 0,
      lastSeenAt: at(seconds),
      lastLaunchResult: null,
      lastLaunchJobId: null,
      recoveryInstanceId: null,
      tags: {},
      ...given,
    },
  };
}

export function anOtherMessage(messageId: string, subject = 'hello', seconds = 0, raw?: unknown): ConsoleEvent {
  return {
    type: 'message.other',
    at: at(seconds),
    contextId: payroll,
    source: 'sqs-messages',
    messageId,
    occurredAt: at(seconds),
    subject,
    ...(raw === undefined ? {} : { raw }),
  };
}

const observedIn = { contextId: payroll } as const;
const runArn = `arn:aws:states:us-east-1:111111111111:execution:aws-drs-orchestration-orchestration-dev:${e1}`;
export const j1 = JobId.parse('drsjob-5e10aa01bb02cc0e1');

/** The item of E1: one wave of the servers named, started at the start. */
export function anItem(
  given: Partial<EventOf<'execution-item.observed'>['item']> = {},
  seconds = 0,
  servers = ['d01', 'd02', 'd03'],
): ConsoleEvent {
  return {
    ...observedIn,
    type: 'execution-item.observed',
    at: at(seconds),
    source: 'dynamodb-executions',
    item: {
      executionId: e1,
      planId: PlanId.parse('plan-payroll'),
      planName: 'Payroll DR',
      executionType: 'DRILL',
      status: 'RUNNING',
      startedAt: start,
      endedAt: null,
      initiatedBy: 'operator',
      totalWaves: 1,
      accountId: '222222222222',
      runArn,
      pausedBeforeWave: null,
      errorMessage: null,
      errorCode: null,
      terminateJobIds: [],
      terminationInitiatedAt: null,
      waves: [
        {
          waveNumber: 0,
          waveName: 'Database',
          status: 'STARTED',
          jobId: j1,
          region: 'us-east-1',
          startedAt: start,
          endedAt: null,
          pauseBeforeWave: null,
          protectionGroupId: null,
          serverIds: servers.map(serverId),
          servers: servers.map((name) => ({
            sourceServerId: serverId(name),
            serverName: name,
            launchStatus: 'PENDING',
            recoveryInstanceId: null,
            instanceType: null,
            privateIp: null,
          })),
        },
      ],
      ...given,
    },
  };
}

/** The run of E1. */
export function aRun(status: string, seconds = 0): ConsoleEvent {
  return {
    ...observedIn,
    type: 'run.observed',
    at: at(seconds),
    source: 'sfn-runs',
    run: {
      executionId: e1,
      runArn,
      stateMachineArn: 'arn:aws:states:us-east-1:111111111111:stateMachine:aws-drs-orchestration-orchestration-dev',
      status,
      startedAt: start,
      stoppedAt: status === 'RUNNING' ? null : at(seconds),
      error: status === 'FAILED' ? 'PlanExecutionFailed' : null,
      cause: null,
    },
  };
}

/** The launch job of E1's wave, with each server's launch status. */
export function aJob(statuses: Readonly<Record<string, string>>, seconds = 0, status = 'STARTED'): ConsoleEvent {
  return {
    ...observedIn,
    type: 'job.observed',
    at: at(seconds),
    source: 'drs-jobs',
    job: {
      jobId: j1,
      accountId: '222222222222',
      region: 'us-east-1',
      type: 'LAUNCH',
      status,
      initiatedBy: 'START_DRILL',
      createdAt: start,
      endedAt: status === 'COMPLETED' ? at(seconds) : null,
      servers: Object.entries(statuses).map(([name, launchStatus]) => ({
        sourceServerId: serverId(name),
        launchStatus,
        recoveryInstanceId: null,
      })),
    },
  };
}
