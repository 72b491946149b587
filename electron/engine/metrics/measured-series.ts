import { metricList } from '../../../shared/domain/capacity/metric-list';
import { labelsKey } from '../../../shared/domain/metrics/labels';
import type { Point, Series } from '../telemetry/point-store';
import type { Measured } from './collect/collector';

const counts: ReadonlySet<string> = new Set(metricList.flatMap(({ name, kind }) => (kind === 'count' ? [name] : [])));

/** Single values as series: counts of one moment added up, others one each. */
export function seriesOf(all: readonly Measured[]): { readonly counted: readonly Series[]; readonly others: readonly Series[] } {
  const found = new Map<string, { readonly series: Omit<Series, 'points'>; readonly points: Map<number, number> }>();
  for (const { name, contextId, labels, atMs, value, apart } of all) {
    const key = `${name}\n${contextId}\n${labelsKey(labels)}`;
    const held = found.get(key) ?? { series: { name, contextId, labels }, points: new Map<number, number>() };
    found.set(key, held);
    let at = Math.round(atMs);
    while (apart === true && held.points.has(at)) at += 1;
    held.points.set(at, counts.has(name) ? (held.points.get(at) ?? 0) + value : value);
  }
  const series = [...found.values()].map(({ series: one, points }) => ({ ...one, points: pointsOf(points) }));
  return { counted: series.filter(({ name }) => counts.has(name)), others: series.filter(({ name }) => !counts.has(name)) };
}

function pointsOf(points: ReadonlyMap<number, number>): Point[] {
  return [...points].map(([atMs, value]) => ({ atMs, value }));
}
