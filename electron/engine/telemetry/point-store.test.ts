import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ContextId } from '../../../shared/domain/primitives';
import { openDatabase } from '../journal/database';
import { prepareTables } from '../metrics/store/tables';
import { aFolder } from '../testing/a-folder';
import { fakePorts } from '../testing/fakes';
import { settle } from '../testing/manual-clock';
import { openPoints } from './open-points';
import { createPointStore, type Series, type SteppedWanted, type Wanted } from './point-store';

const hourMs = 3_600_000;
const keep = { rawDays: 14, minuteDays: 90, hourDays: 1_100 };

const payroll = ContextId.parse('payroll@us-east-1');
const hr = ContextId.parse('hr@us-east-1');
const lag = (server: string, points: Record<number, number>, contextId = payroll): Series => ({
  contextId,
  name: 'ReplicationLag',
  labels: { server, account: '444455556666' },
  points: Object.entries(points).map(([atMs, value]) => ({ atMs: Number(atMs), value })),
});
const wanted: Wanted = { name: 'ReplicationLag', contextId: null, labels: {}, fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };

const stepped: SteppedWanted = { ...wanted, stepMs: hourMs, aggregation: 'avg', by: null, lastsBecome: 'max' };

function aStore(dataDir = aFolder()) {
  const ports = fakePorts();
  const points = openPoints(dataDir, ports);
  onTestFinished(() => points.close());
  return { points, ports, dataDir };
}

describe('points of metrics', () => {
  test('are answered by name, labels, context and time, oldest first', async () => {
    const { points } = aStore();
    points.record([lag('s-1', { 3000: 9, 1000: 5, 2000: 7 }), lag('s-2', { 1000: 1 }), lag('s-1', { 1000: 2 }, hr)]);
    const values = async (change: Partial<Wanted>) =>
      (await points.read({ ...wanted, ...change })).map((series) => [
        series.contextId,
        series.labels.server,
        series.points.map((one) => one.value),
      ]);
    expect(await values({})).toEqual([
      [hr, 's-1', [2]],
      [payroll, 's-1', [5, 7, 9]],
      [payroll, 's-2', [1]],
    ]);
    expect(await values({ contextId: payroll, labels: { server: 's-1' }, fromMs: 2000 })).toEqual([[payroll, 's-1', [7, 9]]]);
    expect(await values({ name: 'Unknown' })).toEqual([]);
    expect(await values({ fromMs: 4000 })).toEqual([]);
  });

  test('of the same moment are replaced: CloudWatch completes a period after it was read', async () => {
    const { points } = aStore();
    points.record([lag('s-1', { 1000: 5 })]);
    points.record([lag('s-1', { 1000: 6 })]);
    expect((await points.read(wanted))[0]?.points).toEqual([{ atMs: 1000, value: 6 }]);
  });

  test('are forgotten after two weeks, whole hours at a time, and their hours stay', async () => {
    const { points } = aStore();
    points.record([lag('s-1', { 1000: 5, 2000: 6, [hourMs]: 7 })]);
    points.prune(hourMs + keep.rawDays * 24 * hourMs, keep);
    await settle();
    expect((await points.read(wanted))[0]?.points).toEqual([{ atMs: hourMs, value: 7 }]);
    const [hours] = await points.query({ ...stepped, stepMs: hourMs, toMs: 2 * hourMs, aggregation: 'sum' });
    expect(hours?.points).toEqual([
      { atMs: 0, value: 11 },
      { atMs: hourMs, value: 7 },
    ]);
  });

  test('outlive the console', async () => {
    const first = aStore();
    first.points.record([lag('s-1', { 1000: 5 })]);
    first.points.close();
    expect(await first.points.read(wanted)).toEqual([]);
    expect(await aStore(first.dataDir).points.read(wanted)).toHaveLength(1);
  });

  test('in a damaged file make way for new ones', async () => {
    const dataDir = aFolder();
    writeFileSync(join(dataDir, 'metrics.sqlite'), 'this is no database at all, and long enough to be looked at'.repeat(20));
    const { points, ports } = aStore(dataDir);
    points.record([lag('s-1', { 1000: 5 })]);
    expect(await points.read(wanted)).toHaveLength(1);
    expect(readdirSync(dataDir).some((name) => name.startsWith('metrics.sqlite.damaged-'))).toBe(true);
    expect(existsSync(join(dataDir, 'metrics.sqlite'))).toBe(true);
    expect(ports.log.lines).toHaveLength(1);
  });

  test('of thousands of servers are written and read in many short turns', async () => {
    const ports = fakePorts();
    let ms = 0;
    // Each look at the clock finds it a millisecond later.
    const monoMs = () => (ms += 1);
    const points = openPoints(aFolder(), { ...ports, wall: { ...ports.wall, monoMs } });
    onTestFinished(() => points.close());
    const all = Array.from({ length: 1_000 }, (_, n) => lag(`s-${n}`, { 1000: n }));
    for (const read of [() => points.read(wanted), () => points.query({ ...stepped, toMs: hourMs })]) {
      points.record(all);
      let turns = 0;
      let isOver = false;
      const turn = (): void => {
        turns += 1;
        if (!isOver) setImmediate(turn);
      };
      turn();
      expect(await read()).toHaveLength(1_000);
      isOver = true;
      expect(turns).toBeGreaterThan(100);
    }
  });

  test('on a full disk are lost, which is said once, and kept again once there is room', async () => {
    const database = openDatabase(':memory:');
    prepareTables(database);
    const told: string[] = [];
    const points = createPointStore(
      database,
      (message) => void told.push(message),
      () => 0,
    );
    onTestFinished(() => points.close());
    const counted = (n: number) => ({
      measured: { counted: [lag(`s-${n}`, { 1000: 1 })], others: [] },
      stands: { standing: { birth: 'b', seq: n }, counted: [`start/${n}`] },
    });
    const count = (n: number) => points.count(counted(n).measured, counted(n).stands);
    database.exec('PRAGMA max_page_count = 20');
    let last = 0;
    while (last < 5_000 && count(last + 1)) last += 1;
    expect(last).toBeLessThan(5_000);
    expect(points.ledger.stands()).toEqual({ birth: 'b', seq: last });
    expect(points.ledger.isCounted(`start/${last + 1}`)).toBe(false);
    expect(count(last + 1)).toBe(false);
    points.record([lag('s-lost', { 1000: 1 })]);
    expect(await points.read(wanted)).toHaveLength(last);
    expect(told).toHaveLength(1);
    database.exec('PRAGMA max_page_count = 100000');
    expect(count(last + 1)).toBe(true);
    expect(await points.read(wanted)).toHaveLength(last + 1);
  });
});
