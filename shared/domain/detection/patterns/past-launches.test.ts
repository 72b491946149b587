import { expect, test } from 'vitest';
import { ExecutionId, instantOf } from '../../primitives';
import { before, defaultTrace, subnetError } from '../../testing/drill';
import { e1, e2, job, server } from '../../testing/facts';
import { play } from '../../testing/play';
import { MOST_LAUNCHES } from './find-patterns';
import { gatherLaunches, pastLaunchesOf } from './past-launches';

const { view, state } = play([...before(), ...defaultTrace()]);
const past = { ...view, logOf: (jobId: string) => state.jobs[jobId]?.log ?? [] };
const launches = pastLaunchesOf(past);
const find = (executionId: string, name: string) =>
  launches.find((one) => one.executionId === executionId && one.serverName === name);

test('every launch of an ended execution is one, those that never began are none', () => {
  expect(launches.filter(({ executionId }) => executionId === e1)).toHaveLength(8);
  expect(launches.filter(({ executionId }) => executionId === e2)).toHaveLength(12);
  expect(launches.filter(({ failed }) => failed).map(({ serverName }) => serverName)).toEqual(['app-03']);
  const open = { ...past, executions: { ...view.executions } };
  for (const execution of Object.values(view.executions))
    open.executions[execution.executionId] = { ...execution, endedAt: null };
  expect(pastLaunchesOf(open)).toEqual([]);
});

test('a launch has its place, its hour and the lines of its own server', () => {
  expect(find(e1, 'app-03')).toMatchObject({
    failed: true,
    error: 'no free addresses in subnet-0123456789abcdef0',
    attributes: { plan: 'Payroll DR', wave: 'Wave 2 Application', server: 'app-03', hour: '06', weekday: 'Saturday' },
  });
  const own = state.jobs[job('e2')]?.log.filter(({ sourceServerId }) => sourceServerId === server('a03')) ?? [];
  expect(find(e1, 'app-03')?.events).toEqual(own.map(({ event }) => event));
  expect(own.length).toBeGreaterThan(3);
});

test('of a long past the newest executions are gathered, one a step', () => {
  const execution = view.executions[e2];
  if (execution === undefined) throw new Error('no execution');
  const own = Object.values(view.participants).filter(({ executionId }) => executionId === e2);
  const days = Array.from({ length: 600 }, (_, day) => ({
    id: ExecutionId.parse(`0f3c9a52-7d1e-4b8a-9c46-${String(day).padStart(12, '0')}`),
    startedAt: instantOf(Date.UTC(2026, 0, 1) - day * 86_400_000),
  }));
  const long = {
    ...past,
    executions: Object.fromEntries(days.map(({ id, startedAt }) => [id, { ...execution, executionId: id, startedAt }])),
    participants: Object.fromEntries(
      days.flatMap(({ id }) => own.map((one) => [`${id} ${one.sourceServerId}`, { ...one, executionId: id }])),
    ),
  };
  const found = pastLaunchesOf(long);
  expect(found.length).toBeGreaterThanOrEqual(MOST_LAUNCHES);
  expect(found.length).toBeLessThan(MOST_LAUNCHES + own.length);
  expect(found[0]?.executionId).toBe(days[0]?.id);
  expect([...gatherLaunches(long)].length).toBeGreaterThan(2 * (MOST_LAUNCHES / own.length));
});

test('what a server is is known of its failures too, from the launches that went well', () => {
  const { attributes } = find(e1, 'app-03') ?? {};
  expect(attributes?.instanceType).toBe(find(e2, 'app-03')?.attributes.instanceType);
  expect(attributes?.instanceType).toBeDefined();
  expect(attributes?.subnet).toBe('subnet-0123456789abcdef0');
  // Every server of that network, whether or not it failed: else only failures would have it.
  expect(find(e2, 'db-01')?.attributes.subnet).toBe('subnet-0123456789abcdef0');
  expect(subnetError).toContain('subnet-0123456789abcdef0');
});
