import type { EngineOptions } from '../engine-api';
import type { Ports } from '../ports';
import type { Source } from '../sources/source';
import { metricSource } from './metric-source';
import { openPoints } from './open-points';
import type { PointStore } from './point-store';
import { createQuotaBook, type QuotaBook } from './quota-book';
import { quotaSource } from './quota-source';

/** What the console measures and keeps beside the journal. */
export interface Telemetry {
  /** To run beside the sources of the registry; they fill the two below. */
  readonly sources: readonly Source[];
  readonly points: PointStore;
  readonly quotas: QuotaBook;
  close(): void;
}

export function openTelemetry(options: Pick<EngineOptions, 'dataDir'>, ports: Pick<Ports, 'log' | 'wall'>): Telemetry {
  const points = openPoints(options.dataDir, ports);
  const quotas = createQuotaBook();
  return {
    sources: [metricSource(points), quotaSource(quotas, points)],
    points,
    quotas,
    close: points.close,
  };
}
