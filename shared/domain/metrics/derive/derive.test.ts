import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Objectives } from '../../objectives';
import { ContextId, ExecutionId, InstanceId, type Instant, instantOf, JobId, PlanId } from '../../primitives';
import type { Execution, ExecutionStatus, Participant, Phase } from '../../view';
import { cadenceOf } from './cadence';
import { evidenceOf } from './evidence';
import { instanceHours, leftRunning } from './left-running';
import { rpoMet, rtoMet } from './objectives-met';
import { outcomeOf, successOf } from './outcomes';
import { phaseTrends } from './regressions';
import { binsOf, changeOf, medianOf, quantileOf, spreadOf } from './statistics';

const DAY_MS = 86_400_000;
const NOW_MS = Date.parse('2026-03-14T09:00:00.000Z');
const at = (daysAgo: number): Instant => instantOf(NOW_MS - daysAgo * DAY_MS);
const counts = { total: 3, waiting: 0, inProgress: 0, launched: 3, failed: 0, terminated: 0 };

type Ran = Pick<
  Execution,
  | 'executionId'
  | 'contextId'
  | 'planId'
  | 'planName'
  | 'executionType'
  | 'status'
  | 'detail'
  | 'counts'
  | 'startedAt'
  | 'endedAt'
  | 'durationSeconds'
  | 'initiatedBy'
  | 'runStatus'
  | 'waves'
>;

function ran(id: string, change: Partial<Ran> = {}): Ran {
  return {
    executionId: ExecutionId.parse(id),
    contextId: ContextId.parse('c@r'),
    planId: PlanId.parse('p1'),
    planName: 'Payroll DR',
    executionType: 'DRILL',
    status: 'COMPLETED',
    detail: [],
    counts,
    startedAt: at(1),
    endedAt: at(1),
    durationSeconds: 1_800,
    initiatedBy: 'maria',
    runStatus: 'SUCCEEDED',
    waves: [],
    ...change,
  };
}

const promised = (change: object) => ({ objectives: Objectives.parse({ default: change }) });

describe('success', () => {
  test('counts what came to its own end, and nothing else', () => {
    const statuses: readonly (readonly [ExecutionStatus, string])[] = [
      ['COMPLETED', 'succeeded'],
      ['FAILED', 'failed'],
      ['TIMED_OUT', 'failed'],
      ['CANCELLED', 'cancelled'],
      ['TERMINATED', 'cancelled'],
      ['RUNNING', 'open'],
      ['PAUSED', 'open'],
      ['UNKNOWN', 'open'],
    ];
    for (const [status, outcome] of statuses) expect(outcomeOf(ran('e', { status }))).toBe(outcome);
    const all = statuses.map(([status], n) => ran(`e${n}`, { status }));
    expect(successOf(all).rate).toBeCloseTo(1 / 3);
  });

  test('a completed execution that lost a server did not succeed', () => {
    expect(outcomeOf(ran('e', { counts: { ...counts, launched: 2, failed: 1 } }))).toBe('with-losses');
    expect(outcomeOf(ran('e', { detail: ['some-servers-failed'] }))).toBe('with-losses');
    expect(outcomeOf(ran('e', { detail: ['partial-without-failure'] }))).toBe('succeeded');
  });

  test('is not told where nothing counts', () => {
    expect(successOf([]).rate).toBeNull();
    expect(successOf([ran('e', { status: 'CANCELLED' })]).rate).toBeNull();
  });
});

describe('objectives', () => {
  test('met on the second, missed after it; a failure meets none however fast', () => {
    const kept = rtoMet(
      [
        ran('in time', { durationSeconds: 1_800 }),
        ran('late', { durationSeconds: 1_801 }),
        ran('failed', { status: 'FAILED', durationSeconds: 60 }),
        ran('cancelled', { status: 'CANCELLED' }),
        ran('unmeasured', { durationSeconds: null }),
      ],
      promised({ rtoMinutes: 30 }),
    );
    expect(kept.met.map(({ executionId }) => executionId)).toEqual(['in time']);
    expect(kept.missed.map(({ executionId }) => executionId)).toEqual(['late', 'failed']);
    expect(kept.unjudged.map(({ executionId }) => executionId)).toEqual(['unmeasured']);
    expect(kept.share).toBeCloseTo(1 / 3);
  });

  test('nothing is met where nothing was promised', () => {
    const kept = rtoMet([ran('e')], promised({}));
    expect([kept.share, kept.unjudged.length]).toEqual([null, 1]);
  });

  test('a plan of its own is judged by its own', () => {
    const point = (planId: string | null, seconds: number) => ({ planId, planName: 'p', server: 's-1', at: at(0), seconds });
    const settings = {
      objectives: Objectives.parse({ default: { rpoMinutes: 10 }, plans: [{ planId: 'p1', rpoMinutes: 1 }] }),
    };
    const kept = rpoMet([point('p1', 90), point('p2', 90), point(null, 601)], settings);
    expect([kept.met.length, kept.missed.length]).toEqual([1, 2]);
  });
});

describe('cadence', () => {
  const plan = { planId: PlanId.parse('p1'), planName: 'Payroll DR', contextId: ContextId.parse('c@r') };
  const every30 = promised({ drillEveryDays: 30 });

  test.each([
    [40, 'overdue'],
    [30, 'overdue'],
    [28, 'soon'],
    [5, 'on-time'],
  ] as const)('last drilled %i days ago: %s', (daysAgo, state) => {
    expect(cadenceOf([plan], [ran('e', { endedAt: at(daysAgo) })], every30, NOW_MS)[0]?.state).toBe(state);
  });

  test('neither a failed drill nor a recovery counts as a drill', () => {
    const rows = cadenceOf(
      [plan],
      [ran('failed', { status: 'FAILED' }), ran('real', { executionType: 'RECOVERY' })],
      every30,
      NOW_MS,
    );
    expect([rows[0]?.state, rows[0]?.dueMs]).toEqual(['never', null]);
  });

  test('nothing is due where nobody said how often', () => {
    expect(cadenceOf([plan], [ran('e', { endedAt: at(400) })], promised({}), NOW_MS)[0]?.state).toBe('no-cadence');
  });

  test('an execution that does not name its plan is known by the name', () => {
    expect(cadenceOf([plan], [ran('e', { planId: null, endedAt: at(5) })], every30, NOW_MS)[0]?.state).toBe('on-time');
  });
});

describe('regressions', () => {
  const server = (
    executionId: Execution['executionId'],
    seconds: number,
  ): Pick<Participant, 'executionId' | 'waveNumber' | 'phases'> => ({
    executionId,
    waveNumber: 0,
    phases: [{ phase: 'CONVERSION', startedAt: instantOf(NOW_MS), endedAt: instantOf(NOW_MS + seconds * 1000) }],
  });
  const drills = (...seconds: readonly number[]) => {
    const executions = seconds.map((_, n) => ran(`e${n}`, { startedAt: at(seconds.length - n) }));
    return phaseTrends(executions, (id) => [server(id, seconds[Number(id.slice(1))] ?? 0)]);
  };

  test.each([
    [[300, 310, 305, 400], true],
    // A quarter more, but within a minute.
    [[100, 100, 100, 150], false],
    // More than a minute, but within a quarter.
    [[600, 600, 600, 700], false],
    [[300, 310, 305, 200], false],
  ] as const)('%j is worse: %s', (seconds, worse) => {
    expect(drills(...seconds)[0]?.worse).toBe(worse);
  });

  test('two drills are no history', () => {
    expect(drills(300, 900)).toEqual([]);
  });

  test('what failed says nothing of how long it usually takes', () => {
    const executions = [1, 2, 3].map((n) => ran(`e${n}`, { status: n === 3 ? 'FAILED' : 'COMPLETED', startedAt: at(5 - n) }));
    expect(phaseTrends(executions, (id) => [server(id, 300)])).toEqual([]);
  });
});

describe('instances left running', () => {
  const world = (endedAt: Instant | null) => ({
    executions: { e1: { planName: 'Payroll DR', endedAt, status: 'COMPLETED' as const } },
    jobs: { j1: { createdAt: instantOf(NOW_MS - 3 * 3_600_000) } },
    serversOf: () => [],
  });
  const instance = (change: object = {}) => ({
    recoveryInstanceId: InstanceId.parse('i-1'),
    serverName: 'db-01',
    executionId: ExecutionId.parse('e1'),
    region: 'us-east-1',
    isDrill: true,
    ec2State: 'running',
    jobId: JobId.parse('j1'),
    ...change,
  });

  test('of an execution that goes on are needed, of a recovery too', () => {
    expect(leftRunning([instance()], world(null))).toEqual([]);
    expect(leftRunning([instance({ isDrill: false }), instance({ ec2State: 'STOPPED' })], world(at(0)))).toEqual([]);
    expect(leftRunning([instance()], world(at(0)))).toHaveLength(1);
  });

  test('cost money only where somebody named a price, and only for hours that are known', () => {
    const left = leftRunning([instance(), instance({ jobId: null })], world(at(0)));
    expect(instanceHours(left, null, NOW_MS)).toEqual({ hours: 3, counted: 1, uncounted: 1, cost: null });
    expect(instanceHours(left, 0.5, NOW_MS).cost).toBe(1.5);
  });
});

describe('evidence', () => {
  const part = (phase: Phase, endedAt: Instant | null): Pick<Participant, 'phase' | 'phases'> => ({
    phase,
    phases: [{ phase: 'LAUNCH', startedAt: at(1), endedAt }],
  });

  test('is complete where nothing is missing', () => {
    const found = evidenceOf([ran('e')], () => [part('LAUNCHED', at(1))]);
    expect([found.share, found.incomplete]).toEqual([1, []]);
  });

  test('names what is missing', () => {
    const found = evidenceOf([ran('e', { initiatedBy: null, runStatus: null })], () => [part('LAUNCHED', null)]);
    expect(found.incomplete[0]?.gaps).toEqual(['initiator', 'run', 'phases']);
  });

  test('is not told where no drill ended', () => {
    expect(evidenceOf([ran('e', { status: 'RUNNING' })], () => []).share).toBeNull();
  });
});

describe('statistics', () => {
  test('more values than a call takes arguments are put into bins all the same', () => {
    const many = Array.from({ length: 400_000 }, (_, value) => value);
    expect(binsOf(many, 10).reduce((sum, { count }) => sum + count, 0)).toBe(400_000);
  });

  test('no data is not zero', () => {
    expect([medianOf([]), spreadOf([]), quantileOf([], 0.9), changeOf(1, null), changeOf(1, 0), binsOf([], 5)]).toEqual([
      null,
      null,
      null,
      null,
      null,
      [],
    ]);
  });

  test('the median lies between the values, whatever their order', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 }), (values) => {
        const median = medianOf(values) ?? Number.NaN;
        expect(median).toBeGreaterThanOrEqual(Math.min(...values));
        expect(median).toBeLessThanOrEqual(Math.max(...values));
        expect(medianOf([...values].reverse())).toBe(median);
      }),
    );
  });

  test('bins hold every value once, side by side', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1e5, noNaN: true }), { minLength: 1 }),
        fc.integer({ min: 3, max: 30 }),
        (values, most) => {
          const bins = binsOf(values, most);
          expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
          expect(bins.length).toBeLessThanOrEqual(most + 1);
        },
      ),
    );
  });
});
