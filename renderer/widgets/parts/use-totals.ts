import { useMemo } from 'react';
import type { MetricSeries } from '../../../shared/contract/telemetry';
import { endsOf } from '../../../shared/domain/boards/range';
import type { View } from '../../../shared/domain/view';
import { useView } from '../../store/page';
import { type MetricRead, useMetric } from '../../store/use-metric';
import type { Frame } from '../widget';
import { questionOf } from './metric-question';
import { nameOf } from './names';
import type { aggregations } from './settings';

export interface Total {
  readonly key: string;
  readonly label: string;
  readonly value: number;
  /** The server it is of, where it is of one. */
  readonly server: string | null;
}

interface Chosen {
  readonly metric: string;
  readonly labels: string;
  readonly by: string;
  readonly aggregation: (typeof aggregations)[number];
}

const noServers: View['servers'] = {};

/** One value over the whole range for each value of the labels, highest first. */
export function useTotals(
  chosen: Chosen,
  frame: Frame,
): { readonly read: MetricRead; readonly unit: MetricSeries['unit']; readonly totals: readonly Total[] } {
  const { fromMs, toMs } = endsOf(frame.range, 0);
  const read = useMetric({
    ...questionOf(chosen, frame),
    stepSeconds: Math.max(1, Math.ceil((toMs - fromMs) / 1000)),
  });
  const servers = useView((view) => view.servers, noServers);
  const totals = useMemo(
    () =>
      read.series
        .flatMap((one) => {
          const value = one.points.at(-1)?.value;
          if (value === undefined) return [];
          const key = `${one.contextId} ${JSON.stringify(one.labels)}`;
          return [{ key, label: nameOf(one, read.series, servers), value, server: one.labels.server ?? null }];
        })
        .sort((a, b) => b.value - a.value),
    [read.series, servers],
  );
  return { read, unit: read.series[0]?.unit ?? 'Count', totals };
}
