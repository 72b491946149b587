import type { FindingFamily } from '../../../shared/domain/detection/finding';
import { watchedMetrics } from '../../../shared/domain/detection/watched';
import { talliesOf } from '../detection/book/tallies';
import type { Engine } from '../engine-api';
import type { Implementer } from './implementer';
import { unavailable } from './problems';

/** What detectors make of series, and how they did lately. */
export function detectionHandlers(os: Implementer, engine: Engine) {
  const { findings } = os;
  const notRunning = () => unavailable('detection.not-running', 'No detector runs here.');
  return {
    map: findings.map.handler(() => {
      throw notRunning();
    }),
    readings: findings.readings.handler(() => {
      throw notRunning();
    }),
    report: findings.report.handler(() => {
      const at = engine.ports.clock.now();
      const families = [...new Set(watchedMetrics.map(({ family }): FindingFamily => family))];
      const tallies = talliesOf(engine.inside.findings, families, at);
      return {
        at,
        isOn: engine.inside.findings.settings().isOn,
        startedAt: null,
        threshold: engine.inside.findings.thresholdOf('replication-lag.level'),
        series: { watched: 0, learning: 0, leftOut: 0 },
        points: { judged: 0, perSecond: null, waiting: 0 },
        memoryBytes: 0,
        trouble: 'No detector runs here.',
        ...tallies,
        families: tallies.families.map((family) => ({ ...family, series: 0, learning: 0 })),
      };
    }),
  };
}
