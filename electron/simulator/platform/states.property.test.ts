import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RunStatus } from '../models/runs';
import { aRehearsal, type Rehearsal } from './testing/rehearsal';

/** What an operator may do, and when, in seconds after the start of the trace. */
const Deed = fc.record({
  at: fc.integer({ min: 0, max: 6_900 }),
  what: fc.constantFrom(
    'cancel_execution',
    'resume_execution',
    'pause_execution',
    'terminate_instances',
    'stop',
    'token-success',
    'token-failure',
  ),
  run: fc.integer({ min: 0, max: 1 }),
});
type Deed = typeof Deed extends fc.Arbitrary<infer T> ? T : never;

const SETTLED_SECONDS = 4 * 3600;

/** Item statuses that go with the end of a run. A paused item outlives a run that was stopped or cancelled by its token. */
const POSSIBLE: Readonly<Record<RunStatus, readonly string[]>> = {
  RUNNING: ['PAUSED', 'CANCELLED'],
  SUCCEEDED: ['COMPLETED', 'CANCELLED', 'PARTIAL', 'FAILED'],
  FAILED: ['FAILED', 'PAUSED', 'CANCELLED', 'RUNNING'],
  TIMED_OUT: [],
  ABORTED: ['RUNNING', 'PAUSED', 'CANCELLED', 'CANCELLING', 'PARTIAL', 'TERMINATED', 'PAUSE_PENDING', 'POLLING'],
};

function perform(rehearsal: Rehearsal, deed: Deed): void {
  const { platform } = rehearsal;
  const executionId = platform.context.executions.ids()[deed.run];
  if (executionId === undefined) return;
  switch (deed.what) {
    case 'stop': {
      const run = platform.runs.runsOf(platform.context.names.machineArn).find((each) => each.name === executionId);
      if (run !== undefined) platform.runs.stop(run.arn, null, null);
      return;
    }
    case 'token-success':
    case 'token-failure': {
      const token = platform.context.executions.read(executionId)?.taskToken;
      if (token === undefined) return;
      const answer =
        deed.what === 'token-success'
          ? ({ kind: 'success', output: {} } as const)
          : ({ kind: 'failure', error: 'UserCancelled', cause: '' } as const);
      try {
        platform.runs.answer(token, answer);
      } catch (error) {
        expect(error).toMatchObject({ code: 'TaskTimedOut' });
      }
      return;
    }
    default:
      platform.invoke({ operation: deed.what, parameters: { executionId } });
  }
}

function expectPossible(rehearsal: Rehearsal): void {
  const { platform } = rehearsal;
  const region = platform.drs.region('444455556666', 'us-east-1');
  for (const run of platform.runs.runsOf(platform.context.names.machineArn)) {
    const item = platform.context.executions.read(run.name);
    expect(POSSIBLE[run.status], `run ${run.status}`).toContain(item?.status);
    expect(run.history.events.map((event) => event.id)).toEqual(run.history.events.map((_, index) => index + 1));
    for (const wave of item?.waves ?? []) {
      if (wave.jobId !== undefined) expect(region.jobs.has(wave.jobId)).toBe(true);
      if (wave.status === 'COMPLETED') expect(region.jobs.get(wave.jobId ?? '')?.status).toBe('COMPLETED');
    }
    if (item?.status === 'COMPLETED') expect(item.waves.every((wave) => wave.status === 'COMPLETED')).toBe(true);
  }
  for (const job of region.jobs.values()) expect(job.status).toBe('COMPLETED');
  for (const server of region.servers.values()) {
    if (server.recoveryInstanceId !== null)
      expect(region.instances.get(server.recoveryInstanceId)?.serverId).toBe(server.spec.id);
    expect(server.lastLaunchResult).not.toBe('PENDING');
  }
}

test('whatever an operator does at whatever instant, the world settles in a possible state', { timeout: 90_000 }, () => {
  fc.assert(
    fc.property(fc.array(Deed, { maxLength: 6 }), fc.constantFrom('script', 'human'), (deeds, operator) => {
      const rehearsal = aRehearsal({ operator });
      const { clock } = rehearsal;
      for (const deed of [...deeds].sort((a, b) => a.at - b.at)) {
        clock.advanceTo(clock.start + deed.at * 1000);
        perform(rehearsal, deed);
      }
      clock.advanceTo(clock.start + SETTLED_SECONDS * 1000);
      expectPossible(rehearsal);
    }),
    { numRuns: 25 },
  );
});

test('the platform answers while things change: no status outside the known ones is ever stored', () => {
  const known = [
    'PENDING',
    'RUNNING',
    'POLLING',
    'PAUSED',
    'CANCELLING',
    'COMPLETED',
    'FAILED',
    'CANCELLED',
    'PARTIAL',
    'PAUSE_PENDING',
    'TERMINATED',
    'TIMEOUT',
  ];
  const rehearsal = aRehearsal();
  const { clock, platform } = rehearsal;
  for (let seconds = 0; seconds < 6_900; seconds += 7) {
    clock.advanceTo(clock.start + seconds * 1000);
    for (const id of platform.context.executions.ids()) expect(known).toContain(platform.context.executions.status(id));
  }
});
