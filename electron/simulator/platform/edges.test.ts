import { expect, test } from 'vitest';
import { orchestrationPrincipal } from './context';
import { aRehearsal, type Rehearsal } from './testing/rehearsal';

const E1 = '0f3c9a52-7d1e-4b8a-9c46-2e5b7a1d9f60';
const E2 = '5b8d2c14-93ae-4f07-a1c5-6d2e8f907b31';
const PLAN = '7c1d2e3f-4a5b-4c6d-8e7f-901234567890';

const drsOf = (rehearsal: Rehearsal) => rehearsal.platform.drs.region('444455556666', 'us-east-1');
const mailsOf = (rehearsal: Rehearsal) => rehearsal.mails.map((mail) => mail.eventType);

function runOf(rehearsal: Rehearsal, id: string) {
  return rehearsal.platform.runs.run(`${rehearsal.platform.context.names.machineArn.replace('stateMachine', 'execution')}:${id}`);
}

/** Somebody starts a recovery of one server past the platform. */
function startOutside(rehearsal: Rehearsal, serverId: string): void {
  const ask = { serverIds: [serverId], isDrill: true, tags: {} };
  rehearsal.platform.drs.startRecovery(drsOf(rehearsal), ask, orchestrationPrincipal('444455556666'));
}

test('when wave 0 cannot start, the start mail goes out, the run fails and the item stays RUNNING in silence', () => {
  const rehearsal = aRehearsal();
  rehearsal.until('09:00:03');
  startOutside(rehearsal, 's-0a1b2c3d4e5f60d02');
  rehearsal.until('09:05:00');
  expect(runOf(rehearsal, E1)).toMatchObject({ status: 'FAILED', error: 'PlanExecutionFailed' });
  expect(rehearsal.execution(E1).status).toBe('RUNNING');
  expect(mailsOf(rehearsal)).toEqual(['start']);
});

test('when a later wave cannot start, the poll fails the execution and says so', () => {
  const rehearsal = aRehearsal();
  rehearsal.until('09:12:30');
  startOutside(rehearsal, 's-0a1b2c3d4e5f60a02');
  rehearsal.until('09:13:00');
  expect(rehearsal.execution(E1)).toMatchObject({
    status: 'FAILED',
    errorCode: 'WAVE_START_FAILED',
    waves: [{ status: 'COMPLETED' }, { status: 'PENDING' }, {}],
  });
  expect(mailsOf(rehearsal)).toEqual(['start', 'fail']);
});

test('a wave resumed through the API has half an hour, then the run times out without a word', () => {
  const slow = { started: 9, snapshotEnd: 900, launchStart: 2_400, launched: 2_900, end: 2_901 };
  const rehearsal = aRehearsal({ patch: { launchTimings: { 'payroll-web': { 1: slow } } } });
  rehearsal.until('11:30:00');
  expect(rehearsal.execution(E2).status).toBe('TIMEOUT');
  expect(runOf(rehearsal, E2)).toMatchObject({ status: 'FAILED', error: 'PlanExecutionTimeout' });
  expect(mailsOf(rehearsal)).toEqual(['start', 'fail', 'start', 'pause']);
});

test('the same wave resumed with the token alone has as long as it needs, and the last mail knows the plan', () => {
  const slow = { started: 9, snapshotEnd: 900, launchStart: 2_400, launched: 2_900, end: 2_901 };
  const rehearsal = aRehearsal({ operator: 'human', patch: { launchTimings: { 'payroll-web': { 1: slow } } } });
  rehearsal.until('10:25:00');
  rehearsal.platform.runs.answer(String(rehearsal.execution(E2).taskToken), { kind: 'success', output: {} });
  rehearsal.until('11:30:00');
  expect(rehearsal.execution(E2)).toMatchObject({ status: 'COMPLETED', durationSeconds: expect.any(Number) });
  expect(rehearsal.mails.at(-1)?.subject).toBe('[DRS] Recovery Plan: Payroll DR - complete');
});

test('a run stopped while its wave was just started leaves a TERMINATED item, later a RUNNING one', () => {
  const stopAt = (time: string) => {
    const rehearsal = aRehearsal();
    rehearsal.until(time);
    rehearsal.platform.runs.stop(runOf(rehearsal, E1).arn, null, null);
    rehearsal.until('09:20:00');
    return rehearsal.execution(E1).status;
  };
  expect(stopAt('09:00:20')).toBe('TERMINATED');
  expect(stopAt('09:05:00')).toBe('RUNNING');
});

test('a plan does not start twice, nor with servers that are busy elsewhere', () => {
  const rehearsal = aRehearsal({ operator: 'human' });
  const start = () =>
    rehearsal.platform.invoke({
      operation: 'start_execution',
      parameters: { planId: PLAN, executionType: 'RECOVERY', initiatedBy: 'robin@example.com' },
    });
  rehearsal.until('09:01:00');
  expect(start()).toMatchObject({ error: 'ALREADY_EXISTS' });
  rehearsal.until('09:30:00');
  startOutside(rehearsal, 's-0a1b2c3d4e5f60w01');
  expect(start()).toMatchObject({ error: 'ALREADY_EXISTS', details: { servers: ['s-0a1b2c3d4e5f60w01'] } });
});

test('a real recovery is one in DRS too, and its mails cannot be told from those of a drill', () => {
  const rehearsal = aRehearsal({ operator: 'human' });
  rehearsal.until('09:30:00');
  rehearsal.platform.invoke({
    operation: 'start_execution',
    parameters: { planId: PLAN, executionType: 'RECOVERY', initiatedBy: 'robin@example.com' },
  });
  rehearsal.until('09:43:00');
  expect(drsOf(rehearsal).jobs.get('drsjob-5e10aa01bb02cc0e3')?.initiatedBy).toBe('START_RECOVERY');
  expect(rehearsal.events.findLast((event) => event.detailType === 'DRS Source Server Launch Result')?.detail['is-drill']).toBe(
    'FALSE',
  );
});

test('a new launch replaces the instance of the last one', () => {
  const rehearsal = aRehearsal({ operator: 'human' });
  rehearsal.until('10:12:00');
  const instances = [...drsOf(rehearsal).instances.values()];
  expect(instances).toHaveLength(8);
  expect(instances.every((instance) => instance.id.startsWith('i-0f1e2d3c4b5a6') && instance.id.includes('01'))).toBe(true);
  const log = drsOf(rehearsal)
    .jobs.get('drsjob-5e10aa01bb02cc0e3')
    ?.log.map((item) => item.event);
  expect(log?.slice(0, 3)).toEqual(['JOB_START', 'CLEANUP_START', 'CLEANUP_END']);
});
