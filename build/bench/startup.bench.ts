import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Journal } from '../../electron/engine/journal/journal';
import { openJournal } from '../../electron/engine/journal/open-journal';
import { createCommitter } from '../../electron/engine/state/commit';
import { restoreState } from '../../electron/engine/state/restore';
import { at } from '../../electron/engine/testing/events';
import { recordingLog } from '../../electron/engine/testing/fakes';
import { ManualTime } from '../../electron/engine/testing/manual-clock';
import type { ConsoleEvent } from '../../shared/domain/events';
import type { BenchContext } from '../scripts/lib/bench-context';
import { fleetEvents, jobEvent, lagEvent, largeFleet } from './lib/fleet';
import { quantile } from './lib/quantile';

const RUNS = 5;
/** The most that a killed process leaves without a checkpoint. */
const TAIL = 9_999;

/**
 * Cold start of `tocsin serve`: from starting the process to the first answer with all executions, with 4,000 servers and 100
 * executions in a journal of 100,000 and 1,000,000 events; after a clean end, after a kill, and with every event replayed.
 */
export async function bench({ args, figure, say }: BenchContext): Promise<void> {
  const sizes = args.length > 0 ? args.map(Number) : [100_000, 1_000_000];
  for (const events of sizes) {
    const folder = mkdtempSync(join(tmpdir(), 'tocsin-bench-'));
    try {
      say(`writing ${events} events to ${folder}`);
      fill(folder, events);
      await serveOnce(folder);
      const clean: number[] = [];
      for (let run = 0; run < RUNS; run += 1) clean.push(await serveOnce(folder));
      figure(`cold start to data, ${events} events, after a clean end`, Math.round(quantile(clean, 0.5)), 'ms', {
        worst: Math.round(Math.max(...clean)),
      });
      addTail(folder);
      figure(
        `cold start to data, ${events} events, ${TAIL} of them after the newest checkpoint`,
        Math.round(await serveOnce(folder)),
        'ms',
      );
      figure(`state from all ${events} events, no checkpoint`, Math.round(replayAll(folder)), 'ms');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

function fill(folder: string, events: number): void {
  withJournal(folder, (journal) => {
    append(journal, fleetEvents(largeFleet));
    settle(journal);
    const each = 5_000;
    for (let seq = journal.lastSeq(); seq < events; seq = journal.lastSeq()) {
      append(
        journal,
        Array.from({ length: Math.min(each, events - seq) }, (_, n) => someEvent(seq + n)),
      );
    }
  });
}

/** Commits what follows from the first readings, so that the first real start does not have to. */
function settle(journal: Journal): void {
  const time = new ManualTime({ at: at(2) });
  createCommitter({
    journal,
    state: restoreState(journal, 'none').state,
    session: { id: 'ses', host: 'headless', rehearsal: false, startedMonoMs: 0 },
    clock: time.clock,
    wall: time.wall,
    log: recordingLog(),
    outlook: () => ({ baseline: false }),
    onCommitted: () => undefined,
  }).commit([]);
}

/** Mostly lags, as in life; now and then a job. */
function someEvent(seq: number): ConsoleEvent {
  if (seq % 20 === 0) return jobEvent(seq % largeFleet.executions, largeFleet, seq % 3, 2 + Math.floor(seq / 50));
  return lagEvent(seq % largeFleet.servers, 2 + Math.floor(seq / 50));
}

function addTail(folder: string): void {
  withJournal(folder, (journal) =>
    append(
      journal,
      Array.from({ length: TAIL }, (_, n) => someEvent(journal.lastSeq() + n)),
    ),
  );
}

function append(journal: Journal, events: readonly ConsoleEvent[]): void {
  const done = journal.append(events.map((event) => ({ event, subjects: [`type:${event.type}`], messageId: null, audit: null })));
  if (!done.ok) throw new Error(done.error.message);
}

function replayAll(folder: string): number {
  const begun = performance.now();
  withJournal(folder, (journal) => restoreState(journal, 'nobody'));
  return performance.now() - begun;
}

function withJournal(folder: string, work: (journal: Journal) => void): void {
  const opened = openJournal(join(folder, 'journal.sqlite'), at(0), (journal) => journal);
  if (!opened.ok) throw new Error(opened.error.message);
  work(opened.value.journal);
  opened.value.journal.close();
}

const Announcement = z.object({ url: z.string(), token: z.string() });

/** Starts `serve` on the folder, with an AWS that nobody can reach; answers the milliseconds until its data was there. Ends it. */
async function serveOnce(folder: string): Promise<number> {
  const begun = performance.now();
  const serve = spawn(
    process.execPath,
    [
      'build/scripts/tocsin.mjs',
      'serve',
      '--port',
      '0',
      '--data-dir',
      folder,
      '--profile',
      'bench',
      '--region',
      'us-east-1',
      '--endpoint-url',
      'http://127.0.0.1:9',
    ],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, AWS_ACCESS_KEY_ID: 'bench', AWS_SECRET_ACCESS_KEY: 'bench' } },
  );
  const lines = createInterface({ input: serve.stdout });
  const [line] = await once(lines, 'line');
  const { url, token } = Announcement.parse(JSON.parse(String(line)));
  const reply = await fetch(`${url}/api/executions?limit=1000`, { headers: { authorization: `Bearer ${token}` } });
  const { items } = z.object({ items: z.array(z.unknown()) }).parse(await reply.json());
  const took = performance.now() - begun;
  if (items.length !== largeFleet.executions) throw new Error(`${items.length} executions instead of ${largeFleet.executions}`);
  serve.kill('SIGTERM');
  await once(serve, 'exit');
  return took;
}
