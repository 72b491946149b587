import { aServer, at, payroll } from '../../../electron/engine/testing/events';
import type { ConsoleEvent } from '../../../shared/domain/events';
import { ExecutionId, JobId, PlanId, ServerId } from '../../../shared/domain/primitives';

export interface FleetSize {
  readonly servers: number;
  readonly executions: number;
}

/** The size the budgets speak of. */
export const largeFleet: FleetSize = { servers: 4_000, executions: 100 };

export function executionId(index: number): ExecutionId {
  return ExecutionId.parse(`00000000-0000-4000-8000-${String(index).padStart(12, '0')}`);
}

function serverId(index: number): ServerId {
  return ServerId.parse(`s-${String(index).padStart(17, '0')}`);
}

/** What a console learns at its first reading of a fleet: a context, every server, and executions of equal size that run. */
export function fleetEvents(size: FleetSize): ConsoleEvent[] {
  return [
    {
      type: 'context.opened',
      at: at(0),
      context: {
        contextId: payroll,
        name: 'payroll',
        profile: 'payroll',
        region: 'us-east-1',
        accountId: '111122223333',
        environment: 'production',
        colour: 'cyan',
        rehearsal: false,
      },
    },
    ...Array.from({ length: size.servers }, (_, index) => lagEvent(index, 0)),
    ...Array.from({ length: size.executions }, (_, index) => executionEvents(index, size)).flat(),
  ];
}

/** A reading of one server, `seconds` after the start. */
export function lagEvent(index: number, seconds: number): ConsoleEvent {
  return aServer(String(index), { name: `server-${index}`, lagSeconds: seconds % 90 }, seconds);
}

/** A reading of one execution's job in which `launched` of its servers are up. */
export function jobEvent(execution: number, size: FleetSize, launched: number, seconds: number): ConsoleEvent {
  return {
    type: 'job.observed',
    at: at(seconds),
    contextId: payroll,
    source: 'drs-jobs',
    job: {
      jobId: jobId(execution),
      accountId: '444455556666',
      region: 'us-east-1',
      type: 'LAUNCH',
      status: 'STARTED',
      initiatedBy: 'START_DRILL',
      createdAt: at(0),
      endedAt: null,
      servers: serversOf(execution, size).map((sourceServerId, n) => ({
        sourceServerId,
        launchStatus: n < launched ? 'LAUNCHED' : 'IN_PROGRESS',
        recoveryInstanceId: null,
      })),
    },
  };
}

/** An equal share of the fleet. */
function serversOf(execution: number, { servers, executions }: FleetSize): ServerId[] {
  const each = Math.floor(servers / executions);
  return Array.from({ length: each }, (_, n) => serverId(execution * each + n));
}

function jobId(execution: number): JobId {
  return JobId.parse(`drsjob-${String(execution).padStart(17, '0')}`);
}

function executionEvents(index: number, size: FleetSize): ConsoleEvent[] {
  const observed = { at: at(1), contextId: payroll } as const;
  const runArn = `arn:aws:states:us-east-1:111122223333:execution:aws-drs-orchestration-orchestration-dev:${executionId(index)}`;
  const item: ConsoleEvent = {
    ...observed,
    type: 'execution-item.observed',
    source: 'dynamodb-executions',
    item: {
      executionId: executionId(index),
      planId: PlanId.parse(`plan-${index}`),
      planName: `Plan ${index}`,
      executionType: 'DRILL',
      status: 'RUNNING',
      startedAt: at(0),
      endedAt: null,
      initiatedBy: 'bench',
      totalWaves: 1,
      accountId: '444455556666',
      runArn,
      pausedBeforeWave: null,
      errorMessage: null,
      errorCode: null,
      terminateJobIds: [],
      terminationInitiatedAt: null,
      waves: [
        {
          waveNumber: 0,
          waveName: 'All',
          status: 'STARTED',
          jobId: jobId(index),
          region: 'us-east-1',
          startedAt: at(0),
          endedAt: null,
          pauseBeforeWave: null,
          protectionGroupId: null,
          serverIds: serversOf(index, size),
          servers: [],
        },
      ],
    },
  };
  const run: ConsoleEvent = {
    ...observed,
    type: 'run.observed',
    source: 'sfn-runs',
    run: {
      executionId: executionId(index),
      runArn,
      stateMachineArn: 'arn:aws:states:us-east-1:111122223333:stateMachine:aws-drs-orchestration-orchestration-dev',
      status: 'RUNNING',
      startedAt: at(0),
      stoppedAt: null,
      error: null,
      cause: null,
    },
  };
  return [item, run, jobEvent(index, size, 0, 1)];
}
