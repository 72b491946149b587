import type { MetricSeries } from '../../../shared/contract/telemetry';
import { metricList } from '../../../shared/domain/capacity/metric-list';
import { instantOf } from '../../../shared/domain/primitives';
import type { Engine } from '../engine-api';
import { ownNamespace } from '../telemetry/own-metrics/own-source';
import type { Series, Stepped } from '../telemetry/point-store';
import type { Implementer } from './implementer';
import { pageOf } from './paging';
import { questionOf } from './telemetry-query';

/** A page of long series has fewer of them, so that no answer keeps everybody else waiting. */
const mostPointsOfPage = 40_000;

const ownCost =
  'AWS charges about 30 US cents a month for each metric of one’s own, and a cent for a thousand calls: twelve or so metrics and one call a minute come to about four dollars a month for each account and region.';

export function telemetryHandlers(os: Implementer, engine: Engine) {
  const { telemetry } = os;
  const inside = engine.inside.telemetry;
  return {
    quotas: telemetry.quotas.handler(({ input }) => {
      const quotas = inside.quotas.views(engine.view(), input.context ?? null, engine.ports.clock.now());
      // Their order is what matters most; the number keeps it through the pages.
      const ranked = quotas.map((quota, index) => ({ quota, key: String(index).padStart(6, '0') }));
      const { items, nextToken } = pageOf(ranked, input, ({ key }) => key, 'ascending');
      return { items: items.map(({ quota }) => quota), nextToken };
    }),
    metricNames: telemetry.metricNames.handler(({ input }) => pageOf(metricList, input, ({ name }) => name, 'ascending')),
    ownMetrics: telemetry.ownMetrics.handler(({ input }) => ({
      enabled: engine.settings().features['own-metrics'],
      namespace: ownNamespace,
      cost: ownCost,
      published: inside.own.published(input.context ?? null).map((one) => ({ ...one, items: [...one.items] })),
    })),
    metrics: telemetry.metrics.handler(async ({ input }) => {
      const { points } = inside;
      const { info, wanted, stepped } = questionOf(input, engine.ports.clock.nowMs(), points.labelsOf);
      const found = await (stepped === null ? points.read(wanted) : points.query(stepped));
      const longest = found.reduce((most, series) => Math.max(most, series.points.length), 1);
      const limit = Math.max(1, Math.min(input.limit, Math.floor(mostPointsOfPage / longest)));
      const { items, nextToken } = pageOf<Series | Stepped>(found, { ...input, limit }, keyOf, 'ascending');
      return { items: items.map((series) => seriesOf(series, info.unit)), nextToken };
    }),
  };
}

function keyOf({ contextId, labels }: Series): string {
  return `${contextId} ${JSON.stringify(labels)}`;
}

function seriesOf(series: Series | Stepped, unit: MetricSeries['unit']): MetricSeries {
  const { contextId, name, labels, points } = series;
  const step = 'stepMs' in series ? { stepSeconds: Math.floor(series.stepMs / 1000) } : {};
  return { contextId, name, unit, labels, points: points.map(({ atMs, value }) => ({ at: instantOf(atMs), value })), ...step };
}
