import { expect, test } from 'vitest';
import { aRehearsal, type Rehearsal } from '../platform/testing/rehearsal';
import { PLATFORM_FAULT_NAMES } from './faults';

const E1 = '0f3c9a52-7d1e-4b8a-9c46-2e5b7a1d9f60';
const E2 = '5b8d2c14-93ae-4f07-a1c5-6d2e8f907b31';
const PLAN = '7c1d2e3f-4a5b-4c6d-8e7f-901234567890';

function runOf(rehearsal: Rehearsal, id: string) {
  return rehearsal.platform.runs.run(`${rehearsal.platform.context.names.machineArn.replace('stateMachine', 'execution')}:${id}`);
}

function played(faults: Readonly<Record<string, boolean>>, until?: string): Rehearsal {
  const rehearsal = aRehearsal({ faults });
  rehearsal.until(until ?? rehearsal.scenario.traceEnd);
  return rehearsal;
}

test('H1: the run dies at its first poll with an invalid path, the item stays RUNNING', () => {
  const rehearsal = played({ H1: true }, '09:01:00');
  const run = runOf(rehearsal, E1);
  expect(run).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  expect(run.cause).toContain("Invalid path '$.status'");
  expect(rehearsal.traceTime(run.stoppedAt ?? 0)).toMatch(/^09:00:4[234]/);
  expect(rehearsal.execution(E1).status).toBe('RUNNING');
});

test('H2: the gate cannot read its token and kills the run', () => {
  const rehearsal = played({ H2: true }, '10:15:00');
  expect(runOf(rehearsal, E2)).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  expect(runOf(rehearsal, E2).cause).toContain('$.Task.Token');
  expect(rehearsal.mails.map((mail) => mail.eventType)).not.toContain('pause');
});

test('H3: without it, the end of the termination is recorded', () => {
  expect(played({ H3: false }, '09:35:00').execution(E1)).toMatchObject({ instancesTerminated: true });
  expect(played({}, '09:35:00').execution(E1)).not.toHaveProperty('instancesTerminated');
});

test('H4: without it, the cache forgets terminated instances and list operations answer', () => {
  const key = { sourceServerId: { S: 's-0a1b2c3d4e5f60d01' } };
  expect(played({}, '09:41:00').row('recovery-instances', key)).not.toBeNull();
  const sound = played({ H4: false }, '09:41:00');
  expect(sound.row('recovery-instances', key)).toBeNull();
  expect(sound.platform.invoke({ operation: 'list_executions', parameters: {} })).toMatchObject({ count: 1 });
});

test('H5: the platform scans where it could query', () => {
  const reads = (faults: Readonly<Record<string, boolean>>) =>
    played(faults, '09:00:02').calls.map((call) => `${call.operation} ${call.error ?? 'ok'}`);
  expect(reads({})).toEqual(['Query ValidationException', 'Scan ok']);
  expect(reads({ H5: false })).toEqual(['Query ok']);
});

test('H6: without it, cancelling a paused run stops it', () => {
  const cancel = (faults: Readonly<Record<string, boolean>>) => {
    const rehearsal = aRehearsal({ faults, variant: 'D' });
    rehearsal.until(rehearsal.scenario.traceEnd);
    return [rehearsal.execution(E2).status, runOf(rehearsal, E2).status];
  };
  expect(cancel({})).toEqual(['CANCELLED', 'RUNNING']);
  expect(cancel({ H6: false })).toEqual(['CANCELLED', 'ABORTED']);
});

test('H7: a pause asked for is overwritten; without it, the next wave waits', () => {
  const pause = (faults: Readonly<Record<string, boolean>>) => {
    const rehearsal = aRehearsal({ faults });
    rehearsal.until('09:05:00');
    rehearsal.platform.invoke({ operation: 'pause_execution', parameters: { executionId: E1 } });
    rehearsal.until('09:06:00');
    const soon = rehearsal.execution(E1).status;
    rehearsal.until('09:20:00');
    return [soon, rehearsal.execution(E1).status];
  };
  expect(pause({})).toEqual(['RUNNING', 'RUNNING']);
  expect(pause({ H7: false })).toEqual(['PAUSE_PENDING', 'PAUSED']);
});

test('H11: without it, the pause mail also reaches the pause topic', () => {
  const topics = (faults: Readonly<Record<string, boolean>>) =>
    played(faults, '10:15:00')
      .mails.filter((mail) => mail.eventType === 'pause')
      .map((mail) => mail.topic);
  expect(topics({})).toEqual(['aws-drs-orchestration-execution-notifications-dev']);
  expect(topics({ H11: false })).toHaveLength(2);
});

test('H12: the plan has no subscription of its own', () => {
  const plan = (faults: Readonly<Record<string, boolean>>) =>
    played(faults, '09:00:00').row('recovery-plans', { planId: { S: PLAN } });
  expect(plan({ H12: true })).toMatchObject({ snsSubscriptionArn: '' });
  expect(plan({})?.snsSubscriptionArn).toMatch(/^arn:aws:sns:/);
});

test('H14: the state of hundreds of servers exceeds the payload limit', { timeout: 60_000 }, () => {
  const end = (faults: Readonly<Record<string, boolean>>, servers: number) => {
    const rehearsal = aRehearsal({ scenario: `fleet?servers=${servers}&executions=1&accounts=1&regions=1&waves=5`, faults });
    rehearsal.until('10:30:00');
    const { status, error } = runOf(rehearsal, rehearsal.platform.context.executions.ids()[0] ?? '');
    return error ?? status;
  };
  expect(end({ H14: true }, 500)).toBe('States.DataLimitExceeded');
  expect(end({ H14: true }, 50)).toBe('SUCCEEDED');
  expect(end({}, 500)).toBe('SUCCEEDED');
});

test('R9: a cancel between poll and update is lost; without it, it is seen', () => {
  const cancel = (faults: Readonly<Record<string, boolean>>) => {
    const rehearsal = aRehearsal({ faults });
    rehearsal.until('09:00:41');
    rehearsal.platform.invoke({ operation: 'cancel_execution', parameters: { executionId: E1 } });
    rehearsal.until('09:03:00');
    return rehearsal.execution(E1).status;
  };
  expect(cancel({ R9: true })).toBe('RUNNING');
  expect(cancel({})).toBe('CANCELLED');
});

test('R10: a wave stored as PENDING is never polled again, and the item is re-scored', () => {
  const rehearsal = aRehearsal({ faults: { R10: true }, operator: 'human' });
  rehearsal.until('10:20:22');
  rehearsal.platform.invoke({ operation: 'resume_execution', parameters: { executionId: E2 } });
  rehearsal.until('10:45:00');
  expect(runOf(rehearsal, E2).status).toBe('SUCCEEDED');
  expect(rehearsal.execution(E2)).toMatchObject({ status: 'PARTIAL', waves: [{}, {}, { status: 'FAILED' }] });
});

test('every fault has its default and can be switched while the trace runs', () => {
  const rehearsal = aRehearsal();
  for (const name of PLATFORM_FAULT_NAMES) {
    const before = rehearsal.platform.context.faults.isOn(name);
    rehearsal.platform.context.faults.set(name, !before);
    expect(rehearsal.platform.context.faults.isOn(name)).toBe(!before);
  }
});
