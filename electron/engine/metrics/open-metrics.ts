import type { ConsoleEvent } from '../../../shared/domain/events';
import type { ErrorPattern } from '../../../shared/domain/logs/error-pattern';
import type { ServiceTotals } from '../aws/call-counts';
import type { Core, EngineOptions } from '../engine-api';
import type { Journal } from '../journal/journal';
import type { Ports } from '../ports';
import type { PointStore } from '../telemetry/point-store';
import type { Collector, Facts } from './collect/collector';
import type { Gauges } from './collect/program';
import { allCollectors } from './collect/registry';
import { followJournal } from './follow-journal';
import { seriesOf } from './measured-series';
import { startSampling } from './sample';

/** The console measuring itself and what it watches. */
export interface Metrics {
  /** To be called with everything that was committed. */
  recorded(events: readonly ConsoleEvent[]): void;
  /** Writes what was counted; before the store closes. */
  stop(): void;
}

interface MetricsParts {
  readonly ports: Ports;
  readonly options: Pick<EngineOptions, 'rehearsal'>;
  readonly core: Pick<Core, 'view' | 'settings'>;
  readonly journal: Journal;
  readonly points: PointStore;
  readonly totals: () => readonly ServiceTotals[];
  readonly gauges: Gauges;
  /** Error lines of log groups, as far as they were read. */
  readonly patterns: () => readonly ErrorPattern[];
}

const PRUNE_EVERY_MS = 3_600_000;

export function openMetrics(parts: MetricsParts): Metrics {
  const { ports, options, core, journal, points } = parts;
  const { clock, wall, log } = ports;
  const collectors = allCollectors(parts);
  let prunedAtMs = Number.NEGATIVE_INFINITY;
  let sampledAtMs: number | null = null;

  const facts = (isNew: boolean): Facts => ({
    view: core.view(),
    isNew,
    delivery: (deliveryId) => journal.outbox.reads.summary(deliveryId),
  });

  const follower = followJournal({
    ports,
    journal,
    points,
    isOfOneTrace: options.rehearsal !== null,
    measure: (event, isNew) => collectors.flatMap((collector) => collector.counted?.(event, facts(isNew)) ?? []),
  });

  function sample(): void {
    const monoMs = wall.monoMs();
    const passedSeconds = sampledAtMs === null ? null : (monoMs - sampledAtMs) / 1000;
    sampledAtMs = monoMs;
    const moment = { view: core.view(), settings: core.settings(), at: clock.now(), atMs: clock.nowMs(), passedSeconds };
    const { counted, others } = seriesOf(collectors.flatMap((collector) => sampledBy(collector, moment)));
    points.record([...counted, ...others]);
    if (Math.abs(moment.atMs - prunedAtMs) < PRUNE_EVERY_MS) return;
    prunedAtMs = moment.atMs;
    points.prune(moment.atMs, moment.settings.metrics);
  }

  /** One family that fails takes no other with it. */
  function sampledBy(collector: Collector, moment: Parameters<NonNullable<Collector['sampled']>>[0]) {
    try {
      return collector.sampled?.(moment) ?? [];
    } catch (thrown) {
      log.error({ error: thrown }, 'a sample of metrics failed');
      return [];
    }
  }

  const sampling = startSampling(ports, sample);
  return {
    recorded: follower.recorded,
    stop() {
      sampling.stop();
      follower.stop();
    },
  };
}
