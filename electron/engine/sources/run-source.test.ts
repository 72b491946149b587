import { expect, test } from 'vitest';
import type { ConsoleEvent } from '../../../shared/domain/events';
import { Job } from '../../../shared/domain/facts';
import { ContextId, Instant, ServerId } from '../../../shared/domain/primitives';
import { openAwsContext } from '../aws/aws-context';
import { openConnections } from '../aws/clients';
import { fakePorts } from '../testing/fakes';
import { ManualTime } from '../testing/manual-clock';
import { runSource } from './run-source';
import type { Answer, Source } from './source';
import { FakeCore } from './testing/fake-core';

const contextId = ContextId.parse('rehearsal:drill');
const at = Instant.parse('2026-03-14T09:00:00.000Z');
const event: ConsoleEvent = { type: 'server.gone', at, contextId, source: 'drs-jobs', sourceServerId: ServerId.parse('s-1') };

/** A source whose readings a test scripts: each entry answers or throws; the last one repeats. */
async function aSource(script: readonly (() => Answer)[], options: { readonly speed?: number; readonly every?: number } = {}) {
  const time = new ManualTime({ speed: options.speed ?? 1 });
  const ports = fakePorts({ time });
  const core = new FakeCore();
  const readAt: number[] = [];
  const firsts: boolean[] = [];
  const source: Source = {
    id: 'drs-jobs',
    title: 'DRS jobs',
    chip: 'DRS',
    everySeconds: () => options.every ?? 15,
    async read(reading) {
      readAt.push(ports.wall.monoMs());
      firsts.push(reading.first);
      const step = script[Math.min(readAt.length, script.length) - 1];
      return step === undefined ? { events: [] } : step();
    },
  };
  const aws = await openAwsContext({
    spec: {
      contextId,
      profile: 'drill',
      region: 'us-east-1',
      endpointUrl: 'http://127.0.0.1:9',
      keys: { accessKeyId: 'a', secretAccessKey: 'b' },
      mayCreateQueue: false,
    },
    platform: { project: 'p', environment: 'dev' },
    installationId: 'i',
    connections: openConnections(),
    ports,
    env: {},
  });
  const nudged: string[] = [];
  const running = runSource({
    source,
    place: null,
    aws,
    core,
    ports,
    nudge: (ids) => nudged.push(...ids),
    onRecorded: () => undefined,
  });
  await time.advance(1);
  return { time, core, readAt, firsts, running, nudged, health: () => core.healths.at(-1) };
}

const nothing = (): Answer => ({ events: [] });
const throttled = (retryAfterSeconds?: number) => (): Answer => {
  throw Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException', retryAfterSeconds });
};
const denied = (action: string) => (): Answer => {
  throw Object.assign(new Error(`not authorized to perform: ${action} on resource: *`), { name: 'AccessDeniedException' });
};

test('reads at once, and then every interval of the engine clock, a tenth more or less', async () => {
  const { time, readAt, firsts } = await aSource([nothing], { every: 20 });
  await time.advance(200_000);
  expect(readAt[0]).toBe(0);
  const gaps = readAt.slice(1).map((value, index) => value - (readAt[index] ?? 0));
  for (const gap of gaps) expect(gap).toSatisfy((value: number) => value >= 18_000 && value <= 22_000);
  expect(firsts).toEqual([true, ...gaps.map(() => false)]);
});

test('a rehearsal at ×60 reads sixty times as often', async () => {
  const { time, readAt } = await aSource([nothing], { speed: 60, every: 60 });
  await time.advance(10_000);
  expect(readAt.length).toSatisfy((count: number) => count >= 9 && count <= 12);
});

test('readings stay 80 ms apart in wall time, however fast the rehearsal runs or often somebody nudges', async () => {
  const { time, readAt, running } = await aSource([nothing], { speed: 600, every: 15 });
  for (let tick = 0; tick < 100; tick += 1) {
    running.nudge();
    await time.advance(10);
  }
  const gaps = readAt.slice(1).map((value, index) => value - (readAt[index] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(80);
  expect(readAt.length).toBeGreaterThan(8);
});

test('a nudge brings the next reading forward', async () => {
  const { time, readAt, running } = await aSource([nothing], { every: 60 });
  await time.advance(5_000);
  running.nudge();
  await time.advance(100);
  expect(readAt).toHaveLength(2);
});

test('a failure is recorded once per cause, waits grow, and recovery is recorded', async () => {
  const { time, core, readAt, health } = await aSource([
    throttled(),
    throttled(),
    throttled(),
    denied('drs:DescribeJobs'),
    denied('drs:DescribeJobs'),
    nothing,
  ]);
  expect(health()).toMatchObject({ state: 'failing', error: { code: 'throttled' } });
  await time.advance(120_000);
  expect(core.of('source.failed').map((entry) => entry.error.code)).toEqual(['throttled', 'not-permitted']);
  expect(core.of('source.recovered')).toHaveLength(1);
  expect(health()).toMatchObject({ state: 'live', error: null });
  const gaps = readAt.slice(1, 6).map((value, index) => value - (readAt[index] ?? 0));
  for (const [index, gap] of gaps.entries()) expect(gap).toBeLessThanOrEqual(1000 * 2 ** index);
});

test('what AWS asks to wait is waited, nudges or not', async () => {
  const { time, readAt, running } = await aSource([throttled(20), nothing]);
  await time.advance(10_000);
  running.nudge();
  await time.advance(9_000);
  expect(readAt).toHaveLength(1);
  await time.advance(8_000);
  expect(readAt).toEqual([0, 20_000]);
});

test('what could not be recorded is read again, and messages are not confirmed', async () => {
  let confirmed = 0;
  const answer = (): Answer => ({
    events: [event],
    recorded: async () => {
      confirmed += 1;
    },
  });
  const { time, core, firsts, health } = await aSource([answer]);
  expect(confirmed).toBe(1);
  core.failure = { code: 'disk-full', message: 'no space left' };
  await time.advance(20_000);
  expect(confirmed).toBe(1);
  expect(health()).toMatchObject({ state: 'failing', error: { code: 'rejected' } });
  core.failure = null;
  await time.advance(60_000);
  expect(confirmed).toBeGreaterThan(1);
  expect(firsts[0]).toBe(true);
});

test('items that cannot be understood are named while the source stays live', async () => {
  const { health } = await aSource([() => ({ events: [], unreadable: [{ subject: 'recovery plan 7c1d', reason: 'no id' }] })]);
  expect(health()).toMatchObject({
    state: 'live',
    error: { code: 'malformed', message: expect.stringContaining('recovery plan 7c1d') },
  });
});

test('a job that ends wakes the sources that show its effect', async () => {
  const job = {
    jobId: 'drsjob-1',
    accountId: '4',
    region: 'r',
    type: 'LAUNCH',
    status: 'COMPLETED',
    initiatedBy: null,
    createdAt: null,
    endedAt: null,
    servers: [],
  };
  const observed = { type: 'job.observed' as const, at, contextId, source: 'drs-jobs' as const, job: Job.parse(job) };
  const { nudged } = await aSource([() => ({ events: [observed] })]);
  expect(nudged).toEqual(['drs-recovery-instances', 'drs-source-servers']);
});

test('what cannot be recorded for a fault of ours is a failed reading, and is read again', async () => {
  const { time, core, readAt, health } = await aSource([() => ({ events: [event] })], { every: 20 });
  core.record = () => Promise.reject(new TypeError('not of the schema'));
  await time.advance(60_000);
  expect(health()).toMatchObject({ state: 'failing', error: { code: 'malformed' } });
  const readings = readAt.length;
  expect(readings).toBeGreaterThan(1);
  core.record = async (events) => core.commit(events);
  await time.advance(600_000);
  expect(readAt.length).toBeGreaterThan(readings);
  expect(health()).toMatchObject({ state: 'live', error: null });
});

test('after a gap the next reading looks back again', async () => {
  const { time, firsts } = await aSource([nothing, throttled(1500), nothing]);
  await time.advance(30 * 60_000);
  expect(firsts.slice(0, 4)).toEqual([true, false, true, false]);
});

test('stopping ends a wait at once and reads no more', async () => {
  const { time, readAt, running } = await aSource([nothing], { every: 60 });
  await running.stop();
  await time.advance(600_000);
  expect(readAt).toHaveLength(1);
});
