import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import type { Journal } from '../../electron/engine/journal/journal';
import { openJournal } from '../../electron/engine/journal/open-journal';
import { createReplays } from '../../electron/engine/replay/replays';
import { restoreState } from '../../electron/engine/state/restore';
import { at } from '../../electron/engine/testing/events';
import { ManualTime } from '../../electron/engine/testing/manual-clock';
import type { ConsoleEvent } from '../../shared/domain/events';
import { msOf } from '../../shared/domain/primitives';
import { viewOf } from '../../shared/domain/reconcile/view-of';
import type { BenchContext } from '../scripts/lib/bench-context';
import { executionId, fleetEvents, jobEvent, lagEvent, largeFleet } from './lib/fleet';
import { quantile } from './lib/quantile';

const SCRUBS = 400;

/**
 * Any instant of an execution in a journal of 100,000 events with 4,000 servers and 100 executions; budget 100 ms a scrub once the
 * journal was gone through. The first instant goes through it, and must not keep others waiting meanwhile.
 */
export async function bench({ args, figure, say }: BenchContext): Promise<void> {
  const events = Number(args[0] ?? 100_000);
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-bench-'));
  try {
    say(`writing ${events} events to ${folder}`);
    const opened = openJournal(join(folder, 'journal.sqlite'), at(0), (journal) => journal);
    if (!opened.ok) throw new Error(opened.error.message);
    const { journal } = opened.value;
    fill(journal, events);
    await measure(journal, folder, events, figure);
    journal.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(journal: Journal, dataDir: string, events: number, figure: BenchContext['figure']): Promise<void> {
  const { state } = restoreState(journal, 'nobody');
  const view = { ...viewOf(state, null, at(0)), engine: {}, sources: {}, forecasts: {} };
  const time = new ManualTime({ at: at(10 + Math.floor(events / 50)) });
  const replays = createReplays({
    journal,
    core: { view: () => view },
    ports: { clock: time.clock, wall: { ...time.wall, monoMs: () => Math.round(performance.now()) } },
    options: { host: 'headless', version: 'bench', dataDir, rehearsal: null },
    sessionId: 'ses',
  });
  const reel = await replays.find(executionId(0));
  if (reel === null) throw new Error('the execution is no recording');
  const [fromMs, toMs] = [msOf(reel.about.from), msOf(reel.about.to)];
  const cpuBefore = process.cpuUsage();
  const heapBefore = heapUsed();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const begun = performance.now();
  await replays.at(reel, toMs);
  figure(`first instant, ${events} events gone through`, Math.round(performance.now() - begun), 'ms', {
    longestWaitOfOthers: Math.round(delay.max / 1e6),
    cpu: Math.round(process.cpuUsage(cpuBefore).user / 1000),
  });
  delay.disable();
  const took: number[] = [];
  const cpuScrubs = process.cpuUsage();
  for (let n = 0; n < SCRUBS; n += 1) {
    const share = ((n * 7919) % SCRUBS) / SCRUBS;
    const start = performance.now();
    await replays.at(reel, Math.round(fromMs + share * (toMs - fromMs)));
    took.push(performance.now() - start);
  }
  figure(`scrub, ${events} events`, round(quantile(took, 0.5)), 'ms', {
    p99: round(quantile(took, 0.99)),
    worst: round(Math.max(...took)),
    cpuEach: round((process.cpuUsage(cpuScrubs).user + process.cpuUsage(cpuScrubs).system) / 1000 / SCRUBS),
    heapGrownMb: Math.round((heapUsed() - heapBefore) / 1e6),
  });
}

/** Without garbage, where `NODE_OPTIONS=--expose-gc` is given. */
function heapUsed(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/** Commits of a hundred, half of them about the execution that is replayed. */
function fill(journal: Journal, events: number): void {
  append(journal, fleetEvents(largeFleet), 0);
  for (let seq = journal.lastSeq(); seq < events; seq = journal.lastSeq())
    append(
      journal,
      Array.from({ length: Math.min(100, events - seq) }, (_, n) => someEvent(seq + n)),
      2 + Math.floor(seq / 50),
    );
}

function someEvent(seq: number): ConsoleEvent {
  const seconds = 2 + Math.floor(seq / 50);
  return seq % 20 === 0
    ? jobEvent(seq % largeFleet.executions, largeFleet, seq % 3, seconds)
    : lagEvent(seq % largeFleet.servers, seconds);
}

function append(journal: Journal, events: readonly ConsoleEvent[], seconds: number): void {
  const subjects = [`execution:${executionId(0)}`];
  const done = journal.append(
    events.map((event) => ({ event, subjects, messageId: null, audit: null })),
    at(seconds),
  );
  if (!done.ok) throw new Error(done.error.message);
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
