import { describe, expect, test } from 'vitest';
import type { ConsoleEvent } from '../../../shared/domain/events';
import { NoticeId } from '../../../shared/domain/primitives';
import type { Engine } from '../engine-api';
import { openPoints } from '../telemetry/open-points';
import { aFolder } from '../testing/a-folder';
import { anEngine } from '../testing/an-engine';
import { aJob, anItem, aRun, aServer, at, e1, payroll, start } from '../testing/events';
import { fakePorts } from '../testing/fakes';
import { settle } from '../testing/manual-clock';
import { aNotice } from '../testing/notices';
import { followJournal } from './follow-journal';

const seconds = 1_000;

/** Every value of a metric, of all its series. */
async function valuesOf(engine: Engine, name: string) {
  const wanted = { name, contextId: null, labels: {}, fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };
  return (await engine.inside.telemetry.points.read(wanted)).flatMap(({ labels, points }) =>
    points.map(({ atMs, value }) => ({ ...labels, at: atMs - Date.parse(start), value })),
  );
}

const total = async (engine: Engine, name: string) => (await valuesOf(engine, name)).reduce((sum, { value }) => sum + value, 0);

const servers = { d01: 'LAUNCHED', d02: 'LAUNCHED', d03: 'LAUNCHED' };
const drill: readonly ConsoleEvent[] = [
  aServer('d01', { lagSeconds: 12 }),
  anItem(),
  aRun('RUNNING'),
  aJob({ d01: 'PENDING', d02: 'PENDING', d03: 'PENDING' }, 10),
  aJob(servers, 600, 'COMPLETED'),
  anItem({ status: 'COMPLETED', endedAt: at(660) }, 660),
  aRun('SUCCEEDED', 660),
];

describe('what is measured of a drill', () => {
  test('is dated when it happened, under the plan’s name and id', async () => {
    const { engine, ports } = await anEngine();
    for (const event of drill) engine.commit([event]);
    await ports.time.advance(seconds);
    const plan = { plan: 'Payroll DR', planId: 'plan-payroll' };
    expect(await valuesOf(engine, 'ExecutionsStarted')).toEqual([{ ...plan, type: 'DRILL', at: 0, value: 1 }]);
    expect(await valuesOf(engine, 'ExecutionsCompleted')).toEqual([{ ...plan, type: 'DRILL', at: 660 * seconds, value: 1 }]);
    expect(await valuesOf(engine, 'RecoveryTime')).toEqual([{ ...plan, type: 'DRILL', at: 660 * seconds, value: 660 }]);
    expect((await valuesOf(engine, 'ExecutionDuration')).at(-1)).toMatchObject({ execution: e1, at: 660 * seconds, value: 660 });
    expect(await valuesOf(engine, 'WaveDuration')).toMatchObject([{ wave: 'Wave 1 Database', value: 600 }]);
    expect(await total(engine, 'ServersLaunched')).toBe(3);
  });

  test('is counted once, though the program was killed before and after it was counted', async () => {
    const killed = await anEngine();
    for (const event of drill) killed.engine.commit([event]);
    const again = await anEngine({ dataDir: killed.dataDir });
    await again.ports.time.advance(seconds);
    await settle();
    const counts = (engine: Engine) =>
      Promise.all(['ExecutionsStarted', 'ExecutionsCompleted', 'ServersLaunched'].map((name) => total(engine, name)));
    expect(await counts(again.engine)).toEqual([1, 1, 3]);
    const third = await anEngine({ dataDir: killed.dataDir });
    await third.ports.time.advance(seconds);
    await settle();
    expect(await counts(third.engine)).toEqual([1, 1, 3]);
  });

  test('does not begin before its plan is known', async () => {
    const { engine, ports } = await anEngine();
    engine.commit([aRun('RUNNING')]);
    await ports.time.advance(seconds);
    expect(await valuesOf(engine, 'ExecutionsStarted')).toEqual([]);
    engine.commit([anItem()]);
    await ports.time.advance(seconds);
    expect(await valuesOf(engine, 'ExecutionsStarted')).toMatchObject([{ plan: 'Payroll DR', value: 1 }]);
  });
});

test('an alert that is only worded better, or opened again, was raised once', async () => {
  const { engine, ports } = await anEngine();
  const notice = aNotice('one');
  engine.commit([{ type: 'notice.raised', at: start, notice }]);
  await ports.time.advance(seconds);
  engine.commit([{ type: 'notice.raised', at: at(20), notice: { ...notice, body: 'A better reason.', severity: 'CRITICAL' } }]);
  await ports.time.advance(seconds);
  expect(await total(engine, 'AlertsRaised')).toBe(1);
});

test('alerts answered in one moment count each', async () => {
  const { engine, ports } = await anEngine();
  const ids = ['one', 'two'];
  engine.commit(ids.map((id) => ({ type: 'notice.raised' as const, at: start, notice: aNotice(id) })));
  engine.commit(
    ids.map((id) => ({
      type: 'notice.acknowledged' as const,
      at: at(90),
      noticeId: NoticeId.parse(id),
      actor: 'ann',
      note: null,
    })),
  );
  await ports.time.advance(seconds);
  expect(await total(engine, 'AlertsRaised')).toBe(2);
  expect((await valuesOf(engine, 'TimeToAcknowledge')).map(({ value }) => value)).toEqual([90, 90]);
});

test('how long people took over an incident is known by person, and counted once', async () => {
  const { engine, ports } = await anEngine();
  engine.commit([
    {
      type: 'custom.received',
      at: start,
      customId: 'one',
      contextId: null,
      executionId: null,
      source: 'probe',
      name: 'tablespace',
      severity: 'HIGH',
      title: 'Tablespace is full',
      summary: '',
      data: { alertKey: 'db-01' },
      actor: 'probe',
    },
  ]);
  await ports.time.advance(90 * seconds);
  const [opened] = [...engine.inside.alerting.book.openIncidents()];
  if (opened === undefined) throw new Error('no incident');
  const at = ports.clock.now();
  const taken = { ...opened, status: 'ACKNOWLEDGED' as const, acknowledgedAt: at, acknowledgedBy: 'ann', needsAnswer: false };
  for (const note of ['looking', 'still looking'])
    engine.commit([{ type: 'incident.changed', at, incident: { ...taken, note }, entries: [], actor: 'ann' }]);
  await ports.time.advance(seconds);
  expect(await valuesOf(engine, 'IncidentTimeToAcknowledge')).toMatchObject([{ value: 90 }]);
});

test('the world is looked at each minute of the engine’s clock', async () => {
  const { engine, ports } = await anEngine();
  engine.commit([anItem(), aRun('RUNNING')]);
  await ports.time.advance(125 * seconds);
  expect(await valuesOf(engine, 'EngineMemory')).toHaveLength(2);
  expect(await valuesOf(engine, 'ExecutionDuration')).toHaveLength(2);
});

describe('counting what the journal says', () => {
  const raised = (n: number): ConsoleEvent => ({ type: 'notice.raised', at: at(n), notice: aNotice(`n${n}`) });

  /** A journal in memory; `birth` is its first event. */
  function aJournal(birth: string) {
    const events: ConsoleEvent[] = [{ type: 'session.stopped', at: start, sessionId: birth, reason: 'test' }];
    return {
      events,
      lastSeq: () => events.length,
      replay: {
        *after() {},
        between: (seq: number, last: number) => events.slice(seq, last).map((event, index) => ({ seq: seq + index + 1, event })),
      },
    };
  }

  async function following(dataDir: string, journal: ReturnType<typeof aJournal>, isOfOneTrace: boolean) {
    const ports = fakePorts();
    const points = openPoints(dataDir, ports);
    const follower = followJournal({
      ports,
      journal,
      points,
      isOfOneTrace,
      measure: (event) =>
        event.type === 'notice.raised'
          ? [{ name: 'AlertsRaised', contextId: payroll, labels: {}, atMs: Date.parse(event.at), value: 1 }]
          : [],
    });
    await ports.time.advance(seconds);
    for (let turn = 0; turn < 20; turn += 1) await settle();
    const wanted = { name: 'AlertsRaised', contextId: null, labels: {}, fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };
    const sum = async () =>
      (await points.read(wanted)).flatMap((series) => series.points).reduce((all, { value }) => all + value, 0);
    return { ports, points, follower, sum };
  }

  test('takes up where it stopped, whatever came meanwhile', async () => {
    const dataDir = aFolder();
    const journal = aJournal('first');
    journal.events.push(...Array.from({ length: 450 }, (_, n) => raised(n)));
    const first = await following(dataDir, journal, false);
    expect(await first.sum()).toBe(450);
    journal.events.push(raised(1_000));
    first.follower.recorded([raised(1_000)]);
    first.follower.stop();
    first.points.close();
    journal.events.push(raised(1_001), raised(1_001));
    const second = await following(dataDir, journal, false);
    expect(await second.sum()).toBe(453);
    second.points.close();
  });

  test('goes on beside another journal, and begins anew with another trace of a rehearsal', async () => {
    const dataDir = aFolder();
    const one = aJournal('first');
    one.events.push(raised(1));
    (await following(dataDir, one, false)).points.close();
    const other = aJournal('second');
    other.events.push(raised(2));
    const beside = await following(dataDir, other, false);
    expect(await beside.sum()).toBe(2);
    beside.points.close();
    const trace = aJournal('third');
    trace.events.push(raised(3));
    const anew = await following(dataDir, trace, true);
    expect(await anew.sum()).toBe(1);
    anew.points.close();
  });
});
