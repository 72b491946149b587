import { useCallback, useMemo, useState } from 'react';
import { endsOf, type Range } from '../../../shared/domain/boards/range';
import type { FoundSeries } from '../../../shared/domain/detection/finding';
import { watchedMetrics } from '../../../shared/domain/detection/watched';
import { labelsText } from '../../../shared/domain/metrics/labels';
import type { ConsoleClient } from '../../bridge/client';
import type { Line } from '../../charts/align';
import type { ExpectedBand } from '../../charts/expected';
import type { ExpectedSwitch } from '../../charts/expected-tools';
import { t } from '../../language/language';
import { engineNow } from '../../store/engine-now';
import { usePage } from '../../store/page';
import { useAsked } from '../../store/use-asked';

const EVERY_MS = 15_000;

export interface BandRead {
  /** Null until it was answered, and where nothing is expected of the series. */
  readonly band: ExpectedBand | null;
  /** Why there is none: the series is not watched, or it could not be asked; null while there is one, or it is on its way. */
  readonly why: string | null;
  readonly loading: boolean;
}

/** Where the values of one series were expected over a range, read again as the range moves on. Null asks nothing. */
export function useExpectedBand(series: FoundSeries | null, range: Range): BandRead {
  const page = usePage();
  const asked = series === null ? null : JSON.stringify([series.metric, series.contextId, labelsText(series.labels), range]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` says the same in a text, whose identity stays
  const read = useCallback(
    async (client: ConsoleClient) => {
      if (series === null) return null;
      const { fromMs, toMs } = endsOf(range, engineNow(page));
      return client.findings.readings({
        name: series.metric,
        context: series.contextId,
        labels: labelsText(series.labels),
        from: new Date(fromMs).toISOString(),
        to: new Date(toMs).toISOString(),
      });
    },
    [asked, page],
  );
  const { value, problem } = useAsked(read, EVERY_MS);
  return useMemo(() => {
    if (value === null) return { band: null, why: problem, loading: series !== null && problem === null };
    const points = value.points.map((one) => ({ ...one, atMs: Date.parse(one.at), score: one.isLearning ? null : one.score }));
    if (points.length > 0 && points.every(({ low }) => low === null))
      return { band: { points, threshold: value.threshold }, why: value.why ?? t('findings.stillLearning'), loading: false };
    if (points.length === 0) return { band: null, why: value.why ?? t('findings.nothingMeasured'), loading: false };
    const isFlat = points.every(({ low, high }) => low === high);
    return {
      band: { points, threshold: value.threshold },
      why: value.why ?? (isFlat ? t('findings.expectedFlat') : null),
      loading: false,
    };
  }, [value, problem, series]);
}

/**
 * The switch "Expected" of a chart with several lines: the band is asked for and drawn for the one line that is picked. `seriesOf` tells
 * which series a line stands for; null where it stands for several, of which nothing is expected. `why` keeps it from being asked.
 */
export function useExpectedSwitch(
  lines: readonly Line[],
  seriesOf: (key: string) => FoundSeries | null,
  range: Range,
  why: string | null = null,
): { readonly band: ExpectedBand | null; readonly expected: ExpectedSwitch } {
  const [isOn, onTurn] = useState(false);
  const [picked, onOf] = useState<string | null>(null);
  const of = lines.find(({ key }) => key === picked)?.key ?? lines[0]?.key ?? null;
  const series = of === null || !isOn || why !== null ? null : seriesOf(of);
  const read = useExpectedBand(series, range);
  const note = why ?? (isOn && series === null ? t('findings.notOneSeries') : read.why);
  return { band: read.band, expected: { isOn, onTurn, of, onOf, note } };
}

/** Why what is expected cannot be held against a chart that puts the values of a metric together in its own way; null where it can. */
export function whyNotComparable(metric: string, aggregation: string, stepSeconds: number | null): string | null {
  const isCounted = watchedMetrics.some((one) => one.metric === metric && one.values === 'counted');
  if (isCounted) return stepSeconds === 60 ? null : t('findings.perMinuteOnly');
  return aggregation === 'sum' || aggregation === 'count' ? t('findings.notComparable') : null;
}
