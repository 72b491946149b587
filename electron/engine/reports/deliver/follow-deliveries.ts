import type { ReportConfiguration } from '../../../../shared/domain/reports/report-configuration';
import type { ReportRun } from '../../../../shared/domain/reports/report-run';
import type { Result } from '../../../../shared/lib/result';
import type { Clock, Log } from '../../ports';
import type { Deliverer } from './deliverer';

/** Where runs are kept. */
export interface DeliveryDesk {
  /** Made runs of which something is still waiting to be delivered, oldest first. */
  waiting(): readonly ReportRun[];
  /** As it is now; where it was removed, what is waiting cannot go out. */
  distributionOf(reportId: string): Pick<ReportConfiguration, 'Distribution'> | null;
  /** Keeps the run as it stands now. What cannot be recorded is not gone on with. */
  record(run: ReportRun): Result<unknown, { readonly message: string }>;
}

export interface FollowedDeliveries {
  /** Delivers what is due, one after another. Cheap to call often: at most one round goes on at a time. */
  look(): void;
  /** When no round goes on any more. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** Carries deliveries on until none is due, recording each before the next begins; to be called on every pulse. */
export function followDeliveries(parts: {
  readonly deliverer: Deliverer;
  readonly desk: DeliveryDesk;
  readonly clock: Pick<Clock, 'now' | 'nowMs'>;
  readonly log: Log;
}): FollowedDeliveries {
  const { deliverer, desk, clock, log } = parts;
  const stopping = new AbortController();
  /** When the next is due of those that were looked at; a run that is new is looked at at once. */
  const dueAtMs = new Map<string, number>();
  let round: Promise<void> | null = null;

  async function deliver(run: ReportRun): Promise<void> {
    let current = run;
    for (;;) {
      const definition = desk.distributionOf(current.reportId);
      const stepped = definition === null ? orphaned(current) : await deliverer.next(current, definition, stopping.signal);
      current = { ...current, deliveries: stepped.deliveries };
      if (stepped.isChanged) {
        const kept = desk.record(current);
        if (!kept.ok) {
          log.error(
            { runId: run.runId, reason: kept.error.message },
            'what became of a report cannot be recorded; its delivery waits',
          );
          dueAtMs.set(run.runId, clock.nowMs() + 60_000);
          return;
        }
      }
      if (stepped.dueAtMs === null) dueAtMs.delete(run.runId);
      else dueAtMs.set(run.runId, stepped.dueAtMs);
      if (stepped.dueAtMs === null || stepped.dueAtMs > clock.nowMs() || stopping.signal.aborted || !stepped.isChanged) return;
    }
  }

  function orphaned(run: ReportRun) {
    const reason = 'The definition of this report was removed before it went out.';
    const deliveries = run.deliveries.map((one) =>
      one.state === 'waiting' ? { ...one, state: 'failed' as const, at: clock.now(), reason } : one,
    );
    return { deliveries, isChanged: true, dueAtMs: null };
  }

  async function goRound(runs: readonly ReportRun[]): Promise<void> {
    for (const run of runs) {
      if (stopping.signal.aborted) return;
      await deliver(run);
    }
  }

  return {
    look() {
      if (round !== null || stopping.signal.aborted) return;
      const due = desk.waiting().filter(({ runId }) => (dueAtMs.get(runId) ?? 0) <= clock.nowMs());
      if (due.length === 0) return;
      round = goRound(due)
        .catch((error: unknown) => log.error({ error }, 'reports could not be delivered'))
        .finally(() => {
          round = null;
        });
    },
    idle: async () => {
      await round;
    },
    async stop() {
      stopping.abort(new Error('the console stops'));
      await round;
    },
  };
}
