import type { MetricSeries } from '../../../shared/contract/telemetry';
import { metricList } from '../../../shared/domain/capacity/metric-list';
import { instantOf } from '../../../shared/domain/primitives';
import type { Engine } from '../engine-api';
import { ownNamespace } from '../telemetry/own-metrics/own-source';
import type { Series } from '../telemetry/point-store';
import type { Implementer } from './implementer';
import { pageOf } from './paging';
import { invalid } from './problems';

/** How far back metrics are answered when nobody says from when. */
const usualWindowMs = 3 * 3_600_000;

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
    metrics: telemetry.metrics.handler(({ input }) => {
      const info = metricList.find(({ name }) => name === input.name);
      if (info === undefined)
        throw invalid('metrics.unknown', 'name', `there is no metric ${input.name}; GET /api/metrics/names lists them`);
      const nowMs = engine.ports.clock.nowMs();
      const toMs = momentOf(input.to, 'to') ?? nowMs;
      const fromMs = momentOf(input.from, 'from') ?? toMs - usualWindowMs;
      const labels = labelsOf(input.labels);
      const found = inside.points.read({ name: info.name, contextId: input.context ?? null, labels, fromMs, toMs });
      const { items, nextToken } = pageOf(found, input, keyOf, 'ascending');
      return {
        items: items.map((series): MetricSeries => ({ ...series, unit: info.unit, points: pointsOf(series) })),
        nextToken,
      };
    }),
  };
}

function keyOf({ contextId, labels }: Series): string {
  return `${contextId} ${JSON.stringify(labels)}`;
}

function pointsOf({ points }: Series): MetricSeries['points'] {
  return points.map(({ atMs, value }) => ({ at: instantOf(atMs), value }));
}

function momentOf(text: string | undefined, field: string): number | null {
  if (text === undefined) return null;
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw invalid('metrics.invalid', field, 'not a moment in ISO 8601, such as 2026-03-14T09:00:00Z');
  return ms;
}

/** `server=s-…,region=us-east-1` as labels. */
function labelsOf(text: string | undefined): Readonly<Record<string, string>> {
  const pairs = (text ?? '').split(',').filter((pair) => pair.trim() !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw invalid('metrics.invalid', 'labels', `“${pair}” is no label; write name=value, separated by commas`);
      return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    }),
  );
}
