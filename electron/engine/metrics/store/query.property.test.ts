import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type CellValue, cellOf, type Point, valueIn } from '../../../../shared/domain/metrics/cell';
import { ACCURACY } from '../../../../shared/domain/metrics/sketch';
import { ContextId } from '../../../../shared/domain/primitives';
import { openDatabase } from '../../journal/database';
import { createPointStore, type Series, type SteppedWanted } from '../../telemetry/point-store';
import { settle } from '../../testing/manual-clock';
import { prepareTables } from './tables';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const contextId = ContextId.parse('payroll@us-east-1');
const exact: readonly CellValue[] = ['avg', 'min', 'max', 'sum', 'count', 'last'];
const percentiles = { p50: 0.5, p90: 0.9, p99: 0.99 } as const;

function aStore() {
  const database = openDatabase(':memory:');
  prepareTables(database);
  const store = createPointStore(
    database,
    (message) => {
      throw new Error(message);
    },
    () => 0,
  );
  onTestFinished(store.close);
  return store;
}

const value = fc.integer({ min: -50, max: 5_000 });
/** Anywhere in two days, or close together. */
const moment = fc.oneof(fc.integer({ min: 0, max: 2 * day }), fc.integer({ min: day - 10 * minute, max: day + 10 * minute }));
const point = fc.record({ atMs: moment, value });
/** Batches as collectors bring them: late, out of order, moments told again with another value. */
const batches = fc.array(
  fc.record({ server: fc.constantFrom('s-1', 's-2', 's-3'), points: fc.array(point, { minLength: 1, maxLength: 12 }) }),
  { maxLength: 12 },
);
type Batches = { server: string; points: Point[] }[];

function seriesOf({ server, points }: Batches[number]): Series {
  return { contextId, name: 'ReplicationLag', labels: { server }, points };
}

/** What the raw points say, the newest value of each moment. */
function told(all: Batches): ReadonlyMap<string, ReadonlyMap<number, number>> {
  const found = new Map<string, Map<number, number>>();
  for (const { server, points } of all)
    for (const { atMs, value: amount } of points) found.set(server, (found.get(server) ?? new Map()).set(atMs, amount));
  return found;
}

function folded(all: Batches, stepMs: number, wanted: CellValue): Record<string, [number, number][]> {
  return Object.fromEntries(
    [...told(all)].map(([server, moments]) => {
      const steps = new Map<number, Point[]>();
      for (const [atMs, amount] of moments) {
        const step = Math.floor(atMs / stepMs) * stepMs;
        steps.set(step, [...(steps.get(step) ?? []), { atMs, value: amount }]);
      }
      const values = [...steps].sort(([one], [other]) => one - other);
      return [server, values.map(([step, points]) => [step, foldOf(points, wanted)])];
    }),
  );
}

function foldOf(points: readonly Point[], wanted: CellValue): number {
  const cell = cellOf(points);
  if (cell === null) throw new Error('no points');
  if (wanted !== 'p50' && wanted !== 'p90' && wanted !== 'p99') return valueIn(cell, wanted);
  const sorted = points.map((one) => one.value).sort((one, other) => one - other);
  return sorted[Math.max(1, Math.ceil(percentiles[wanted] * sorted.length)) - 1] ?? Number.NaN;
}

function wantedBy(stepMs: number, aggregation: CellValue): SteppedWanted {
  const all = { name: 'ReplicationLag', contextId: null, labels: {}, fromMs: 0, toMs: 3 * day };
  return { ...all, stepMs, aggregation, by: ['server'], lastsBecome: 'max' };
}

async function answered(store: ReturnType<typeof aStore>, stepMs: number, aggregation: CellValue) {
  const found = await store.query(wantedBy(stepMs, aggregation));
  return Object.fromEntries(
    found.map(({ labels, points }) => [labels.server ?? '', points.map((one): [number, number] => [one.atMs, one.value])]),
  );
}

describe('a query over any granularity', () => {
  test('says exactly what the points say', async () => {
    await fc.assert(
      fc.asyncProperty(batches, fc.constantFrom(30_000, minute, 5 * minute, hour, 6 * hour), async (all, stepMs) => {
        const store = aStore();
        for (const batch of all) store.record([seriesOf(batch)]);
        for (const aggregation of exact)
          expect(await answered(store, stepMs, aggregation)).toEqual(folded(all, stepMs, aggregation));
      }),
      { numRuns: 25 },
    );
  });

  test('says percentiles within the accuracy of a sketch', async () => {
    await fc.assert(
      fc.asyncProperty(batches, fc.constantFrom<('p50' | 'p90' | 'p99')[]>('p50', 'p90', 'p99'), async (all, aggregation) => {
        const store = aStore();
        for (const batch of all) store.record([seriesOf(batch)]);
        for (const stepMs of [30_000, minute, hour]) {
          const found = await answered(store, stepMs, aggregation);
          for (const [server, steps] of Object.entries(folded(all, stepMs, aggregation)))
            steps.forEach(([at, amount], index) => {
              const [gotAt, got] = found[server]?.[index] ?? [];
              expect(gotAt).toBe(at);
              expect(Math.abs((got ?? Number.NaN) - amount)).toBeLessThanOrEqual(Math.abs(amount) * (ACCURACY + 1e-9));
            });
        }
      }),
      { numRuns: 25 },
    );
  });

  test('says the same after points and minutes were forgotten, late points included', async () => {
    const late = fc.array(fc.record({ server: fc.constant('s-1'), points: fc.tuple(point) }), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(batches, late, fc.integer({ min: 1, max: 3 }), async (all, later, days) => {
        const store = aStore();
        for (const batch of all) store.record([seriesOf(batch)]);
        await store.read({ ...wantedBy(hour, 'sum') });
        store.prune(2 * day + days * hour, { rawDays: 1, minuteDays: 1.5, hourDays: 400 });
        await settle();
        const known = told(all);
        // A moment that is forgotten cannot be told from a new one, so only new ones come late.
        const fresh = later.filter(({ server, points }) => !known.get(server)?.has(points[0].atMs));
        const distinct = [...new Map(fresh.map((one) => [one.points[0].atMs, one])).values()];
        for (const batch of distinct) store.record([seriesOf(batch)]);
        for (const aggregation of exact)
          expect(await answered(store, hour, aggregation)).toEqual(folded([...all, ...distinct], hour, aggregation));
      }),
      { numRuns: 25 },
    );
  });

  test('adds what is put together', async () => {
    const store = aStore();
    store.record([
      { contextId, name: 'ReplicationLag', labels: { server: 's-1', region: 'a' }, points: [{ atMs: 10, value: 2 }] },
      { contextId, name: 'ReplicationLag', labels: { server: 's-2', region: 'a' }, points: [{ atMs: 20, value: 5 }] },
      { contextId, name: 'ReplicationLag', labels: { server: 's-3', region: 'b' }, points: [{ atMs: 30, value: 1 }] },
    ]);
    const by = async (labels: string[], lastsBecome: 'sum' | 'max') =>
      (await store.query({ ...wantedBy(hour, 'last'), by: labels, lastsBecome })).map(({ labels: kept, points }) => [
        kept.region ?? 'all',
        points[0]?.value,
      ]);
    expect(await by(['region'], 'sum')).toEqual([
      ['a', 7],
      ['b', 1],
    ]);
    expect(await by([], 'sum')).toEqual([['all', 8]]);
    expect(await by([], 'max')).toEqual([['all', 5]]);
  });
});

describe('counts', () => {
  test('of one moment are added up, and stand or fall with how far the journal was counted', async () => {
    const store = aStore();
    const one = [
      {
        contextId,
        name: 'AlertsRaised',
        labels: {},
        points: [
          { atMs: 5, value: 1 },
          { atMs: 5, value: 1 },
        ],
      },
    ];
    store.count({ counted: one, others: [] }, { standing: { birth: 'b', seq: 3 }, counted: ['end/e-1'] });
    store.count({ counted: one, others: [] }, { standing: { birth: 'b', seq: 4 }, counted: [] });
    const [alerts] = await store.read({ name: 'AlertsRaised', contextId: null, labels: {}, fromMs: 0, toMs: 9 });
    expect(alerts?.points).toEqual([{ atMs: 5, value: 4 }]);
    expect(store.ledger.stands()).toEqual({ birth: 'b', seq: 4 });
    expect([store.ledger.isCounted('end/e-1'), store.ledger.isCounted('end/e-2')]).toEqual([true, false]);
  });
});
