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

    const report = (name: string, { tookMs, cpuMs }: Timing, each: number) =>
      figure(name, perSecond(tookMs, each), 'events/s', {
        p50Ms: round(quantile(tookMs, 0.5)),
        p99Ms: round(quantile(tookMs, 0.99)),
        cpuMsEach: round(cpuMs / tookMs.length),
      });
    report(
      'append one event, durable',
      timed(2_000, () => void journal.append([row(event())])),
      1,
    );
    const thousandRows = () => void journal.append(Array.from({ length: 1_000 }, () => row(event())));
    report('append 1,000 events in one transaction, durable', timed(50, thousandRows), 1_000);

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
    report(
      'commit one event, whole road, 4,000 servers',
      timed(2_000, () => commit(1)),
      1,
    );
    report(
      'commit 1,000 events at once, whole road, 4,000 servers',
      timed(30, () => commit(1_000)),
      1_000,
    );
    const save = () => void journal.checkpoints.save({ seq: journal.lastSeq(), state: committer.state() }, 'bench');
    figure('checkpoint of 4,000 servers', round(quantile(timed(5, save).tookMs, 0.5)), 'ms');
    journal.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Timing {
  readonly tookMs: readonly number[];
  /** Of the whole process, which tells more than the wall on a machine that others use. */
  readonly cpuMs: number;
}

function timed(rounds: number, work: () => void): Timing {
  const cpu = process.cpuUsage();
  const tookMs = Array.from({ length: rounds }, () => {
    const begun = performance.now();
    work();
    return performance.now() - begun;
  });
  const used = process.cpuUsage(cpu);
  return { tookMs, cpuMs: (used.user + used.system) / 1_000 };
}

function perSecond(tookMs: readonly number[], each: number): number {
  return Math.round((tookMs.length * each * 1000) / tookMs.reduce((sum, ms) => sum + ms, 0));
}

function round(ms: number): number {
  return Math.round(ms * 100) / 100;
}
