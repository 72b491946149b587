import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { openDatabase } from '../../electron/engine/journal/database';
import { prepareTables } from '../../electron/engine/metrics/store/tables';
import { createPointStore, type PointStore, type Series } from '../../electron/engine/telemetry/point-store';
import { encodeSketch, sketchOf } from '../../shared/domain/metrics/sketch';
import { ContextId } from '../../shared/domain/primitives';
import type { BenchContext } from '../scripts/lib/bench-context';
import { quantile } from './lib/quantile';

const SERIES = 500;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAYS = 90;
const contextId = ContextId.parse('bench@us-east-1');
const begin = Date.UTC(2026, 0, 1);

/** `-- metrics 100000` records so many points in place of a million. How fast points are kept, how fast three months of 500 series are answered, and what a million points weigh. */
export async function bench(context: BenchContext): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-bench-'));
  try {
    await recording(context, join(folder, 'recording.sqlite'));
    await asking(context, join(folder, 'asking.sqlite'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function openStore(file: string) {
  const database = openDatabase(file);
  prepareTables(database);
  const fail = (message: string) => {
    throw new Error(message);
  };
  return { database, store: createPointStore(database, fail, () => Math.round(performance.now())) };
}

/** One value of every series, as a sample of a minute brings it. */
function sampleOf(minute: number): Series[] {
  const atMs = begin + minute * MINUTE_MS;
  return Array.from({ length: SERIES }, (_, n) => ({
    contextId,
    name: 'ServerLag',
    labels: { server: `s-${n}` },
    points: [{ atMs, value: ((minute * 7 + n * 13) % 900) / 3 }],
  }));
}

async function recording({ figure, say, args }: BenchContext, file: string): Promise<void> {
  const count = Number(args[0] ?? 1_000_000);
  const { store } = openStore(file);
  say(`${count} points, as samples of ${SERIES} series`);
  const tookMs: number[] = [];
  const cpu = process.cpuUsage();
  for (let minute = 0; minute < count / SERIES; minute += 1) {
    const begun = performance.now();
    store.record(sampleOf(minute));
    // Whoever reads a metric has everything that waited of it written first.
    await store.read({ name: 'ServerLag', contextId, labels: { server: 'none' }, fromMs: 0, toMs: 0 });
    tookMs.push(performance.now() - begun);
    if (minute % 20 === 0) await nextTurn();
  }
  const { user, system } = process.cpuUsage(cpu);
  const total = tookMs.reduce((sum, ms) => sum + ms, 0);
  figure('points recorded, with their minutes and hours', Math.round((count * 1000) / total), 'points/s', {
    perCpuSecond: Math.round((count * 1e6) / (user + system)),
    sampleOf500P50Ms: round(quantile(tookMs, 0.5)),
    sampleOf500P99Ms: round(quantile(tookMs, 0.99)),
  });
  await writtenInPieces(store, figure);
  store.close();
  figure('a million points on disk', round(statSync(file).size / count), 'MB');
}

/** 20,000 points at once: how long others wait for their turn. */
async function writtenInPieces(store: PointStore, figure: BenchContext['figure']): Promise<void> {
  for (let minute = 3_000; minute < 3_040; minute += 1) store.record(sampleOf(minute));
  const turns: number[] = [];
  for (let turn = 0; turn < 400; turn += 1) {
    const begun = performance.now();
    await nextTurn();
    turns.push(performance.now() - begun);
  }
  figure('longest turn while 20,000 points are written', round(Math.max(...turns)), 'ms');
}

async function asking({ figure, say }: BenchContext, file: string): Promise<void> {
  const { database, store } = openStore(file);
  say(`${DAYS} days of ${SERIES} series, by the hour`);
  fill(database);
  const toMs = begin + DAYS * 24 * HOUR_MS;
  const wanted = { name: 'ServerLag', contextId, labels: {}, fromMs: begin, toMs, lastsBecome: 'max' } as const;
  const questions = {
    'one series, 180 steps, mean': { ...wanted, labels: { server: 's-7' }, stepMs: 12 * HOUR_MS, aggregation: 'avg', by: null },
    'one series, 180 steps, p99': { ...wanted, labels: { server: 's-7' }, stepMs: 12 * HOUR_MS, aggregation: 'p99', by: null },
    'all 500 put together, 180 steps, mean': { ...wanted, stepMs: 12 * HOUR_MS, aggregation: 'avg', by: [] },
    'all 500 put together, one figure': { ...wanted, stepMs: toMs - begin, aggregation: 'max', by: [] },
    'all 500 apart, 180 steps, mean': { ...wanted, stepMs: 12 * HOUR_MS, aggregation: 'avg', by: null },
    'all 500 put together, 180 steps, p99': { ...wanted, stepMs: 12 * HOUR_MS, aggregation: 'p99', by: [] },
  } as const;
  for (const [name, question] of Object.entries(questions)) {
    const rounds = name.startsWith('one') ? 100 : 5;
    const tookMs: number[] = [];
    let longestTurnMs = 0;
    const cpu = process.cpuUsage();
    for (let n = 0; n < rounds; n += 1) {
      let isAnswered = false;
      const begun = performance.now();
      const answer = store.query(question).then(() => {
        isAnswered = true;
      });
      while (!isAnswered) {
        const turn = performance.now();
        await nextTurn();
        longestTurnMs = Math.max(longestTurnMs, performance.now() - turn);
      }
      await answer;
      tookMs.push(performance.now() - begun);
    }
    const { user, system } = process.cpuUsage(cpu);
    figure(name, round(quantile(tookMs, 0.5)), 'ms', {
      cpuMsEach: round((user + system) / 1000 / rounds),
      p99Ms: round(quantile(tookMs, 0.99)),
      longestTurnMs: round(longestTurnMs),
    });
  }
  store.close();
}

/** Hours as they would have been rolled up from a value a minute. */
function fill(database: ReturnType<typeof openDatabase>): void {
  const values = Array.from({ length: 60 }, (_, n) => 20 + ((n * 37) % 60));
  const sketch = encodeSketch(sketchOf(values));
  const series = database.command('INSERT INTO series (id, context, name, labels) VALUES (?, ?, ?, ?)');
  const hour = database.command(
    'INSERT INTO hours (series, at, count, last, last_at, sum, min, max, sketch) VALUES (?, ?, 60, 41, 3540000, 2970, 20, 79, ?)',
  );
  database.exec('BEGIN');
  for (let n = 1; n <= SERIES; n += 1) {
    series.run(n, contextId, 'ServerLag', JSON.stringify({ server: `s-${n}` }));
    for (let at = 0; at < DAYS * 24; at += 1) hour.run(n, begin + at * HOUR_MS, sketch);
  }
  database.exec('COMMIT');
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
