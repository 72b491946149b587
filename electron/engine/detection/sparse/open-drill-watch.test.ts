import { expect, onTestFinished, test } from 'vitest';
import type { Finding } from '../../../../shared/domain/detection/finding';
import { aFinding } from '../../../../shared/domain/detection/testing/a-finding';
import { shippedThreshold } from '../../../../shared/domain/detection/threshold';
import { anEngine, type TestEngine } from '../../testing/an-engine';
import { serverId } from '../../testing/events';
import { aDrill, type DrillStory, drillId, drillServers } from '../testing/past-drills';
import { openDrillWatch } from './open-drill-watch';

interface Watched extends TestEngine {
  /** Findings of drills alone, as nobody else says anything. */
  readonly held: Map<string, Finding>;
}

/** An engine with a watch of its own, so that no forecast tells first. */
async function watched(): Promise<Watched> {
  const test = await anEngine();
  const held = new Map<string, Finding>();
  const watch = openDrillWatch({
    ports: test.ports,
    core: test.engine,
    findings: {
      report({ found, ended }) {
        for (const { subject } of ended) held.delete(subject);
        for (const one of found)
          held.set(one.subject, aFinding({ ...one, openedAt: held.get(one.subject)?.openedAt ?? one.lastAt }));
      },
      open: () => held,
      thresholdOf: () => shippedThreshold('outlier'),
      draftBy: () => undefined,
    },
  });
  onTestFinished(watch.stop);
  return { ...test, held };
}

/** Lets the console look: two whole minutes of its clock pass. */
async function minutesPass({ ports }: TestEngine): Promise<void> {
  await ports.time.advance(121_000);
}

/** An engine that knows five drills like each other. */
async function afterDrills(change: Partial<DrillStory> = {}): Promise<Watched> {
  const test = await watched();
  for (const weeksAgo of [9, 8, 7, 6, 5]) test.engine.commit(aDrill({ ...change, weeksAgo }));
  await minutesPass(test);
  return test;
}

const openOf = ({ held }: Watched) => [...held.values()];

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
  const fresh = await watched();
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

const stuck = (sourceServerId: Finding['sourceServerId'], id: string): Finding => ({
  ...aFinding(),
  subject: `forecast:${drillId(0)}:${id}`,
  family: 'failure-foreseen',
  method: 'forecast',
  aspect: 'outlook',
  executionId: drillId(0),
  sourceServerId,
});

test('what a forecast tells of is not told again, neither beside it nor after it', async () => {
  const test = await afterDrills();
  const sparse = () => openOf(test).filter(({ method }) => method === 'sparse');
  for (const minutes of [10, 25]) test.engine.commit(aDrill({ weeksAgo: 0, minutes, conversion: { app03: 600, app05: 600 } }));
  await test.ports.time.advance(25 * 60_000);
  expect(sparse().map(({ sourceServerId }) => sourceServerId)).toEqual([serverId('app03'), serverId('app05')]);
  const warning = stuck(serverId('app03'), 'told-by-test');
  test.held.set(warning.subject, warning);
  await minutesPass(test);
  expect(sparse().map(({ sourceServerId }) => sourceServerId)).toEqual([serverId('app05')]);
  test.held.delete(warning.subject);
  await minutesPass(test);
  expect(sparse().map(({ sourceServerId }) => sourceServerId)).toEqual([serverId('app05')]);
});

test('servers slow together stay one finding when others become slow too', async () => {
  const test = await afterDrills();
  const slow = (most: number) => Object.fromEntries(drillServers.slice(0, most).map((name) => [name, 600]));
  const fleets = () => openOf(test).filter(({ method }) => method === 'fleet');
  for (const minutes of [10, 40]) test.engine.commit(aDrill({ weeksAgo: 0, minutes, conversion: slow(6) }));
  await test.ports.time.advance(40 * 60_000);
  const [first] = fleets();
  expect(first?.memberCount).toBe(6);
  test.engine.commit(aDrill({ weeksAgo: 0, minutes: 45, conversion: { ...slow(6), app07: 41 } }));
  await test.ports.time.advance(5 * 60_000);
  expect(fleets().map(({ findingId }) => findingId)).toEqual([first?.findingId]);
});

test('an execution is learned once it has ended for good', async () => {
  const test = await watched();
  for (const weeksAgo of [9, 8, 7]) {
    test.engine.commit(aDrill({ weeksAgo, minutes: 7 }));
    test.engine.commit(aDrill({ weeksAgo }));
    await minutesPass(test);
  }
  test.engine.commit(aDrill({ weeksAgo: 0, minutes: 25, conversion: { app03: 600 } }));
  await test.ports.time.advance(25 * 60_000);
  expect(openOf(test).map(({ evidence }) => evidence.facts.at(-1))).toContain('Compared with 3 earlier executions of this plan.');
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
