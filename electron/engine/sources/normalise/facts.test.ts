import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainItem } from './attribute-value';
import { executionItem, isLock } from './execution-item';
import { job, jobLogItem } from './job';
import { plan, protectionGroup } from './plan';
import { recoveryInstance } from './recovery-instance';
import { run, runStep } from './run';
import { sourceServer } from './source-server';

const place = { accountId: '444455556666', region: 'us-east-1' };
const runArn = 'arn:aws:states:us-east-1:111122223333:execution:aws-drs-orchestration-orchestration-dev:5b8d2c14';

/** The paused execution of aws-contracts 2.1. */
const paused = {
  executionId: '5b8d2c14',
  planId: '7c1d2e3f',
  planName: 'Payroll DR',
  executionType: 'DRILL',
  status: 'PAUSED',
  startTime: 1773481500,
  initiatedBy: 'dana@example.com',
  totalWaves: 3,
  accountId: '444455556666',
  stateMachineArn: runArn,
  drsJobId: 'drsjob-5e10aa01bb02cc0e4',
  pausedBeforeWave: 2,
  waves: [
    {
      waveNumber: 1,
      waveName: 'Application',
      status: 'COMPLETED',
      jobId: 'drsjob-5e10aa01bb02cc0e4',
      startTime: 1773482251,
      region: 'us-east-1',
      serverIds: ['s-0a1b2c3d4e5f60a03'],
      serverStatuses: [
        {
          sourceServerId: 's-0a1b2c3d4e5f60a03',
          launchStatus: 'LAUNCHED',
          recoveryInstanceId: 'i-0f1e2d3c4b5a6a013',
          serverName: 'app-03',
          instanceType: 'm6i.large',
          privateIp: '10.9.20.41',
        },
      ],
    },
    {
      waveNumber: 2,
      waveName: 'Web',
      protectionGroupId: 'c0ffee00',
      protectionGroupIds: [],
      serverIds: ['s-0a1b2c3d4e5f60w01'],
      status: 'PENDING',
      pauseBeforeWave: true,
      dependsOnWaves: [1],
    },
  ],
};

describe('an execution item', () => {
  test('becomes a fact in the forms of a started and a pending wave', () => {
    const read = executionItem(paused);
    expect(read).toMatchObject({
      ok: true,
      value: {
        startedAt: '2026-03-14T09:45:00.000Z',
        endedAt: null,
        runArn,
        pausedBeforeWave: 2,
        terminateJobIds: [],
        waves: [
          {
            waveNumber: 1,
            pauseBeforeWave: null,
            jobId: 'drsjob-5e10aa01bb02cc0e4',
            servers: [{ launchStatus: 'LAUNCHED', recoveryInstanceId: 'i-0f1e2d3c4b5a6a013' }],
          },
          { waveNumber: 2, pauseBeforeWave: true, jobId: null, servers: [], serverIds: ['s-0a1b2c3d4e5f60w01'] },
        ],
      },
    });
  });

  test('reads older spellings and lower-case states alike', () => {
    const read = executionItem({
      ExecutionId: 'e',
      PlanId: 'p',
      status: 'running',
      waves: [
        {
          WaveNumber: 0,
          status: 'started',
          ServerStatuses: [{ SourceServerID: 's-1', LaunchStatus: 'pending', EC2InstanceId: 'i-1', NameTag: 'db' }],
        },
      ],
    });
    expect(read).toMatchObject({
      ok: true,
      value: {
        status: 'RUNNING',
        waves: [{ status: 'STARTED', servers: [{ launchStatus: 'PENDING', recoveryInstanceId: 'i-1', serverName: 'db' }] }],
      },
    });
  });

  test('keeps a status nobody knows as it is', () => {
    expect(executionItem({ ...paused, status: 'HIBERNATING' })).toMatchObject({ ok: true, value: { status: 'HIBERNATING' } });
  });

  test('without an id is unreadable and named', () => {
    expect(executionItem({ planId: 'p' })).toMatchObject({ ok: false, error: { subject: 'execution without id' } });
  });

  test('leaves out a wave or server that cannot be read, and keeps the rest', () => {
    const read = executionItem({
      ...paused,
      waves: [null, 'x', { waveName: 'no number' }, ...paused.waves],
      terminateJobs: [{ jobId: 'drsjob-1' }, 3],
    });
    expect(read).toMatchObject({
      ok: true,
      value: { waves: [{ waveNumber: 1 }, { waveNumber: 2 }], terminateJobIds: ['drsjob-1'] },
    });
  });

  test('is no lock', () => {
    expect(isLock({ executionId: 'execution-lock-7c1d', status: 'LOCK' })).toBe(true);
    expect(isLock(paused)).toBe(false);
  });

  test('comes from the wire form of DynamoDB', () => {
    const wire = {
      executionId: { S: 'e' },
      startTime: { N: '1773481500' },
      waves: { L: [{ M: { waveNumber: { N: '0' }, ok: { BOOL: true }, none: { NULL: true } } }] },
    };
    expect(plainItem(wire)).toEqual({
      executionId: 'e',
      startTime: 1773481500,
      waves: [{ waveNumber: 0, ok: true, none: null }],
    });
  });
});

describe('plans and groups', () => {
  test('keep what a drill needs', () => {
    const wave = {
      waveNumber: 2,
      waveName: 'Web',
      protectionGroupId: 'c0ffee00',
      serverIds: ['s-1'],
      pauseBeforeWave: true,
      dependsOnWaves: [1],
    };
    expect(plan({ planId: 'p', planName: 'Payroll DR', accountId: '444455556666', waves: [wave] })).toMatchObject({
      ok: true,
      value: { planName: 'Payroll DR', waves: [{ waveNumber: 2, pauseBeforeWave: true, serverIds: ['s-1'] }] },
    });
    expect(protectionGroup({ groupId: 'g', groupName: 'payroll-db', sourceServerIds: ['s-1'] }, 'eu-west-1')).toMatchObject({
      ok: true,
      value: { region: 'eu-west-1', sourceServerIds: ['s-1'], accountId: null },
    });
  });
});

describe('a run', () => {
  test.each([
    [
      'as Step Functions answers',
      {
        executionArn: runArn,
        name: '5b8d2c14',
        status: 'FAILED',
        startDate: new Date(1773478801214),
        stopDate: new Date(1773480312400),
        error: 'PlanExecutionFailed',
      },
    ],
    [
      'as EventBridge tells',
      {
        executionArn: runArn,
        name: '5b8d2c14',
        status: 'FAILED',
        startDate: 1773478801214,
        stopDate: 1773480312400,
        error: 'PlanExecutionFailed',
        input: null,
      },
    ],
  ])('%s', (_, raw) => {
    expect(run(raw)).toMatchObject({
      ok: true,
      value: {
        executionId: '5b8d2c14',
        status: 'FAILED',
        startedAt: '2026-03-14T09:00:01.214Z',
        stoppedAt: '2026-03-14T09:25:12.400Z',
        error: 'PlanExecutionFailed',
        cause: null,
      },
    });
  });

  test('that resumes an execution under a name of its own belongs to it', () => {
    expect(run({ executionArn: `${runArn}-resume-2`, status: 'RUNNING' })).toMatchObject({
      ok: true,
      value: { executionId: '5b8d2c14' },
    });
  });

  test.each([
    ['ExecutionStarted', { id: 1, timestamp: new Date(1000), type: 'ExecutionStarted' }, 'ExecutionStarted'],
    [
      'a state entered',
      { id: 2, timestamp: new Date(1000), type: 'TaskStateEntered', stateEnteredEventDetails: { name: 'WaitForResume' } },
      'WaitForResume',
    ],
    ['a wait for a token', { id: 3, timestamp: new Date(1000), type: 'TaskSubmitted' }, 'TaskSubmitted'],
    [
      'one round of the loop',
      { id: 4, timestamp: new Date(1000), type: 'WaitStateEntered', stateEnteredEventDetails: { name: 'WaitForWaveUpdate' } },
      'WaitForWaveUpdate',
    ],
    [
      'the rest of the loop',
      { id: 5, timestamp: new Date(1000), type: 'TaskStateEntered', stateEnteredEventDetails: { name: 'PollWaveStatus' } },
      null,
    ],
    ['what a task does', { id: 6, timestamp: new Date(1000), type: 'TaskScheduled' }, null],
    ['nonsense', { id: 'x', type: 'ExecutionStarted' }, null],
  ])('history: %s', (_, raw, expected) => {
    const step = runStep(raw);
    expect(step === null ? null : (step.stateName ?? step.type)).toBe(expected);
  });
});

describe('DRS', () => {
  test('a job', () => {
    expect(
      job(
        {
          jobID: 'drsjob-1',
          type: 'LAUNCH',
          status: 'COMPLETED',
          initiatedBy: 'START_DRILL',
          creationDateTime: '2026-03-14T09:00:06.000Z',
          participatingServers: [{ sourceServerID: 's-1', launchStatus: 'FAILED' }, {}],
        },
        place,
      ),
    ).toMatchObject({
      ok: true,
      value: {
        jobId: 'drsjob-1',
        accountId: '444455556666',
        endedAt: null,
        servers: [{ sourceServerId: 's-1', launchStatus: 'FAILED', recoveryInstanceId: null }],
      },
    });
  });

  test('a line of its log, with the fields that the old client does not know', () => {
    const raw = {
      logDateTime: '2026-03-14T09:24:50.000Z',
      event: 'LAUNCH_FAILED',
      eventData: { sourceServerID: 's-1', rawError: 'InsufficientFreeAddressesInSubnet', attemptCount: 1, maxAttemptsCount: 3 },
    };
    expect(jobLogItem(raw)).toEqual({
      at: '2026-03-14T09:24:50.000Z',
      event: 'LAUNCH_FAILED',
      sourceServerId: 's-1',
      instanceId: null,
      error: 'InsufficientFreeAddressesInSubnet',
      attempt: 1,
      maxAttempts: 3,
    });
    expect(jobLogItem({ event: 'JOB_START' })).toBeNull();
  });

  test('a source server; an unmeasured lag is unknown, not zero', () => {
    const raw = {
      sourceServerID: 's-1',
      tags: { Name: 'app-03' },
      recoveryInstanceId: 'i-1',
      dataReplicationInfo: {
        dataReplicationState: 'STALLED',
        dataReplicationError: { error: 'AGENT_NOT_SEEN' },
        replicatedDisks: [{ backloggedStorageBytes: 5 }, { backloggedStorageBytes: 7 }],
      },
      lifeCycle: { lastSeenByServiceDateTime: '2026-03-14T10:09:58.000Z', lastLaunch: { initiated: { jobID: 'drsjob-1' } } },
      sourceProperties: {
        identificationHints: { hostname: 'h' },
        networkInterfaces: [{ ips: ['10.0.0.1'] }, { ips: ['10.1.20.13'], isPrimary: true }],
      },
    };
    expect(sourceServer(raw, place)).toMatchObject({
      ok: true,
      value: {
        name: 'app-03',
        hostname: 'h',
        sourceIp: '10.1.20.13',
        replicationState: 'STALLED',
        replicationError: 'AGENT_NOT_SEEN',
        lagSeconds: null,
        backlogBytes: 12,
        lastLaunchJobId: 'drsjob-1',
        recoveryInstanceId: 'i-1',
      },
    });
  });

  test('a source server of which DRS knows nothing yet is still a server', () => {
    expect(sourceServer({ sourceServerID: 's-1' }, place)).toMatchObject({
      ok: true,
      value: { name: 's-1', replicationState: 'UNKNOWN', tags: {} },
    });
  });

  test('a recovery instance', () => {
    const raw = {
      recoveryInstanceID: 'i-1',
      sourceServerID: 's-1',
      jobID: 'drsjob-1',
      isDrill: true,
      ec2InstanceState: 'running',
      failback: { state: 'FAILBACK_NOT_STARTED' },
    };
    expect(recoveryInstance(raw, place)).toMatchObject({
      ok: true,
      value: { ec2State: 'RUNNING', isDrill: true, failbackState: 'FAILBACK_NOT_STARTED' },
    });
  });
});

test('no normaliser throws, whatever AWS sends', () => {
  fc.assert(
    fc.property(fc.object(), (raw) => {
      for (const read of [
        executionItem(raw),
        plan(raw),
        protectionGroup(raw, 'r'),
        run(raw),
        job(raw, place),
        sourceServer(raw, place),
        recoveryInstance(raw, place),
      ]) {
        expect(typeof read.ok).toBe('boolean');
      }
      jobLogItem(raw);
      runStep(raw);
    }),
  );
});
