import { createRouterClient } from '@orpc/server';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../shared/domain/detection/finding';
import { createRouter } from '../handlers/router';
import { aFolder } from '../testing/a-folder';
import { anEngine, type TestEngine } from '../testing/an-engine';
import { aServer, payroll, serverId } from '../testing/events';
import { type FakePorts, fakePorts } from '../testing/fakes';
import { settle } from '../testing/manual-clock';
import { plainMaker } from './testing/plain-maker';
import { type OpenThread, type ThreadEars, threadless } from './threads';

const MINUTE = 60_000;
const plain = () => threadless(plainMaker, 0);

async function aConsole(dataDir: string, ports: FakePorts, openThread: () => OpenThread = plain) {
  const console = await anEngine({ dataDir, ports, openThread });
  const { engine } = console;
  engine.commit([aServer('d01'), aServer('d02')]);
  const client = createRouterClient(createRouter(engine), {
    context: { actor: { id: 'token:wall', role: 'view', host: 'headless' } },
  });
  return { ...console, client };
}

/** Lets minutes pass, in each of which the lag of one server is told. */
async function pass({ engine, ports }: Pick<TestEngine, 'engine' | 'ports'>, lags: readonly number[]): Promise<void> {
  for (const value of lags) {
    const points = [{ atMs: ports.clock.nowMs() + MINUTE / 2, value }];
    engine.inside.telemetry.points.record([
      { contextId: payroll, name: 'ServerLag', labels: { server: serverId('d01') }, points },
    ]);
    await ports.time.advance(MINUTE);
    await settle();
  }
  await settle();
}

const usual = Array.from({ length: 20 }, (_, n) => n % 3);
const off = Array.from({ length: 12 }, () => 900);
const calm = Array.from({ length: 10 }, () => 1);

const told = ({ subject, title, openedAt, since, lastAt, endedAt, endedBecause, score, evidence }: Finding) => {
  const { expected, value } = evidence;
  return { subject, title, openedAt, since, lastAt, endedAt, endedBecause, score, expected, value };
};

async function findingsOf(minutes: readonly (readonly number[])[]): Promise<ReturnType<typeof told>[]> {
  const [dataDir, ports] = [aFolder(), fakePorts()];
  const all: ReturnType<typeof told>[] = [];
  for (const [session, lags] of minutes.entries()) {
    const console = await aConsole(dataDir, ports);
    await pass(console, lags);
    if (session === minutes.length - 1) all.push(...(await console.client.findings.list({})).items.map(told));
    await console.engine.stop('a break');
  }
  return all;
}

describe('a lag that is unusual', () => {
  test('becomes a finding in plain words, with evidence, and ends', async () => {
    const console = await aConsole(aFolder(), fakePorts());
    await pass(console, [...usual, ...off]);
    const [open] = (await console.client.findings.list({ state: 'open' })).items;
    expect(open).toMatchObject({
      subject: `stream:ServerLag:${payroll}:${serverId('d01')}`,
      family: 'replication-lag',
      method: 'stream',
      sourceServerId: serverId('d01'),
      series: { metric: 'ServerLag', contextId: payroll, labels: { server: serverId('d01') } },
      title: expect.stringMatching(/: replication lag 15 min, usually up to 2 s$/),
      evidence: { value: 900, unit: 'Seconds', expected: { low: 0, high: 2 } },
    });
    expect(open?.evidence.points.at(-1)).toMatchObject({ value: 900, low: 0, high: 2 });
    await pass(console, calm);
    expect((await console.client.findings.list({ state: 'open' })).items).toEqual([]);
    const [ended] = (await console.client.findings.list({ state: 'ended' })).items;
    expect(ended?.endedBecause).toBe('It is back where it is expected.');
  });

  test.each([21, 29])('is the same with a restart after %i minutes as without', async (minutes) => {
    const lags = [...usual, ...off, ...calm];
    const [whole, broken] = [await findingsOf([lags]), await findingsOf([lags.slice(0, minutes), lags.slice(minutes)])];
    expect(whole).toHaveLength(1);
    expect(broken).toEqual(whole);
  });

  test('is laid over its chart as it was judged, and stands on the map', async () => {
    const { client, ...console } = await aConsole(aFolder(), fakePorts());
    await pass(console, [...usual, ...off]);
    const asked = { name: 'ServerLag', context: payroll, labels: `server=${serverId('d01')}` };
    const { points, why, threshold } = await client.findings.readings(asked);
    expect([why, threshold]).toEqual([null, 0.9]);
    expect(points.filter(({ score }) => score >= threshold).length).toBeGreaterThanOrEqual(10);
    expect(points.at(-1)).toMatchObject({ value: 900, low: 0, high: 2, aspect: 'level', isLearning: false });
    const map = await client.findings.map({ family: 'replication-lag' });
    expect(map.rows[0]).toMatchObject({ metric: 'ServerLag', family: 'replication-lag', isLearning: false });
    expect(Math.max(...(map.rows[0]?.cells ?? []).map((cell) => cell ?? 0))).toBeCloseTo(0.95);
    const report = await client.findings.report({});
    expect(report).toMatchObject({ isOn: true, trouble: null, series: { leftOut: 0 } });
    expect(report.families.find(({ family }) => family === 'replication-lag')).toMatchObject({ series: 1, open: 1, found: 1 });
  });

  test('of what is not watched is refused with the reason', async () => {
    const { client } = await aConsole(aFolder(), fakePorts());
    const asked = await client.findings.readings({ name: 'EngineCpu', context: 'console' });
    expect(asked).toMatchObject({ points: [], why: expect.stringContaining('EngineCpu is not watched') });
    const noSeries = await client.findings.readings({ name: 'ServerLag', context: payroll });
    expect(noSeries.why).toContain('Pick one series');
    await expect(client.findings.readings({ name: 'Nope', context: payroll })).rejects.toMatchObject({ status: 400 });
  });
});

test('a thread that dies is started anew and goes on from the store; one that keeps dying is told of', async () => {
  const ears: ThreadEars[] = [];
  const ports = fakePorts();
  const mortal = (): OpenThread => (heard) => {
    ears.push(heard);
    return plain()(heard);
  };
  const console = await aConsole(aFolder(), ports, mortal);
  const trouble = async () => (await console.client.findings.report({})).trouble;
  const warned = () => (console.engine.view().engine.engine?.warnings ?? []).map(({ code }) => code);
  await pass(console, [...usual, ...off.slice(0, 3)]);
  ears.at(-1)?.died('a fault');
  expect(await trouble()).toContain('a fault');
  await pass(console, off.slice(0, 3));
  expect([await trouble(), ears.length]).toEqual([null, 2]);
  expect((await console.client.findings.list({ state: 'open' })).items).toHaveLength(1);
  expect(warned()).not.toContain('detection.keeps-ending');
  for (let death = 0; death < 2; death += 1) {
    ears.at(-1)?.died('a fault');
    await pass(console, [900]);
  }
  expect(warned()).toContain('detection.keeps-ending');
});
