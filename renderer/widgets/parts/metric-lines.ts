import { useMemo } from 'react';
import type { MetricSeries } from '../../../shared/contract/telemetry';
import type { View } from '../../../shared/domain/view';
import type { Line } from '../../charts/align';
import { useView } from '../../store/page';
import { nameOf } from './names';

const noServers: View['servers'] = {};

/** Series as lines of a chart, those with the highest values first; `rest` more are not among them. */
export function useLines(
  series: readonly MetricSeries[],
  most: number,
): { readonly lines: readonly Line[]; readonly rest: number } {
  const servers = useView((view) => view.servers, noServers);
  return useMemo(() => {
    const measured = series.filter(({ points }) => points.length > 0);
    const lines = highestFirst(measured)
      .slice(0, most)
      .map((one) => ({
        key: keyOfSeries(one),
        label: nameOf(one, measured, servers),
        points: one.points.map(({ at, value }) => ({ atMs: Date.parse(at), value })),
      }));
    return { lines, rest: measured.length - lines.length };
  }, [series, servers, most]);
}

export function highestFirst(series: readonly MetricSeries[]): readonly MetricSeries[] {
  const highest = (one: MetricSeries): number =>
    one.points.reduce((top, { value }) => Math.max(top, value), Number.NEGATIVE_INFINITY);
  return [...series].sort((a, b) => highest(b) - highest(a));
}

/** The key of the line that stands for a series. */
export function keyOfSeries({ contextId, name, labels }: MetricSeries): string {
  return `${contextId} ${name} ${JSON.stringify(labels)}`;
}
