import type { EngineOptions } from '../engine-api';
import type { Ports } from '../ports';
import type { Source } from '../sources/source';
import { alarmSource } from './alarm-source';
import { type LogRoom, openLogRoom, type RoomInside } from './logs/log-room';
import { metricSource } from './metric-source';
import { openPoints } from './open-points';
import { type Counters, createOwnMetrics, type OwnMetrics } from './own-metrics/own-source';
import type { PointStore } from './point-store';
import { createQuotaBook, type QuotaBook } from './quota-book';
import { quotaSource } from './quota-source';

/** What the console measures and keeps beside the journal. */
export interface Telemetry {
  /** To run beside the sources of the registry; they fill the two below. */
  readonly sources: readonly Source[];
  readonly points: PointStore;
  readonly quotas: QuotaBook;
  readonly logs: LogRoom;
  readonly own: OwnMetrics;
  close(): void;
}

export function openTelemetry(
  options: Pick<EngineOptions, 'dataDir'>,
  ports: Pick<Ports, 'clock' | 'log' | 'wall'>,
  inside: Counters & RoomInside,
): Telemetry {
  const points = openPoints(options.dataDir, ports);
  const quotas = createQuotaBook();
  const logs = openLogRoom(options, ports, inside);
  const own = createOwnMetrics(inside);
  return {
    sources: [metricSource(points), quotaSource(quotas, points), alarmSource, logs.source, own.source],
    points,
    quotas,
    logs,
    own,
    close() {
      logs.queries.close();
      points.close();
    },
  };
}
