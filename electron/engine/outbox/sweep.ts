import { instantOf } from '../../../shared/domain/primitives';
import type { Ports } from '../ports';
import type { OutboxTables } from './tables';

const EVERY_MS = 60 * 60_000;
/** Between steps, so that nobody waits for the database. */
const REST_MS = 100;
const DAY_MS = 24 * 60 * 60_000;

interface SweepOptions {
  readonly tables: Pick<OutboxTables, 'forget'>;
  readonly wall: Pick<Ports['wall'], 'sleep'>;
  readonly clock: Pick<Ports['clock'], 'nowMs'>;
  readonly retentionDays: () => number;
}

/** Forgets notifications past their retention, in small steps, every hour. */
export function createSweep({ tables, wall, clock, retentionDays }: SweepOptions): { start(): void; stop(): void } {
  const stopping = new AbortController();
  const { signal } = stopping;

  async function run(): Promise<void> {
    while (!signal.aborted) {
      await wall.sleep(EVERY_MS, signal);
      await sweep();
    }
  }

  async function sweep(): Promise<void> {
    const before = instantOf(clock.nowMs() - retentionDays() * DAY_MS);
    for (let done = tables.forget(before); done.ok && done.value > 0; done = tables.forget(before))
      await wall.sleep(REST_MS, signal);
  }

  return {
    start() {
      run().catch((thrown: unknown) => {
        if (!signal.aborted) throw thrown;
      });
    },
    stop: () => stopping.abort(),
  };
}
