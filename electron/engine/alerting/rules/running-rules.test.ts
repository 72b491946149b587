import { describe, expect, test } from 'vitest';
import type { EventOf } from '../../../../shared/domain/events';
import type { Engine } from '../../engine-api';
import type { Actor } from '../../ports';
import { anEngine, type TestEngine } from '../../testing/an-engine';
import { anItem, aRun, aServer, at, e1, payroll } from '../../testing/events';
import { fakePorts } from '../../testing/fakes';
import { ManualTime } from '../../testing/manual-clock';

const operator: Actor = { id: 'token:Dana', role: 'act', host: 'headless' };
const minutes = 60_000;
const limit = { MetricName: 'ExecutionDuration', Threshold: 600, Operator: 'GREATER_THAN', EvaluationPeriods: 1 };

/** A console whose only rules are these. */
async function aConsole(rules: readonly object[], given: Parameters<typeof anEngine>[0] = {}) {
  const made = await anEngine(given);
  if (given.dataDir === undefined) {
    const replaced = await made.engine.inside.alertRules.store.replace({ Rules: rules }, null, operator);
    if (!replaced.ok) throw new Error(replaced.error.message);
  }
  return made;
}

const aRule = (AlertId: string, Conditions: object, more: object = {}) => ({
  AlertId,
  Name: `Rule ${AlertId}`,
  Conditions,
  ...more,
});

function turns({ inside }: Engine): EventOf<'rule.state-changed'>[] {
  return inside.history
    .events({ subjects: [], contextId: null, before: null, limit: 500 })
    .flatMap(({ event }) => (event.type === 'rule.state-changed' ? [event] : []))
    .reverse();
}
const states = (engine: Engine) => turns(engine).map(({ ruleId, to }) => `${ruleId} ${to}`);

/** In small steps, since rules are judged between them. */
async function pass({ ports }: TestEngine, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 30_000) await ports.time.advance(Math.min(30_000, ms - passed));
}

describe('a rule on the duration of executions', () => {
  test('fires while one runs, once, and is over when it ends', async () => {
    const made = await aConsole([
      aRule('long', limit, { Severity: 'HIGH', Suppression: { Enabled: true, DurationMinutes: 60 } }),
    ]);
    const { engine } = made;
    engine.commit([anItem(), aRun('RUNNING')]);
    await pass(made, 9.5 * minutes);
    expect(turns(engine)).toEqual([]);
    // Its duration is known at every moment: nobody waits for the next sample.
    await pass(made, minutes);
    expect(turns(engine)).toMatchObject([
      {
        ruleId: 'long',
        from: 'OK',
        to: 'ALARM',
        severity: 'HIGH',
        threshold: 600,
        quietMinutes: 60,
        quietOnAcknowledgement: true,
        labels: { execution: e1, plan: 'Payroll DR', context: payroll, metric: 'ExecutionDuration' },
      },
    ]);
    expect(engine.inside.alertRules.standings()).toMatchObject([{ alertId: 'long', state: 'ALARM', series: { alarm: 1 } }]);
    await pass(made, 10 * minutes);
    expect(states(engine)).toEqual(['long ALARM']);
    engine.commit([anItem({ status: 'COMPLETED', endedAt: at(1_300) }, 1_300), aRun('SUCCEEDED', 1_300)]);
    await pass(made, 3 * minutes);
    expect(states(engine)).toEqual(['long ALARM', 'long OK']);
    expect(turns(engine)[1]?.summary).toContain('COMPLETED');
  });

  test('makes an alert, and ends it', async () => {
    const made = await aConsole([aRule('long', limit)]);
    const { engine } = made;
    engine.commit([anItem(), aRun('RUNNING')]);
    await pass(made, 12 * minutes);
    const [alert] = engine.inside.alerting.tables.alerts({
      status: 'FIRING',
      from: null,
      to: null,
      incidentId: null,
      before: null,
      limit: 10,
    });
    expect(alert).toMatchObject({ origin: 'rule', ruleId: 'long', executionId: e1, status: 'FIRING' });
    await engine.inside.alertRules.store.remove('long', { ifMatch: null, ifNoneMatch: null }, operator);
    await pass(made, minutes);
    expect(states(engine)).toEqual(['long ALARM', 'long OK']);
    expect(engine.inside.alerting.book.alertOf(alert?.fingerprint ?? '')?.status).toBe('RESOLVED');
  });
});

test('a restart neither fires again nor forgets what stands', async () => {
  const made = await aConsole([aRule('long', limit)]);
  made.engine.commit([anItem(), aRun('RUNNING')]);
  await pass(made, 12 * minutes);
  const now = made.ports.clock.now();
  await made.engine.stop('test');
  const again = await aConsole([], { dataDir: made.dataDir, ports: fakePorts({ time: new ManualTime({ at: now }) }) });
  await pass(again, 5 * minutes);
  expect(states(again.engine)).toEqual(['long ALARM']);
  expect(again.engine.inside.alertRules.standings()).toMatchObject([{ state: 'ALARM' }]);
});

test('a restart goes on counting events', async () => {
  const counts = { EventPattern: { type: ['access.refused'] }, Threshold: 3, Period: 3_600, By: ['reason'] };
  const refused = (made: TestEngine) => ({
    type: 'access.refused' as const,
    at: made.ports.clock.now(),
    host: 'headless' as const,
    reason: 'wrong token',
    count: 1,
  });
  const made = await aConsole([aRule('refused', counts)]);
  made.engine.commit([refused(made)]);
  await pass(made, minutes);
  made.engine.commit([refused(made)]);
  await pass(made, minutes);
  const now = made.ports.clock.now();
  await made.engine.stop('test');
  const again = await aConsole([], { dataDir: made.dataDir, ports: fakePorts({ time: new ManualTime({ at: now }) }) });
  await pass(again, minutes);
  expect(states(again.engine)).toEqual([]);
  again.engine.commit([refused(again)]);
  await pass(again, minutes);
  expect(states(again.engine)).toEqual(['refused ALARM']);
});

describe('missing data', () => {
  const lag = { MetricName: 'LongestLag', Threshold: 100, Operator: 'GREATER_THAN' };
  const measured = (engine: Engine, atMs: number, value: number) =>
    engine.inside.telemetry.points.record([{ name: 'LongestLag', contextId: payroll, labels: {}, points: [{ atMs, value }] }]);

  test('is a state of its own, and resolves nothing', async () => {
    const made = await aConsole([aRule('lag', lag)]);
    const { engine, ports } = made;
    measured(engine, ports.clock.nowMs(), 500);
    await pass(made, 2 * minutes);
    expect(states(engine)).toEqual(['lag ALARM']);
    await pass(made, 10 * minutes);
    expect(states(engine)).toEqual(['lag ALARM', 'lag INSUFFICIENT_DATA']);
    expect(engine.inside.alertRules.standings()).toMatchObject([{ state: 'INSUFFICIENT_DATA', series: { unknown: 1 } }]);
    measured(engine, ports.clock.nowMs(), 5);
    await pass(made, 3 * minutes);
    expect(states(engine)).toEqual(['lag ALARM', 'lag INSUFFICIENT_DATA', 'lag OK']);
  });

  test('that counts as breaching decides nothing while nobody has looked yet', async () => {
    const made = await aConsole([aRule('lag', { ...lag, TreatMissingData: 'breaching' })]);
    measured(made.engine, made.ports.clock.nowMs(), 5);
    await pass(made, 3.5 * minutes);
    expect(states(made.engine)).toEqual([]);
    await pass(made, 6 * minutes);
    expect(states(made.engine)).toEqual(['lag ALARM']);
  });
});

test('a clock that jumps either way starts no storm', async () => {
  const time = new ManualTime();
  const made = await aConsole(
    [aRule('long', limit), aRule('stuck', { State: { Name: 'execution-runs-long', Parameters: { Minutes: 10 } } })],
    {
      ports: fakePorts({ time }),
    },
  );
  made.engine.commit([anItem(), aRun('RUNNING')]);
  await pass(made, 12 * minutes);
  const before = states(made.engine).length;
  expect(before).toBe(2);
  time.jumpWall(-3_600);
  await pass(made, 5 * minutes);
  time.jumpWall(2 * 3_600);
  await pass(made, 5 * minutes);
  expect(states(made.engine).length - before).toBeLessThanOrEqual(2);
});

test('a rule on the live view fires when something was recorded, and ends when it no longer holds', async () => {
  const made = await aConsole([
    aRule('gone', { State: { Name: 'replication-in-state', Parameters: { States: ['DISCONNECTED'], Minutes: 0 } } }),
  ]);
  const { engine } = made;
  engine.commit([aServer('d01')]);
  engine.commit([aServer('d01', { replicationState: 'DISCONNECTED' }, 5)]);
  await made.ports.time.advance(2_000);
  expect(states(engine)).toEqual(['gone ALARM']);
  engine.commit([aServer('d01', { replicationState: 'CONTINUOUS' }, 60)]);
  await made.ports.time.advance(2_000);
  expect(states(engine)).toEqual(['gone ALARM', 'gone OK']);
});

test('a rule on events is decided in the commit that brings them', async () => {
  const { engine, ports } = await aConsole([
    aRule('door', { EventPattern: { type: ['access.refused'] }, Threshold: 2, Period: 60 }),
  ]);
  const refused = () =>
    engine.commit([{ type: 'access.refused', at: ports.clock.now(), host: 'headless', reason: 'no token', count: 1 }]);
  refused();
  expect(states(engine)).toEqual([]);
  refused();
  expect(states(engine)).toEqual(['door ALARM']);
  await ports.time.advance(2 * minutes);
  expect(states(engine)).toEqual(['door ALARM', 'door OK']);
});

test('a rule that is changed is judged anew; one that is only called otherwise goes on', async () => {
  const made = await aConsole([aRule('long', limit)]);
  const { engine } = made;
  const { store } = engine.inside.alertRules;
  engine.commit([anItem(), aRun('RUNNING')]);
  await pass(made, 12 * minutes);
  await store.save('long', aRule('long', limit, { Name: 'Otherwise' }), { ifMatch: null, ifNoneMatch: null }, operator);
  await pass(made, 2 * minutes);
  expect(states(engine)).toEqual(['long ALARM']);
  await store.save('long', aRule('long', { ...limit, Threshold: 6_000 }), { ifMatch: null, ifNoneMatch: null }, operator);
  await pass(made, 2 * minutes);
  expect(states(engine)).toEqual(['long ALARM', 'long OK']);
  await store.save('long', aRule('long', limit, { Enabled: false }), { ifMatch: null, ifNoneMatch: null }, operator);
  await pass(made, 2 * minutes);
  expect(states(engine)).toEqual(['long ALARM', 'long OK']);
  expect(engine.inside.alertRules.standings()).toMatchObject([{ state: 'off' }]);
});

test('hundreds of series that turn at once are recorded, and the engine answers meanwhile', async () => {
  const made = await aConsole([aRule('lag', { MetricName: 'ServerLag', Threshold: 100, Operator: 'GREATER_THAN' })]);
  const { engine, ports } = made;
  const atMs = ports.clock.nowMs();
  engine.inside.telemetry.points.record(
    Array.from({ length: 300 }, (_, index) => ({
      name: 'ServerLag',
      contextId: payroll,
      labels: { server: `s-${index}` },
      points: [{ atMs, value: 900 }],
    })),
  );
  await pass(made, 3 * minutes);
  expect(engine.inside.alertRules.standings()).toMatchObject([{ series: { alarm: 300 } }]);
});

test('where missing is bad, a series that stopped before the start is missing', async () => {
  const time = new ManualTime();
  const made = await aConsole([], { ports: fakePorts({ time }) });
  const { engine, ports } = made;
  const nowMs = ports.clock.nowMs();
  const points = [{ atMs: nowMs - 3 * 3_600_000, value: 7 }];
  engine.inside.telemetry.points.record([{ name: 'ServersReplicating', contextId: payroll, labels: {}, points }]);
  const none = { MetricName: 'ServersReplicating', Threshold: 1, Operator: 'LESS_THAN', TreatMissingData: 'breaching' };
  await engine.inside.alertRules.store.replace([aRule('none', none)], null, operator);
  await pass(made, 10 * minutes);
  expect(turns(engine)).toMatchObject([{ to: 'ALARM', value: null }]);
  expect(turns(engine)[0]?.summary).toContain('has no data');
});
