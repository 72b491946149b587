import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ExecutionId, ServerId } from '../primitives';
import { obstaclesTo, platformLimits, readinessOf, type ServerToStart, type StartAsked, type StartWorld } from './pre-start';

const here = '444455556666 us-east-1';
const id = (n: number) => ServerId.parse(`s-${String(n).padStart(17, '0')}`);
const aServer = (n: number, change: Partial<ServerToStart> = {}): ServerToStart => ({
  sourceServerId: id(n),
  place: here,
  blocksStart: false,
  ...change,
});
const many = (count: number, from = 0) => Array.from({ length: count }, (_, n) => aServer(from + n));
const aStart = (...waves: (readonly ServerToStart[])[]): StartAsked => ({
  planName: 'Payroll DR',
  waves: waves.map((servers, index) => ({ label: `Wave ${index + 1}`, servers })),
});
const calm: StartWorld = { activeExecution: null, executionsOf: new Map(), jobsIn: new Map() };
const jobs = (...each: number[][]): StartWorld => ({ ...calm, jobsIn: new Map([[here, each.map((ids) => ids.map(id))]]) });
const codes = (asked: StartAsked, world: StartWorld) => obstaclesTo(asked, world).map(({ code }) => code);
const execution = ExecutionId.parse('e-1');

describe('a plan starts', () => {
  test('when nothing stands in its way', () => {
    expect(obstaclesTo(aStart(many(3)), calm)).toEqual([]);
    expect(readinessOf([], 0)).toBe('ready');
  });
  test('with exactly as much as the limits allow', () => {
    const nineteen = Array.from({ length: 19 }, (_, n) => [9_000 + n]);
    expect(codes(aStart(many(100)), jobs(...nineteen))).toEqual([]);
    expect(codes(aStart(many(100)), jobs(Array.from({ length: 400 }, (_, n) => 9_000 + n)))).toEqual([]);
  });
});

describe('a plan is refused', () => {
  test.each<[string, StartAsked, StartWorld, string, string]>([
    ['it runs already', aStart(many(1)), { ...calm, activeExecution: execution }, 'plan-active', 'already running'],
    [
      'a server is in another execution',
      aStart(many(2)),
      { ...calm, executionsOf: new Map([[id(1), [execution]]]) },
      'server-in-execution',
      '1 server in another execution',
    ],
    ['it has no waves', aStart(), calm, 'no-waves', 'no waves'],
    ['a wave is too large', aStart(many(1), many(101, 10)), calm, 'wave-too-large', 'Wave 2 has 101 servers'],
    [
      'twenty jobs run',
      aStart(many(1)),
      jobs(...Array.from({ length: 20 }, (_, n) => [900 + n])),
      'jobs-at-limit',
      '20 jobs active',
    ],
    ['a server is in a job', aStart(many(2)), jobs([1]), 'server-in-job', '1 server in an active job'],
    [
      'too many servers would be in jobs',
      aStart(many(100)),
      jobs(Array.from({ length: 401 }, (_, n) => 9_000 + n)),
      'servers-at-limit',
      '501 servers in jobs',
    ],
    ['a server does not replicate', aStart([aServer(1, { blocksStart: true })]), calm, 'server-not-ready', '1 server'],
  ])('when %s', (_why, asked, world, code, short) => {
    const obstacles = obstaclesTo(asked, world);
    expect(obstacles.map((one) => [one.code, one.short])).toEqual([[code, short]]);
    expect(readinessOf(obstacles, 3)).toBe(`cannot start: ${short}`);
  });
  test('not by its own execution twice', () => {
    const world = { ...calm, activeExecution: execution, executionsOf: new Map([[id(1), [execution]]]) };
    expect(codes(aStart(many(2)), world)).toEqual(['plan-active']);
  });
  test('not by jobs of another account or region', () => {
    const elsewhere = { ...calm, jobsIn: new Map([['111122223333 us-east-1', Array.from({ length: 30 }, (_, n) => [id(n)])]]) };
    expect(codes(aStart(many(2)), elsewhere)).toEqual([]);
  });
});

const anyServers = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 12 });
const anyWorld = fc.array(anyServers, { maxLength: 22 });

test('more that goes on never makes a start possible that was not', () => {
  fc.assert(
    fc.property(anyServers, anyWorld, anyServers, (plan, running, another) => {
      const asked = aStart(plan.map((n) => aServer(n)));
      const before = codes(asked, jobs(...running));
      const after = codes(asked, jobs(...running, another));
      expect(after).toEqual(expect.arrayContaining(before));
    }),
  );
});

test('a plan is ready exactly when each limit holds', () => {
  fc.assert(
    fc.property(anyServers, anyWorld, (plan, running) => {
      const busy = new Set(running.flat());
      const isFree = plan.every((n) => !busy.has(n));
      // A plan without a known server has no place, and so no jobs that could matter.
      const hasRoom = plan.length === 0 || running.length < platformLimits.activeJobs;
      expect(codes(aStart(plan.map((n) => aServer(n))), jobs(...running)).length === 0).toBe(isFree && hasRoom);
    }),
  );
});
