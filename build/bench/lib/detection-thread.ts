import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createFeed } from '../../../electron/engine/detection/feed';
import { createSeriesBook } from '../../../electron/engine/detection/series-book';
import { builtThreadIn } from '../../../electron/engine/detection/testing/built-thread';
import { workerThread } from '../../../electron/engine/detection/threads';
import type { FromThread, Totals } from '../../../electron/engine/detection/worker/messages';
import { CONSOLE } from '../../../electron/engine/metrics/collect/collector';
import type { Series } from '../../../electron/engine/telemetry/point-store';
import { MARK } from '../../../shared/domain/detection/watched';
import { ContextId } from '../../../shared/domain/primitives';
import { quantile } from './quantile';

const MINUTE_MS = 60_000;
const contextId = ContextId.parse('bench@us-east-1');
const begin = Date.UTC(2026, 0, 5);

export interface ThreadFigures {
  readonly series: number;
  readonly points: number;
  /** Points judged in a second of processor time, the engine's part included, and in a second of the wall. */
  readonly pointsPerCpuSecond: number;
  readonly pointsPerSecond: number;
  /** Memory of the thread for each series, everything in it. */
  readonly bytesPerSeries: number;
  /** By how much turns of the engine's loop delayed others while it fed the thread, milliseconds: at most, and 99 of 100. */
  readonly longestTurnMs: number;
  readonly p99TurnMs: number;
}

/** Drives the built thread with samples of `count` series, a value each a minute, through the engine's own feed. */
export async function driveDetectionThread(count: number, minutes: number): Promise<ThreadFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-bench-thread-'));
  // The thread alone keeps no program running.
  const alive = setInterval(() => undefined, 1_000);
  try {
    return await drive(await builtThreadIn(folder, process.cwd()), count, minutes);
  } finally {
    clearInterval(alive);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function drive(file: string, count: number, minutes: number): Promise<ThreadFigures> {
  const book = createSeriesBook();
  let taken = 0;
  let number = 0;
  let totals: Totals | null = null;
  let opened: () => void = () => undefined;
  const open = new Promise<void>((resolve) => {
    opened = resolve;
  });
  const fail = (why: string) => {
    throw new Error(why);
  };
  const thread = workerThread(file)({
    said(message: FromThread) {
      if (message.kind === 'opened') opened();
      if (message.kind !== 'taken') return;
      totals = message.totals;
      taken = message.number;
      feed.taken();
    },
    died: fail,
  });
  const feed = createFeed({
    book,
    post(entries) {
      const series = book.fresh().map(({ index, key, watched, labels }) => {
        return { index, key, metric: watched.metric, contextId, labels, shares: { plan: `plan ${index % 40}` } };
      });
      if (series.length > 0) thread.post({ kind: 'series', series });
      const { buffer } = entries;
      const transfer = buffer instanceof ArrayBuffer ? [buffer] : [];
      thread.post({ kind: 'batch', number: ++number, entries, quiet: [], isPast: false }, transfer);
    },
  });
  thread.post({ kind: 'open', folder: null, birth: null });
  await open;
  feed.flow(true);
  const turns = watchTurns();
  const begun = performance.now();
  const cpu = process.cpuUsage();
  for (let minute = 0; minute < minutes; minute += 1) {
    const sample = sampleOf(count, minute);
    await turns.next();
    feed.take(sample);
    while (feed.waiting() > 0 || taken < number) await turns.next();
  }
  const seconds = (performance.now() - begun) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  const { judged, memoryBytes } = totals ?? fail('the thread said nothing');
  await thread.end();
  return {
    series: count,
    points: judged,
    pointsPerCpuSecond: Math.round((judged * 1e6) / (user + system)),
    pointsPerSecond: Math.round(judged / seconds),
    bytesPerSeries: Math.round(memoryBytes / count),
    longestTurnMs: turns.quantile(1),
    p99TurnMs: turns.quantile(0.99),
  };
}

/** How late this loop comes to what is due, by which turns that take long show. */
function watchTurns() {
  const lateMs: number[] = [];
  return {
    async next(): Promise<void> {
      const begun = performance.now();
      await new Promise<void>((resolve) => setTimeout(resolve, 2));
      lateMs.push(Math.max(0, performance.now() - begun - 2));
    },
    quantile: (q: number) => quantile(lateMs, q),
  };
}

/** Lags as servers have them: mostly little, with a course of the day, and noise that is the same in every run. */
function sampleOf(count: number, minute: number): Series[] {
  const atMs = begin + minute * MINUTE_MS;
  const day = Math.sin((minute / 1_440) * 2 * Math.PI);
  const series = Array.from({ length: count }, (_, n): Series => {
    const noise = ((minute * 7_919 + n * 104_729) % 1_000) / 1_000;
    return { contextId, name: 'ServerLag', labels: { server: `s-${n}` }, points: [{ atMs, value: 20 + 10 * day + 5 * noise }] };
  });
  return [...series, { contextId: CONSOLE, name: MARK, labels: {}, points: [{ atMs, value: 1 }] }];
}
