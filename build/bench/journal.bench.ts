import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { openJournal } from '../../electron/engine/journal/open-journal';
import { createCommitter } from '../../electron/engine/state/commit';
import { restoreState } from '../../electron/engine/state/restore';
import { aServer, at } from '../../electron/engine/testing/events';
import { recordingLog } from '../../electron/engine/testing/fakes';
import { ManualTime } from '../../electron/engine/testing/manual-clock';
import type { ConsoleEvent } from '../../shared/domain/events';
import type { BenchContext } from '../scripts/lib/bench-context';
import { quantile } from './lib/quantile';

const SERVERS = 4_000;

/**
 * Durable commits (WAL, synchronous FULL): what the disk and SQLite allow, and the whole road with redaction, evolution, view,
 * conclusions and audit entries, at 4,000 servers.
 */
export async function bench({ figure, say }: BenchContext): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-bench-'));
  try {
    say(`journal in ${folder}`);
    const opened = openJournal(join(folder, 'journal.sqlite'), at(0), (journal) => restoreState(journal, 'bench'));
    if (!opened.ok) throw new Error(opened.error.message);
    const { journal, restored } = opened.value;
    let tick = 0;
    const event = (): ConsoleEvent => {
      tick += 1;
      return aServer(`s${tick % SERVERS}`, { lagSeconds: tick % 600 }, tick);
    };
    const row = (seen: ConsoleEvent) => ({ event: seen, subjects: ['server:x'], messageId: null, audit: null });

    const single = timed(2_000, () => void journal.append([row(event())]));
    figure('append one event, durable', perSecond(single, 1), 'events/s', { p99Ms: round(quantile(single, 0.99)) });
    const batches = timed(50, () => void journal.append(Array.from({ length: 1_000 }, () => row(event()))));
    figure('append 1,000 events in one transaction, durable', perSecond(batches, 1_000), 'events/s');

    const time = new ManualTime({ at: at(0) });
    const committer = createCommitter({
      journal,
      state: restored.state,
      session: { id: 'ses', host: 'headless', rehearsal: false, startedMonoMs: 0 },
      clock: time.clock,
      wall: time.wall,
      log: recordingLog(),
      outlook: () => ({ baseline: false }),
      onCommitted: () => undefined,
    });
    const commit = (count: number) => {
      const done = committer.commit([{ events: Array.from({ length: count }, event), actor: null }]);
      if (!done.ok) throw new Error(done.error.message);
    };
    for (let n = 0; n < SERVERS / 1_000; n += 1) commit(1_000);
    const one = timed(2_000, () => commit(1));
    figure('commit one event, whole road, 4,000 servers', perSecond(one, 1), 'events/s', {
      p50Ms: round(quantile(one, 0.5)),
      p99Ms: round(quantile(one, 0.99)),
    });
    const thousand = timed(30, () => commit(1_000));
    figure('commit 1,000 events at once, whole road, 4,000 servers', perSecond(thousand, 1_000), 'events/s', {
      p99Ms: round(quantile(thousand, 0.99)),
    });
    const saved = timed(5, () => void journal.checkpoints.save({ seq: journal.lastSeq(), state: committer.state() }, 'bench'));
    figure('checkpoint of 4,000 servers', round(quantile(saved, 0.5)), 'ms');
    journal.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How long each of `rounds` runs of `work` took, ms. */
function timed(rounds: number, work: () => void): number[] {
  return Array.from({ length: rounds }, () => {
    const begun = performance.now();
    work();
    return performance.now() - begun;
  });
}

function perSecond(tookMs: readonly number[], each: number): number {
  return Math.round((tookMs.length * each * 1000) / tookMs.reduce((sum, ms) => sum + ms, 0));
}

function round(ms: number): number {
  return Math.round(ms * 100) / 100;
}
