import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aRehearsal, type Rehearsal } from '../platform/testing/rehearsal';

const E1 = '0f3c9a52-7d1e-4b8a-9c46-2e5b7a1d9f60';
const E2 = '5b8d2c14-93ae-4f07-a1c5-6d2e8f907b31';

function played(variant?: string): Rehearsal {
  const rehearsal = aRehearsal(variant === undefined ? {} : { variant });
  rehearsal.until(rehearsal.scenario.traceEnd);
  return rehearsal;
}

function runOf(rehearsal: Rehearsal, id: string) {
  return rehearsal.platform.runs.run(`${rehearsal.platform.context.names.machineArn.replace('stateMachine', 'execution')}:${id}`);
}

const region = (rehearsal: Rehearsal) => rehearsal.platform.drs.region('444455556666', 'us-east-1');
const mailsOf = (rehearsal: Rehearsal) =>
  rehearsal.mails.filter((mail) => mail.eventType !== undefined).map((mail) => mail.eventType);

test('A: a transient launch failure shows in the job log only, and the drill completes', () => {
  const rehearsal = played('A');
  expect(rehearsal.execution(E1)).toMatchObject({ status: 'COMPLETED' });
  const log = [...region(rehearsal).jobs.values()]
    .flatMap((job) => job.log)
    .filter((item) => item.data.sourceServerID === 's-0a1b2c3d4e5f60a03');
  expect(log.map((item) => item.event)).toEqual(expect.arrayContaining(['LAUNCH_FAILED']));
  expect(log.find((item) => item.event === 'LAUNCH_FAILED')?.data).toMatchObject({ attemptCount: 1, maxAttemptsCount: 3 });
  expect(mailsOf(rehearsal)).toEqual(['start', 'pause', 'complete']);
  expect(rehearsal.events.some((event) => event.detail.state === 'RECOVERY_LAUNCH_FAILED')).toBe(false);
});

test('B: COMPLETED turns PARTIAL although all twelve launched', () => {
  const rehearsal = aRehearsal({ variant: 'B' });
  rehearsal.until('10:37:00');
  expect(rehearsal.execution(E2)).toMatchObject({ status: 'COMPLETED', waves: [{}, {}, { status: 'STARTED' }] });
  rehearsal.until('10:38:00');
  expect(rehearsal.execution(E2)).toMatchObject({
    status: 'PARTIAL',
    outcomeDetails: { wavesPending: 1, serversLaunched: 12, serversFailed: 0 },
    waves: [{ status: 'COMPLETED' }, { status: 'COMPLETED' }, { status: 'COMPLETED' }],
  });
  expect(runOf(rehearsal, E2).status).toBe('SUCCEEDED');
  expect(mailsOf(rehearsal)).toEqual(['start', 'fail', 'start', 'pause', 'complete']);
});

test('C: cancelled in wave 1, the run succeeds and the job goes on', () => {
  const rehearsal = aRehearsal({ variant: 'C' });
  rehearsal.until('10:00:05');
  expect(rehearsal.execution(E2)).toMatchObject({
    status: 'CANCELLING',
    waves: [{ status: 'COMPLETED' }, { status: 'STARTED' }, { status: 'CANCELLED' }],
  });
  rehearsal.until('10:01:00');
  expect(rehearsal.execution(E2)).toMatchObject({ status: 'CANCELLED' });
  expect(runOf(rehearsal, E2).status).toBe('SUCCEEDED');
  expect(region(rehearsal).jobs.get('drsjob-5e10aa01bb02cc0e4')?.status).toBe('STARTED');
  rehearsal.until(rehearsal.scenario.traceEnd);
  expect(region(rehearsal).instances.size).toBe(8);
  expect(mailsOf(rehearsal)).toEqual(['start', 'fail', 'start']);
});

test('D: cancelled while paused, the run stays open until it is stopped', () => {
  const rehearsal = played('D');
  expect(rehearsal.execution(E2)).toMatchObject({ status: 'CANCELLED' });
  expect(runOf(rehearsal, E2).status).toBe('RUNNING');
  rehearsal.platform.runs.stop(runOf(rehearsal, E2).arn, null, null);
  expect(runOf(rehearsal, E2).status).toBe('ABORTED');
});

test('E: cancelled by token, the run fails and the item stays paused', () => {
  const rehearsal = played('E');
  expect(rehearsal.execution(E2)).toMatchObject({ status: 'PAUSED' });
  expect(runOf(rehearsal, E2)).toMatchObject({ status: 'FAILED', error: 'UserCancelled' });
  expect(mailsOf(rehearsal)).toEqual(['start', 'fail', 'start', 'pause']);
});

test('F: the run dies at its first poll, the launch goes on', () => {
  const rehearsal = aRehearsal({ variant: 'F' });
  rehearsal.until('09:00:44');
  expect(runOf(rehearsal, E1)).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  rehearsal.until(rehearsal.scenario.traceEnd);
  expect(rehearsal.execution(E1).status).toBe('RUNNING');
  expect(region(rehearsal).instances.size).toBe(3);
  expect(mailsOf(rehearsal)).toEqual(['start']);
});

test('G: one stalled server keeps the plan from starting until it has recovered', () => {
  const rehearsal = aRehearsal({ variant: 'G' });
  rehearsal.until('03:20:01');
  expect(rehearsal.played.at(-1)?.reply).toMatchObject({ error: 'INVALID_STATE' });
  expect(region(rehearsal).servers.get('s-0a1b2c3d4e5f60w02')?.replication).toMatchObject({
    state: 'STALLED',
    error: 'AGENT_NOT_SEEN',
  });
  rehearsal.until(rehearsal.scenario.traceEnd);
  expect(rehearsal.platform.context.executions.ids()).toEqual([]);
  const stalled = rehearsal.events.filter((event) => event.source === 'aws.drs');
  expect(stalled.map((event) => [rehearsal.traceTime(event.at).slice(0, 8), event.detail.state])).toEqual([
    ['03:10:44', 'STALLED'],
    ['03:41:00', 'NOT_STALLED'],
  ]);
});

test('the same seed gives the same trace, another seed another one', { timeout: 60_000 }, () => {
  const print = (seed: number, variant: string | undefined) => {
    const rehearsal = aRehearsal({ seed, ...(variant === undefined ? {} : { variant }) });
    rehearsal.until(rehearsal.scenario.traceEnd);
    return JSON.stringify([rehearsal.mails, rehearsal.events]);
  };
  fc.assert(
    fc.property(fc.nat(), fc.constantFrom(undefined, 'A', 'C', 'E'), (seed, variant) => {
      expect(print(seed, variant)).toBe(print(seed, variant));
      expect(print(seed, variant)).not.toBe(print(seed + 1, variant));
    }),
    { numRuns: 4 },
  );
});

test('however finely time is cut, the trace is the same', { timeout: 60_000 }, () => {
  const whole = aRehearsal();
  whole.until(whole.scenario.traceEnd);
  const cut = aRehearsal();
  for (let ms = 0; cut.clock.now() < whole.clock.now(); ms += 613)
    cut.clock.advanceTo(Math.min(cut.clock.start + ms, whole.clock.now()));
  expect(JSON.stringify(cut.events)).toBe(JSON.stringify(whole.events));
  expect(JSON.stringify(cut.mails)).toBe(JSON.stringify(whole.mails));
});

test('a human operator is waited for; colleagues start drills and fix the subnet all the same', () => {
  const rehearsal = aRehearsal({ operator: 'human' });
  rehearsal.until('12:00:00');
  expect(rehearsal.played.map(({ act }) => act.do)).toEqual(['start', 'fix-launch-config', 'start']);
  expect(rehearsal.execution(E2)).toMatchObject({ status: 'PAUSED', pausedBeforeWave: 2 });
  expect(region(rehearsal).instances.size).toBe(8);
  expect(rehearsal.row('recovery-instances', { sourceServerId: { S: 's-0a1b2c3d4e5f60a03' } })).toMatchObject({
    recoveryInstanceId: 'i-0f1e2d3c4b5a6a013',
  });
});
