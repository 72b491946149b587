import { shippedThreshold } from '../../../shared/domain/detection/threshold';
import { watchedBy } from '../../../shared/domain/detection/watched';
import { ContextId } from '../../../shared/domain/primitives';
import type { Engine } from '../engine-api';
import { CONSOLE } from '../metrics/collect/collector';
import type { Implementer } from './implementer';
import { questionOf } from './telemetry-query';

/** How series deviate, what the detector says of one of them, and how it did lately. */
export function detectionHandlers(os: Implementer, engine: Engine) {
  const { findings } = os;
  const { detection } = engine.inside;
  return {
    map: findings.map.handler(({ input }) =>
      detection.map({
        family: input.family ?? null,
        contextId: input.context ?? null,
        hours: input.hours,
        limit: input.limit,
      }),
    ),
    readings: findings.readings.handler(async ({ input }) => {
      const threshold = shippedThreshold('level');
      const { context, ...asked } = input;
      // What is asked is understood, and refused, as for the chart it is laid over.
      const { info, wanted } = questionOf(asked, engine.ports.clock.nowMs(), engine.inside.telemetry.points.labelsOf);
      const contextId = info.of === 'console' ? CONSOLE : ContextId.parse(context);
      const family = watchedBy(info.name)?.family;
      if (family !== undefined && !engine.inside.findings.settings().isOn)
        return { threshold, why: 'Looking for what is unusual is switched off in its settings.', points: [] };
      const { why, points } = await detection.readings({ ...wanted, contextId });
      return { threshold, why, points: [...points] };
    }),
    report: findings.report.handler(() => detection.report()),
  };
}
