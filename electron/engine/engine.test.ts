import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ConsoleEvent } from '../../shared/domain/events';
import { createEngine } from './engine';
import type { Engine } from './engine-api';
import { aFolder } from './testing/a-folder';
import { anEngine, payrollSpec } from './testing/an-engine';
import { anItem, aRun, aServer, e1, start } from './testing/events';
import { fakePorts, recordingNotifier } from './testing/fakes';
import { ManualTime, settle } from './testing/manual-clock';
import { aNotice } from './testing/notices';

function eventsOf<T extends ConsoleEvent['type']>(engine: Engine, type: T) {
  const entries = engine.inside.history.events({ subjects: [], contextId: null, before: null, limit: 500 });
  return entries
    .map(({ event }) => event)
    .filter((event) => event.type === type)
    .reverse();
}

/** Beside the one that nobody is notified, which every new console of a real account has. */
function warningsOf(engine: Engine) {
  const codes = engine.view().engine.engine?.warnings.map(({ code }) => code) ?? [];
  return codes.filter((code) => code !== 'notifications.none');
}

const raised = (id: string): ConsoleEvent => ({ type: 'notice.raised', at: start, notice: aNotice(id) });

describe('a session', () => {
  test('records its start, and how the one before ended', async () => {
    const first = await anEngine();
    await first.engine.stop('asked to');
    const second = await anEngine({ dataDir: first.dataDir, ports: fakePorts({ time: new ManualTime() }) });
    expect(eventsOf(second.engine, 'session.started')).toMatchObject([
      { previousEnd: 'none', awaySeconds: null },
      { previousEnd: 'clean', awaySeconds: 0 },
    ]);
    expect(eventsOf(second.engine, 'session.stopped')).toMatchObject([{ reason: 'asked to' }]);
  });

  test('after a crash says so', async () => {
    const first = await anEngine();
    first.engine.commit([aServer('d01')]);
    // Not stopped: the journal is opened beside it, as after a kill.
    const second = await anEngine({ dataDir: first.dataDir });
    expect(eventsOf(second.engine, 'session.started').at(-1)).toMatchObject({ previousEnd: 'crash' });
  });

  test('shows at once what the one before knew', async () => {
    const first = await anEngine();
    first.engine.commit([anItem(), aRun('RUNNING')]);
    await first.engine.stop('asked to');
    const { engine } = await anEngine({ dataDir: first.dataDir });
    expect(engine.view().executions[e1]?.status).toBe('RUNNING');
    expect(engine.view().engine.engine?.busy).toBe(true);
  });

  test('stops once, and refuses to record after that', async () => {
    const { engine } = await anEngine();
    await Promise.all([engine.stop('a'), engine.stop('b')]);
    expect(engine.commit([aServer('d01')])).toMatchObject({ ok: false });
  });
});

describe('time nobody watched', () => {
  test('a sleep the host tells of is recorded, and every source is asked to read', async () => {
    const { engine, nudged } = await anEngine();
    engine.woke(600);
    expect(eventsOf(engine, 'session.woke')).toMatchObject([{ asleepSeconds: 600 }]);
    expect(nudged).toContain('payroll@us-east-1/drs-jobs');
  });

  test('a jump of the wall is recorded; a long one forward counts as sleep', async () => {
    const { engine, ports } = await anEngine();
    ports.time.jumpWall(-30);
    await ports.time.advance(6_000);
    ports.time.jumpWall(3_600);
    await ports.time.advance(6_000);
    expect(eventsOf(engine, 'clock.changed')).toMatchObject([{ jumpSeconds: -30 }, { jumpSeconds: 3_600 }]);
    expect(eventsOf(engine, 'session.woke')).toMatchObject([{ asleepSeconds: 3_600 }]);
  });

  test('a sleep the host told of is not told a second time as a jump', async () => {
    const { engine, ports } = await anEngine();
    ports.time.jumpWall(600);
    engine.woke(600);
    await ports.time.advance(10_000);
    expect(eventsOf(engine, 'clock.changed')).toEqual([]);
  });
});

describe('native alerts', () => {
  test('are shown, recorded, and not shown again after a restart', async () => {
    const first = await anEngine();
    first.engine.commit([raised('n1')]);
    await first.ports.time.advance(200);
    expect(first.ports.notifier.shown).toHaveLength(1);
    expect(first.engine.view().notices.n1?.deliveries).toMatchObject([{ outcome: 'shown' }]);
    await first.engine.stop('asked to');
    const second = await anEngine({ dataDir: first.dataDir });
    await second.ports.time.advance(5_000);
    expect(second.ports.notifier.shown).toEqual([]);
  });

  test('that a kill prevented are shown after the start', async () => {
    const hanging = { ...recordingNotifier(), show: () => new Promise<never>(() => undefined) };
    const first = await anEngine({ ports: fakePorts({ notifier: hanging }) });
    first.engine.commit([raised('n1')]);
    await first.ports.time.advance(200);
    const second = await anEngine({ dataDir: first.dataDir });
    await second.ports.time.advance(200);
    expect(second.ports.notifier.shown).toHaveLength(1);
  });
});

describe('a data directory in a bad state', () => {
  test('a damaged journal is set aside, reported as an event and as a warning that stays', async () => {
    const dataDir = aFolder();
    writeFileSync(join(dataDir, 'journal.sqlite'), 'damaged '.repeat(2_000));
    const { engine } = await anEngine({ dataDir });
    expect(eventsOf(engine, 'database.set-aside')).toHaveLength(1);
    expect(warningsOf(engine)).toEqual(['journal.set-aside']);
  });

  test('damaged settings and tokens are set aside and reported', async () => {
    const dataDir = aFolder();
    writeFileSync(join(dataDir, 'settings.json'), '{');
    writeFileSync(join(dataDir, 'tokens.json'), '{');
    const { engine } = await anEngine({ dataDir });
    expect(warningsOf(engine)).toEqual(['settings.moved-aside', 'tokens.moved-aside']);
  });

  test('one that is not there is a start error with the next step', async () => {
    const created = await createEngine(fakePorts(), {
      host: 'headless',
      version: '0',
      dataDir: join(aFolder(), 'gone'),
      contexts: [payrollSpec],
      rehearsal: null,
      featureOverrides: {},
      platform: { project: 'p', environment: 'dev' },
      warnings: [],
    });
    expect(created).toMatchObject({ ok: false, error: { code: 'not-writable' } });
    if (!created.ok) expect(created.error.next).toContain('--data-dir');
  });
});

describe('the live view', () => {
  test('tells subscribers of commits, health and clock in one stream', async () => {
    const { engine, ports } = await anEngine();
    const collections: string[] = [];
    const stop = new AbortController();
    void (async () => {
      for await (const item of engine.subscribe({}, stop.signal))
        if (item.kind === 'delta') collections.push(...item.changes.map(({ collection }) => collection));
    })();
    await settle();
    engine.commit([aServer('d01')]);
    await ports.time.advance(200);
    ports.time.setSpeed(0);
    await ports.time.advance(200);
    engine.warn({ code: 'x', message: 'm', next: 'n' });
    await ports.time.advance(200);
    stop.abort();
    expect(collections).toEqual(['servers', 'engine', 'engine']);
  });
});

test('callers that were turned away are recorded', async () => {
  const { engine } = await anEngine();
  engine.refused('access.wrong-token');
  expect(eventsOf(engine, 'access.refused')).toMatchObject([{ reason: 'access.wrong-token', count: 1 }]);
});
