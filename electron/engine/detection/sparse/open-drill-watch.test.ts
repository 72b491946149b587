import { expect, test } from 'vitest';
import { anEngine, type TestEngine } from '../../testing/an-engine';
import { serverId } from '../../testing/events';
import { aDrill, type DrillStory, drillId, drillServers } from '../testing/past-drills';

/** Lets the console look: two whole minutes of its clock pass. */
async function minutesPass({ ports }: TestEngine): Promise<void> {
  await ports.time.advance(121_000);
}

/** An engine that knows five drills like each other. */
async function afterDrills(change: Partial<DrillStory> = {}): Promise<TestEngine> {
  const test = await anEngine();
  for (const weeksAgo of [9, 8, 7, 6, 5]) test.engine.commit(aDrill({ ...change, weeksAgo }));
  await minutesPass(test);
  return test;
}

const openOf = ({ engine }: TestEngine) =>
  [...engine.inside.findings.open().values()].filter(({ method }) => method !== 'stream');

test('a conversion that lasts far longer than ever is told while it lasts, and over with its execution', async () => {
  const test = await afterDrills();
  for (const minutes of [10, 25]) test.engine.commit(aDrill({ weeksAgo: 0, minutes, conversion: { app03: 600 } }));
  await test.ports.time.advance(25 * 60_000);
  const [found, ...others] = openOf(test);
  expect(others).toEqual([]);
  expect(found).toMatchObject({
    family: 'phase-duration',
    method: 'sparse',
    aspect: 'outlier',
    severity: 'MEDIUM',
    executionId: drillId(0),
    sourceServerId: serverId('app03'),
    planName: 'Payroll DR',
  });
  expect(found?.title).toMatch(/^Conversion of app03 has lasted \d+ min, usually 5 min$/);
  expect(found?.evidence.facts.at(-1)).toBe('Compared with 5 earlier executions of this plan.');
  expect(found === undefined ? null : test.engine.inside.findings.draftRule(found)?.configuration.Conditions.MetricName).toBe(
    'PhaseDuration',
  );
  test.engine.commit(aDrill({ weeksAgo: 0, conversion: { app03: 600 } }));
  await minutesPass(test);
  expect(openOf(test)).toEqual([]);
});

test('a drill like the others is no finding, nor one of a plan that hardly ever ran', async () => {
  const like = await afterDrills();
  like.engine.commit(aDrill({ weeksAgo: 0, minutes: 6 }));
  await minutesPass(like);
  expect(openOf(like)).toEqual([]);
  const fresh = await anEngine();
  fresh.engine.commit(aDrill({ weeksAgo: 5 }));
  fresh.engine.commit(aDrill({ weeksAgo: 0, minutes: 60, conversion: { app03: 600 } }));
  await minutesPass(fresh);
  expect(openOf(fresh)).toEqual([]);
});

test('six of eight servers slow in the same phase are one finding', async () => {
  const test = await afterDrills();
  const slow = Object.fromEntries(drillServers.slice(0, 6).map((name) => [name, 600]));
  for (const minutes of [10, 40]) test.engine.commit(aDrill({ weeksAgo: 0, minutes, conversion: slow }));
  await test.ports.time.advance(40 * 60_000);
  const found = openOf(test);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ method: 'fleet', memberCount: 6, executionId: drillId(0) });
  expect(found[0]?.title).toBe('Conversion time of 6 of 8 servers is unusual at once');
  expect(found[0]?.evidence.facts.at(-1)).toBe('They are app01, app02, app03, app04, app05, app06.');
});

test('more failed launches than before are told once', async () => {
  const test = await afterDrills();
  const failed = drillServers.slice(0, 5);
  // One server still launches, so that the execution has not ended.
  test.engine.commit(aDrill({ weeksAgo: 0, minutes: 11, failed, conversion: { app08: 7 } }));
  await minutesPass(test);
  const found = openOf(test).filter(({ family }) => family === 'launch-failures');
  expect(found).toHaveLength(1);
  expect(found[0]?.title).toMatch(/^5 of 7 launches failed /);
  expect(found[0]?.evidence.facts).toContain('Of all launches of this context 0 of 40 failed before, in 5 executions.');
});

test('a launch whose end nobody saw, since the console was not watching, is not called slow', async () => {
  const test = await afterDrills();
  await test.ports.time.advance(60 * 60_000);
  test.engine.commit(aDrill({ weeksAgo: 0, minutes: 6 }));
  const now = test.ports.clock.now();
  test.engine.commit([
    { type: 'session.woke', at: now, sessionId: test.engine.view().engine.engine?.sessionId ?? '', asleepSeconds: 3_000 },
  ]);
  test.engine.commit(aDrill({ weeksAgo: 0, minutes: 62, conversion: { app08: 600 } }));
  await minutesPass(test);
  expect(openOf(test).flatMap(({ sourceServerId }) => sourceServerId ?? 'several')).toEqual([serverId('app08')]);
});
