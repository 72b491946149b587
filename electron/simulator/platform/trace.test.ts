import { expect, test } from 'vitest';
import { aRehearsal, type Rehearsal } from './testing/rehearsal';

/** The trace of aws-contracts section 10. Times may be off by what a poll takes. */
const TOLERANCE_SECONDS = 2;

const E1 = '0f3c9a52-7d1e-4b8a-9c46-2e5b7a1d9f60';
const E2 = '5b8d2c14-93ae-4f07-a1c5-6d2e8f907b31';
const secondsOf = (time: string) => time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);

function expectAbout(actual: string | undefined, expected: string) {
  expect(Math.abs(secondsOf(actual ?? '') - secondsOf(expected)), `${actual} instead of ${expected}`).toBeLessThanOrEqual(
    TOLERANCE_SECONDS,
  );
}

function job(rehearsal: Rehearsal, end: string) {
  const found = rehearsal.platform.drs.region('444455556666', 'us-east-1').jobs.get(`drsjob-5e10aa01bb02cc0${end}`);
  if (found === undefined) throw new Error(`no job ${end}`);
  return found;
}

function launchStatuses(rehearsal: Rehearsal, end: string) {
  return Object.fromEntries(job(rehearsal, end).participants.map((part) => [part.serverId.slice(-3), part.launchStatus]));
}

const trace = aRehearsal();
trace.until(trace.scenario.traceEnd);

test('the seven jobs have their ids, types and times', () => {
  const expected: [string, string, string, string][] = [
    ['e1', 'LAUNCH', '09:00:06', '09:12:20'],
    ['e2', 'LAUNCH', '09:12:44', '09:26:40'],
    ['e7', 'TERMINATE', '09:30:00', '09:33:30'],
    ['e3', 'LAUNCH', '09:45:06', '09:57:10'],
    ['e4', 'LAUNCH', '09:57:31', '10:10:10'],
    ['e5', 'LAUNCH', '10:25:05', '10:36:40'],
    ['e6', 'TERMINATE', '10:50:00', '10:54:30'],
  ];
  for (const [id, type, created, ended] of expected) {
    const { createdAt, endedAt, ...rest } = job(trace, id);
    expect(rest).toMatchObject({ type, status: 'COMPLETED' });
    expectAbout(trace.traceTime(createdAt), created);
    expectAbout(trace.traceTime(endedAt ?? 0), ended);
  }
  expect([...trace.platform.drs.region('444455556666', 'us-east-1').jobs.keys()]).toHaveLength(7);
});

test('the mails go out in order: start fail start pause complete', () => {
  const mails = trace.mails.filter((mail) => mail.topic.includes('execution-notifications'));
  expect(mails.map((mail) => mail.eventType)).toEqual(['start', 'fail', 'start', 'pause', 'complete']);
  const times = ['09:00:08', '09:25:11', '09:45:08', '10:10:22', '10:36:50'];
  for (const [index, mail] of mails.entries()) expectAbout(trace.traceTime(mail.at), times[index] ?? '');
});

test('mails keep their traps', () => {
  const [start, fail, , pause, complete] = trace.mails
    .filter((mail) => mail.topic.includes('execution-notifications'))
    .map((mail) => {
      const body: { default: string } = JSON.parse(mail.message);
      return { ...mail, lines: body.default.split('\r\n') };
    });
  expect(start?.lines).toContain('  Execution Type:   RECOVERY');
  expect(fail?.lines).toContain('  Failed Wave:      1');
  expect(fail?.lines).toContain('  Error:            1 servers failed to launch');
  expect(pause?.lines).toContain('  Waiting to start: Wave 3');
  expect(pause?.message).toMatch(/AQC[A-Za-z0-9+/=]{600,}/);
  expect(complete?.subject).toBe('[DRS] Recovery Plan:  - complete');
  expect(complete?.lines).toContain('  Total Waves:      0');
  expect(complete?.lines).toContain('  Duration:         N/A');
  expect(start?.lines[0]).toBe('='.repeat(56));
});

test('the failed drill: its item, its run with 630 events, and siblings that go on', () => {
  const rehearsal = aRehearsal();
  rehearsal.until('09:25:20');
  expect(rehearsal.execution(E1)).toMatchObject({
    status: 'FAILED',
    errorMessage: '1 servers failed to launch',
    errorCode: 'WAVE_LAUNCH_FAILED',
    failedWaves: 1,
    durationSeconds: 1511,
    waves: [{ status: 'COMPLETED' }, { status: 'STARTED' }, { status: 'PENDING' }],
  });
  const run = rehearsal.platform.runs.run(
    `arn:aws:states:us-east-1:111122223333:execution:aws-drs-orchestration-orchestration-dev:${E1}`,
  );
  expect(run).toMatchObject({ status: 'FAILED', error: 'PlanExecutionFailed' });
  expect(run.history.events).toHaveLength(630);
  expectAbout(rehearsal.traceTime(run.startedAt), '09:00:01');
  expectAbout(rehearsal.traceTime(run.stoppedAt ?? 0), '09:25:12');
  expect(launchStatuses(rehearsal, 'e2')).toEqual({
    a01: 'IN_PROGRESS',
    a02: 'IN_PROGRESS',
    a03: 'FAILED',
    a04: 'IN_PROGRESS',
    a05: 'IN_PROGRESS',
  });
  rehearsal.until('09:26:12');
  expect(launchStatuses(rehearsal, 'e2')).toEqual({
    a01: 'LAUNCHED',
    a02: 'LAUNCHED',
    a03: 'FAILED',
    a04: 'LAUNCHED',
    a05: 'LAUNCHED',
  });
});

test('the item lags DRS: servers stay PENDING in it until their wave is done', () => {
  const rehearsal = aRehearsal();
  rehearsal.until('09:12:15');
  expect(launchStatuses(rehearsal, 'e1')).toEqual({ d01: 'LAUNCHED', d02: 'LAUNCHED', d03: 'LAUNCHED' });
  expect(rehearsal.execution(E1)).toMatchObject({
    status: 'RUNNING',
    waves: [{ serverStatuses: [{ launchStatus: 'PENDING' }, {}, {}] }, {}, {}],
  });
  rehearsal.until('09:12:40');
  expect(rehearsal.execution(E1)).toMatchObject({
    waves: [
      {
        status: 'COMPLETED',
        serverStatuses: [{ launchStatus: 'LAUNCHED', instanceId: 'i-0f1e2d3c4b5a6d001', instanceState: 'running' }, {}, {}],
      },
      {},
      {},
    ],
  });
});

test('the pause: item, token in all its places, and its end', () => {
  const rehearsal = aRehearsal();
  rehearsal.until('10:15:00');
  const item = rehearsal.execution(E2);
  expect(item).toMatchObject({ status: 'PAUSED', pausedBeforeWave: 2 });
  expect(item.taskToken).toMatch(/^AQC[A-Za-z0-9+/=]{600,}$/);
  const run = rehearsal.platform.runs.run(String(item.stateMachineArn));
  expect(run.status).toBe('RUNNING');
  expect(run.history.events.slice(-4).map((event) => event.type)).toEqual([
    'TaskStateEntered',
    'TaskScheduled',
    'TaskStarted',
    'TaskSubmitted',
  ]);
  expect(JSON.stringify(run.history.events.at(-3)?.details?.(true))).toContain(String(item.taskToken));
  rehearsal.until('10:25:10');
  const resumed = rehearsal.execution(E2);
  expect(resumed).toMatchObject({ status: 'POLLING', drsJobId: 'drsjob-5e10aa01bb02cc0e5' });
  for (const name of ['taskToken', 'pausedBeforeWave', 'pausedStateSnapshot']) expect(resumed).not.toHaveProperty(name);
});

test('the second drill completes with twelve servers and no duration', () => {
  const item = trace.execution(E2);
  expect(item).toMatchObject({
    status: 'COMPLETED',
    completedWaves: 3,
    waves: [{ status: 'COMPLETED' }, { status: 'COMPLETED' }, { status: 'COMPLETED' }],
  });
  expect(item).not.toHaveProperty('durationSeconds');
  const launched = trace.events.filter((event) => JSON.stringify(event.detail).includes('RECOVERY_LAUNCH_SUCCEEDED'));
  expect(launched).toHaveLength(7 + 12);
});

test('events are put where they happen, with the string TRUE for a drill', () => {
  const failed = trace.events.filter((event) => event.detail.state === 'RECOVERY_LAUNCH_FAILED');
  expect(failed.map((event) => event.bus)).toEqual(['444455556666']);
  expect(failed[0]?.detail).toEqual({
    state: 'RECOVERY_LAUNCH_FAILED',
    'job-id': 'drsjob-5e10aa01bb02cc0e2',
    'is-drill': 'TRUE',
  });
  expectAbout(trace.traceTime(failed[0]?.at ?? 0), '09:24:52');
  const states = trace.events.filter((event) => event.source === 'aws.states').map((event) => event.detail.status);
  expect(states).toEqual(['RUNNING', 'FAILED', 'RUNNING', 'SUCCEEDED']);
});

test('terminated instances leave DRS but not the cache, and the item never learns', () => {
  const rehearsal = aRehearsal();
  rehearsal.until('09:34:00');
  expect(rehearsal.platform.drs.region('444455556666', 'us-east-1').instances.size).toBe(0);
  expect(rehearsal.row('recovery-instances', { sourceServerId: { S: 's-0a1b2c3d4e5f60d01' } })).toMatchObject({
    recoveryInstanceId: 'i-0f1e2d3c4b5a6d001',
  });
  expect(rehearsal.execution(E1)).toMatchObject({ terminateJobs: [{ jobId: 'drsjob-5e10aa01bb02cc0e7' }] });
  expect(rehearsal.execution(E1)).not.toHaveProperty('instancesTerminated');
});

test('the launch configuration goes from pending to ready', () => {
  const rehearsal = aRehearsal();
  const group = () => rehearsal.row('protection-groups', { groupId: { S: 'bbbb0000-1111-4222-8333-444455556666' } });
  rehearsal.until('09:41:01');
  expect(group()).toMatchObject({
    launchConfig: { subnetId: 'subnet-0fedcba9876543210' },
    launchConfigStatus: { status: 'pending' },
  });
  rehearsal.until('09:41:10');
  expect(group()).toMatchObject({ launchConfigStatus: { status: 'ready' } });
});

test('without the fix the same server fails again, whoever starts the drill', () => {
  const rehearsal = aRehearsal({ operator: 'human' });
  rehearsal.until('09:27:00');
  const parameters = { planId: '7c1d2e3f-4a5b-4c6d-8e7f-901234567890', executionType: 'DRILL', initiatedBy: 'robin@example.com' };
  expect(rehearsal.platform.invoke({ operation: 'start_execution', parameters })).toMatchObject({
    executionId: E2,
    status: 'PENDING',
  });
  rehearsal.until('10:00:00');
  expect(rehearsal.execution(E2)).toMatchObject({ status: 'FAILED', errorCode: 'WAVE_LAUNCH_FAILED' });
});
